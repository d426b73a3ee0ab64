"""Noun phrases and prepositional phrases of the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.stages.extract.syntax_words import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    flat,
    is_verb,
)

Token = Any

#: where a doc keeps what was asked before
_NOUN_PREPS: Final = "wirecoder_noun_preps"


def preps_of(head: Token) -> dict[str, tuple[Token, ...]]:
    """Prepositions of a word with their objects; 'away from', 'out of' also under the last word."""
    found: dict[str, tuple[Token, ...]] = {}
    for prep in _prep_children(head):
        for key, objects in _prep_objects(prep):
            if objects:
                found[key] = found.get(key, ()) + objects
    return found


_PREP_TAGS: Final = frozenset({"IN", "TO", "VBG", "RP", "RB", "VBN"})


def _prep_children(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.lower_ == "according":
            continue
        if child.dep_ in {"prep", "dative"} and child.tag_ in _PREP_TAGS:
            yield child
        elif child.dep_ == "advmod" and child.i > head.i:
            yield from (c for c in child.children if c.dep_ == "prep")


def _prep_objects(prep: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    objects = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
    yield prep.lower_, flat(objects)
    for inner in prep.children:
        if inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.tag_ == "IN"):
            yield from _prep_objects(inner)


def noun_preps(noun: Token) -> Mapping[str, tuple[Token, ...]]:
    """Prepositional phrases of a noun, and of its verb when it is that verb's subject or object."""
    known = noun.doc.user_data.setdefault(_NOUN_PREPS, {})
    found: Mapping[str, tuple[Token, ...]] | None = known.get(noun.i)
    if found is None:
        found = known[noun.i] = _noun_preps(noun)
    return found


def _noun_preps(noun: Token) -> dict[str, tuple[Token, ...]]:
    found = preps_of(noun)
    verb = noun.head if noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS else None
    if verb is not None and is_verb(verb):
        for prep, objects in preps_of(verb).items():
            found.setdefault(prep, objects)
    return found


def noun_phrase(head: Token) -> tuple[int, int]:
    """(start, end) token indices of the phrase of a noun, without relative clauses and asides."""
    left = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _LEFT_PARTS:
            left = min(left, child.left_edge.i)
    while left < head.i and _is_clock(head.doc[left].text):
        left += 1
    right = head.i
    for child in head.children:
        if child.lower_ == "of" and child.dep_ == "prep" and child.i == right + 1:
            right = max(right, _of_end(child))
    return left, right + 1


def _is_clock(text: str) -> bool:
    """'08:55', which a live blog puts in front of a sentence."""
    hours, colon, minutes = text.partition(":")
    return bool(colon) and hours.isdigit() and minutes.isdigit()


_LEFT_PARTS: Final = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "dep"}
)


def _of_end(prep: Token) -> int:
    objects = [c for c in prep.children if c.dep_ == "pobj"]
    if not objects:
        return int(prep.i) - 1
    return noun_phrase(objects[0])[1] - 1
