"""Strikes and meetings that are called for a day to come."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.syntax_words import is_verb, lemma

Token = Any
_CALLING: Final = frozenset({"announce", "call", "convene", "convoke", "declare", "proclaim"})
_AHEAD: Final = frozenset({"for", "from"})
_STRIKES: Final = frozenset({"boycott", "shutdown", "stoppage", "strike"})
_DAYS: Final = frozenset(
    {"friday", "monday", "saturday", "sunday", "thursday", "today", "tomorrow", "tuesday",
     "wednesday"}
)  # fmt: skip


def called_reading(trigger: Token) -> Reading | None:
    """'Called a strike from Thursday', 'has called a summit for 4 May': it is to come."""
    verb = trigger if is_verb(trigger) else trigger.head
    called = _called(verb)
    if not called or (trigger is not verb and trigger not in called):
        return None
    for prep in (c for word in (verb, *called) for c in word.children):
        if prep.lower_ in _AHEAD and any(_is_day(d) for d in prep.children):
            return Reading("future", prep.text)
    return None


def is_called_for(day: Token) -> bool:
    """Whether the day is that for which a strike or a meeting is called."""
    prep = day.head
    over = prep.head
    verb = over if is_verb(over) else over.head
    return prep.lower_ in _AHEAD and bool(_called(verb))


def _called(verb: Token) -> list[Token]:
    """The strikes and meetings that somebody calls, announces or declares."""
    if lemma(verb) not in _CALLING or not is_verb(verb):
        return []
    nouns = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return [n for n in nouns if lemma(n) in WORDS.scheduled_nouns or lemma(n) in _STRIKES]


def _is_day(word: Token) -> bool:
    return word.dep_ == "pobj" and (word.ent_type_ == "DATE" or word.lower_ in _DAYS)
