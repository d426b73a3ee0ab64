"""The numbers and word lists behind the decision whether two mentions tell one incident."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from service.stages.link.kinds import KindIndex

BIAS: Final = -9.0

WEIGHTS: Final[dict[str, float]] = {
    "words": 1.3,
    "same type": 3.0, "like type": 0.0,
    "same trigger": 1.3, "like trigger": 0.7, "unlike trigger": -0.7,
    "same wording": 2.0, "like wording": 0.3,
    "equal days": 2.7, "common days": 1.7, "next day": -1.5, "other days": -1.9,
    "no days": 1.6, "one dated": 1.6, "one dated long before": -0.3,
    "same place": 1.5, "place within": 1.2, "near place": 0.8, "one place": 0.8, "no place": 0.8,
    "other place": -2.3,
    "actors named alike": 1.0, "actors coded alike": 1.3, "actors missing": 0.8,
    "actors of one country": 0.0, "actors unknown": -1.5, "actors different": -1.4,
    "recipients named alike": 1.4, "recipients coded alike": 1.0, "recipients missing": 1.2,
    "recipients of one country": -0.9, "recipients unknown": -1.7, "recipients different": -1.4,
    "same figure": 1.3,
    "same article": 0.5, "same sentence": -0.7, "next sentence": 0.7, "same story": 0.0,
    "historical": -1.6, "other modality": 0.0,
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

KINDS: Final = KindIndex(files(__package__).joinpath("data", "kinds.tsv").read_text("utf-8"))
