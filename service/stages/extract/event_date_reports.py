"""Dated incidents that are no acts of their own: 'the incident occurred on Monday'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final

from service.stages.extract.event_date import as_event_date
from service.stages.extract.event_date_carried import Act
from service.stages.extract.event_date_governor import governor
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.times import FoundTime
from service.stages.extract.times_lexicon import clause_words

Token = Any

_SIDES: Final = ("nsubj", "nsubjpass", "dobj")
_STEPS: Final = 3


def dated_reports(doc: Any, times: Sequence[FoundTime]) -> Iterator[Act]:
    """Acts of violence named only by a general noun, with the day that their clause states."""
    days = [t for t in times if t.resolved and t.kind == "at" and _is_day(t)]
    starts = [sent.start for sent in doc.sents] if days else []
    for time in days:
        noun = _incident(governor(time, (), doc))
        if noun is not None:
            sentence = bisect_right(starts, noun.i) - 1
            yield Act(noun, "ASSAULT", sentence, "asserted", as_event_date(time))


def _is_day(time: FoundTime) -> bool:
    return time.precision in ("day", "part_of_day")


def _incident(word: Token) -> Token | None:
    """The noun of the incident that a date's word is or tells of."""
    if word.pos_ in ("NOUN", "PROPN"):
        return word if _is_incident(word) else None
    if word.tag_ not in ("VBD", "VBN") or _is_open(word) or _talks(word):
        return None
    if word.dep_ in ("acl", "relcl"):
        return word.head if _is_incident(word.head) else None
    sides = (_core(c) for c in word.children if c.dep_ in _SIDES)
    return next((n for n in sides if _is_incident(n)), None)


def _is_incident(noun: Token) -> bool:
    """'the incident', 'a terrorist act'."""
    words = clause_words()
    if noun.lemma_.lower() in words.deeds:
        return any(c.lower_ in words.violent for c in noun.lefts)
    return noun.lemma_.lower() in words.incidents


def _talks(verb: Token) -> bool:
    """'condemned the killings on Monday' dates the words, not the deed."""
    lemma = verb.lemma_.lower()
    return lemma in clause_words().talked_about or lemma in words_of("speech")


def _is_open(verb: Token) -> bool:
    """True for what did not happen, may happen, or happened before something else."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")}
    return not helpers <= {"was", "were", "has", "have", "been"}


def _core(noun: Token) -> Token:
    """'attacks' of 'a series of attacks'."""
    for _ in range(_STEPS):
        below = (n for p in noun.children if p.lower_ == "of" for n in p.children)
        inner = next((n for n in below if n.dep_ == "pobj"), None)
        if inner is None or _is_incident(noun):
            break
        noun = inner
    return noun
