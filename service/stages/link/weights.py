"""The numbers and word lists behind the decision whether two mentions tell one incident."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from service.stages.link.kinds import KindIndex

#: days or places that both mentions state and that cannot both be right
EXCLUDES: Final = -20.0
BIAS: Final = -4.6

WEIGHTS: Final[dict[str, float]] = {
    "words": 0.7,
    "same type": 1.0, "like type": -1.1,
    "same trigger": 0.75, "like trigger": 0.0, "unlike trigger": -1.05,
    "same wording": -0.3, "like wording": 0.2,
    "same wording elsewhere": 1.1, "like wording elsewhere": 0.25,
    "equal days": 1.75, "common days": 0.5, "next day": -1.0, "other days": EXCLUDES,
    "no days": 0.6, "no days, other week": -0.4,
    "one dated": 0.6, "one dated long before": -0.6,
    "same place": 0.4, "place within": 0.75, "near place": 0.2, "other place": EXCLUDES,
    "one place": 0.1, "no place": 0.5,
    "actors named alike": 0.75, "actors coded alike": 1.0, "actors missing": 0.4,
    "actors of one country": 0.0, "actors unknown": -1.35, "actors different": -0.9,
    "recipients named alike": 1.35, "recipients coded alike": 0.6, "recipients missing": 0.8,
    "recipients of one country": -0.65, "recipients unknown": -1.3, "recipients different": -0.9,
    "same speaker": 0.3, "other speaker": -1.15,
    "same figure": 0.85,
    "same article": 0.95, "same sentence": 0.55, "next sentence": 0.65, "same story": 0.5,
    "historical": -1.8, "other modality": -0.45,
}  # fmt: skip

#: two types that one incident may be coded with
COMPATIBLE: Final[frozenset[frozenset[str]]] = frozenset(
    map(
        frozenset,
        [
            ("AGREE", "CONSULT"), ("AGREE", "CONCEDE"), ("AGREE", "AID"), ("AGREE", "COOPERATE"),
            ("AGREE", "SUPPORT"), ("CONCEDE", "RETREAT"), ("COERCE", "RETREAT"),
            ("COERCE", "SANCTION"), ("COERCE", "ASSAULT"), ("PROTEST", "ASSAULT"),
            ("ACCUSE", "REJECT"),
        ],
    )
)  # fmt: skip

#: types that are statements: one speaker, one act
VERBAL: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})

KINDS: Final = KindIndex(files(__package__).joinpath("data", "kinds.tsv").read_text("utf-8"))
