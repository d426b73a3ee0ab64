"""Who takes part in talks of which only the other side is named: 'said after talks with Chad'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.candidates import Candidate
from service.stages.extract.parties import PartyCoder
from service.stages.extract.syntax_words import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    is_noun,
    is_verb,
)

Token = Any

_SUBJECTS: Final = SUBJECTS | PASSIVE_SUBJECTS


def who_came(c: Candidate, parties: PartyCoder) -> list[Token]:
    """'Said after talks with Chad', 'the envoy, in Rome for talks with Chad': whoever it was."""
    alone = all(t.dep_ in {"conj", "pobj"} and _is_with(t, c.trigger) for t in c.actors)
    if c.type != "CONSULT" or not c.symmetric or not c.actors or not alone:
        return []
    node = c.trigger.head if c.trigger.dep_ == "pobj" else c.trigger
    for _ in range(3):
        if node.dep_ not in {"pobj", "prep"} or is_verb(node):
            break
        node = node.head
    heads = [s for s in node.children if s.dep_ in _SUBJECTS] if is_verb(node) else [node]
    came = [s for head in heads for s in conjuncts(head)]
    given = {c.trigger.i, *(t.i for t in c.actors)}
    return [t for t in came if t.i not in given and is_noun(t) and parties.is_party(t)]


def _is_with(token: Token, noun: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return bool(token.head.lower_ == "with" and token.head.head.i == noun.i)
