"""Whether two triggers tell one act: both name its victim, or one goes back to 'the guards'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Token = Any
#: the words of a name, and whether it is surely a person's
_Name = tuple[frozenset[str], bool]

_ON: Final = frozenset({"of", "on", "against"})
_BACK: Final = frozenset({"the", "these", "those", "both"})
_MANY: Final = 6


def is_same_victim(one: Token, other: Token) -> bool:
    """'the murder of Ana Lima' and 'Lima was killed': the shorter name lies within the longer."""
    mine, its = list(_named(one)), list(_named(other))
    return any(_is_same_name(a, b) or _is_same_name(b, a) for a in mine for b in its)


def _is_same_name(short: _Name, long: _Name) -> bool:
    return long[1] and short[0] <= long[0]


def goes_back_to(later: Token, earlier: Token) -> bool:
    """'the guards were shot' after 'killed two guards': the victims are told as known."""
    known = {noun.lemma_.lower() for noun in _victims(earlier)}
    return any(
        noun.lemma_.lower() in known and any(c.lower_ in _BACK for c in noun.lefts)
        for noun in _victims(later)
        if noun.pos_ == "NOUN"
    )


def _named(trigger: Token) -> Iterator[_Name]:
    """The names of the victims, and whether each is surely a person's."""
    for noun in _victims(trigger):
        if noun.ent_type_ == "PERSON":
            yield _name(noun), True
        elif noun.tag_ == "NNP":  # a surname alone is often taken for a town
            yield frozenset({noun.lower_}), False


def _name(noun: Token) -> frozenset[str]:
    """The words of a person's name around its last one."""
    first = noun.i
    while first > 0 and noun.i - first < _MANY and noun.doc[first - 1].ent_type_ == "PERSON":
        first -= 1
    return frozenset(noun.doc[i].lower_ for i in range(first, noun.i + 1))


def _victims(trigger: Token) -> Iterator[Token]:
    """Whom the act befell: objects, 'of X', "X's", 'X, who was killed'; with those beside them."""
    for noun in _heads(trigger):
        yield noun
        yield from (c for c in noun.rights if c.dep_ in ("conj", "appos"))


def _heads(trigger: Token) -> Iterator[Token]:
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass", "poss"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in _ON:
            yield from (n for n in child.children if n.dep_ == "pobj")
    if trigger.tag_ == "VBN" and trigger.dep_ in ("acl", "relcl"):
        yield trigger.head
