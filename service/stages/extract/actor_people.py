"""Whether a noun is somebody by its trade or post: 'reporters', 'the opposition leader'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.actor_types import RegistryMatch
from service.stages.extract.syntax_words import lemma

Token = Any

#: endings of those who do, hold or undergo something ('trader', 'student', 'activist', 'fisherman')
_ENDINGS: Final = (
    "ant", "cian", "dent", "ee", "er", "ess", "gent", "ian", "ist", "man", "or", "person", "woman"
)  # fmt: skip
#: things and bodies with such an ending, and people whom one rescues
_THINGS: Final = (
    "center",
    "chapter",
    "committee",
    "order",
    "paper",
    "passenger",
    "quarter",
    "survivor",
)
_ARMED: Final = frozenset({"COP", "MIL", "PRM", "REB", "UAF"})


def names_person(token: Token, match: RegistryMatch | None) -> bool:
    """By the model's label, or by a role noun that ends as such nouns do."""
    if token.ent_type_ == "PERSON":
        return True
    if match is None or match.entry.kind != "role" or match.entry.use in {"instrument", "thing"}:
        return False
    if not _ARMED.isdisjoint(match.entry.codes[0].sectors):  # of these the frames ask as such
        return False
    noun = lemma(token)
    if noun in _ENDINGS:  # 'three men' say nothing of a trade
        return False
    return noun.endswith(_ENDINGS) and not noun.endswith(_THINGS)
