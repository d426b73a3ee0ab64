"""What the words around a trigger say of the act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from schemas.event import EventMention
from service.stages.link.wording import SENTENCES, TELLING, term, tokens, weighted

_DEFINITE: Final = re.compile(r"\b(the|this|these|those|that|such)( [\w'-]+){0,2} $", re.IGNORECASE)
_BEFORE: Final = 40
_AFTER: Final = 100
_BEGINNING: Final = re.compile(r"\b(?:beg[au]n|broken?|[Oo]utbreak|erupted)\b")
_SINCE: Final = re.compile(r"\b(?:[Ss]ince|[Oo]utbreak of)(?: [\w'-]+){0,3} $")
_BEGUN: Final = re.compile(r" (?:[\w'-]+ ){0,3}(?:beg[au]n|broken? out|erupted)\b")
#: words in a row that two reports do not have by chance when so many of them tell something
_ROW: Final = 8
_TELLING_IN_ROW: Final = 3
_WORDS_BEFORE: Final = 4
#: verbs of acts that are named by their subject: 'clashes broke out'
_LIGHT: Final = frozenset(
    {"begin", "break", "continue", "ensue", "erupt", "escalate", "flare", "happen", "last", "occur",
     "rage", "spread", "start", "take", "unfold"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How the act is told.

    `definite`: as known ('the violence', 'these attacks'); `begins`: as the begin of something
    ('since protests broke out'); `beside`: stems of the telling words of the clause, a few before
    the trigger and more after it; `verbatim`: hashes of the words that end with the trigger, that
    surround it and that begin with it, 0 where they are common in any report ('at least two people
    were killed in the'); `act`: the trigger, with the words before it where it only says that
    something took place.
    """

    definite: bool
    begins: bool
    beside: frozenset[str]
    verbatim: tuple[int, ...]
    act: str


def phrasing(mention: EventMention) -> Phrasing:
    """How the mention's act is told; remembered, for copies tell it in the same words."""
    trigger, begin = mention.trigger, mention.sentence.start
    start, end = max(0, trigger.start - begin), max(0, trigger.end - begin)
    light = trigger.lemma in _LIGHT
    return _phrasing(mention.sentence.text, start, end, trigger.text, light)


@lru_cache(maxsize=4 * SENTENCES)
def _phrasing(text: str, start: int, end: int, trigger: str, light: bool) -> Phrasing:
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    return Phrasing(
        definite=bool(_DEFINITE.search(before)),
        begins=_begins(before, text[start:end], after[:_BEFORE]),
        beside=_beside(before, after),
        verbatim=_verbatim(text, start, end),
        act=" ".join((*before.split()[-_WORDS_BEFORE:], trigger)) if light else trigger,
    )


def _begins(before: str, trigger: str, after: str) -> bool:
    told = _BEGINNING.search(trigger) or _SINCE.search(before) or _BEGUN.match(after)
    return told is not None


def _beside(before: str, after: str) -> frozenset[str]:
    """Words that are cut at either end are left out."""
    whole, _, _ = before[::-1].rpartition(" ")
    return frozenset(weighted(f"{whole[::-1]} {after.rpartition(' ')[0]}"))


def _verbatim(text: str, start: int, end: int) -> tuple[int, ...]:
    before, after = tokens(text[:start])[-_ROW:], tokens(text[start:end] + text[end:])[:_ROW]
    rows = (
        before[1 - _ROW :] + after[:1],
        before[-_ROW // 2 :] + after[: _ROW // 2],
        after,
    )
    return tuple(map(_hash, rows))


def _hash(row: list[str]) -> int:
    if len(row) < _ROW or sum(term(word)[1] >= TELLING for word in row) < _TELLING_IN_ROW:
        return 0
    return crc32(" ".join(row).encode())
