"""The numbers and word lists behind the decision whether two mentions tell one incident."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from service.stages.link.kinds import KindIndex
from service.stages.trees import Trees, load_trees

#: days or places that both mentions state and that cannot both be right
EXCLUDES: Final = -20.0
_NUMBERS: Final = json.loads(files(__package__).joinpath("data", "weights.json").read_text("utf-8"))
BIAS: Final[float] = _NUMBERS["bias"]
#: log odds by the name of the evidence
WEIGHTS: Final[dict[str, float]] = _NUMBERS["weights"]
#: what several traits of a pair say together, beyond the sum of the weights
TREES: Final[Trees] = load_trees(
    files(__package__).joinpath("data", "trees.json").read_text("utf-8")
)

#: evidence that counts only where one incident clearly fits better than all others
POINTING: Final = frozenset(
    {"points back", "points back elsewhere", "vague", "vague in the story",
     "violence of the story"}
)  # fmt: skip

#: two types that one incident may be coded with
_BOTH: Final = (
    ("AGREE", "CONSULT"), ("AGREE", "CONCEDE"), ("AGREE", "AID"), ("AGREE", "COOPERATE"),
    ("AGREE", "SUPPORT"), ("CONCEDE", "RETREAT"), ("COERCE", "RETREAT"), ("COERCE", "SANCTION"),
    ("COERCE", "ASSAULT"), ("PROTEST", "ASSAULT"), ("ACCUSE", "REJECT"),
)  # fmt: skip
#: type -> the others that go with it
COMPATIBLE: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(other for pair in _BOTH for other in pair if kind in pair and other != kind)
    for kind in {kind for pair in _BOTH for kind in pair}
}

#: kinds of act that befall somebody once; those that one does; of courts; of courts and police
ONCE: Final = frozenset(
    {"appoint", "arrest", "charge", "convict", "kidnap", "kill", "release", "resign", "shoot",
     "try"}
)  # fmt: skip
BY_ONESELF: Final = frozenset({"resign"})
COURT: Final = frozenset({"charge", "convict", "try"})
LEGAL: Final = COURT | {"arrest"}

#: stems of words that tell of a crime before the courts, where one victim's death is told for years
CRIME: Final = frozenset(
    {"arraign", "confess", "convict", "defendant", "detective", "guilty", "gunman", "homicide",
     "jury", "juror", "manhunt", "manslaughter", "murder", "murderer", "murderou", "prosecutor",
     "slay", "suspect", "trial", "verdict"}
)  # fmt: skip

#: types that are statements: one speaker, one act
VERBAL: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})

#: types whose actors and recipients are one side as well as the other
MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})

#: types that are mostly words: one speaker, one day, one subject
STATED: Final = VERBAL | {"CONCEDE", "SUPPORT"}

#: kinds of trigger: what violence leaves, what violence is called in general, all violence
RESULTS: Final = frozenset({"kill"})
GENERAL: Final = frozenset({"battle", "violence"})
VIOLENT: Final = RESULTS | GENERAL | {"beat", "bomb", "raid", "shell", "shoot", "strike", "take"}
#: stems of words for what one lives through
WOUNDED: Final = frozenset({"hurt", "injur", "injury", "wound"})

KINDS: Final = KindIndex(files(__package__).joinpath("data", "kinds.tsv").read_text("utf-8"))
