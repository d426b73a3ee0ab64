"""Whether statements and talks were of one occasion, and happenings of one course."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.stages.link.dates import SAME_DAYS
from service.stages.link.face import Face
from service.stages.link.facts import Facts
from service.stages.link.weights import GENERAL, MUTUAL, RESULTS, STATED

#: sentences of two articles that are so alike are one passage, used again
_PASSAGE: Final = 0.9
_PASSAGE_WORDS: Final = 5
_LONG: Final = 3
_APART: Final = {
    "next day": "next day",
    "no days, same week": "same week",
    "one dated, same week": "same week",
    "no days, far": "far",
    "one dated, far": "far",
    "no days, months apart": "far",
    "one dated, months apart": "far",
}


def occasion(a: Face, b: Face, found: Facts) -> Iterator[tuple[str, float]]:
    """Statements and talks: one day, one subject, the same people."""
    said, met = a.type in STATED and b.type in STATED, a.type in MUTUAL and b.type in MUTUAL
    if met:
        yield from _partners(a, b)
    if found.near or not (said or met):
        return
    kind = "said" if said else "met"
    if found.when in _APART:
        yield f"{kind}, {_APART[found.when]}", 1
    if found.clause:
        yield f"{kind}, clause", found.clause
    elif a.clause and b.clause:
        yield f"{kind}, other clause", 1


def _partners(a: Face, b: Face) -> Iterator[tuple[str, float]]:
    mine, theirs = set(a.parties.proper), set(b.parties.proper)
    common = {one for one in mine if any(one & other for other in theirs)}
    if len(common) > 1:
        yield "two common parties", 1
    elif len(mine) > len(common) and any(not any(o & one for one in mine) for o in theirs):
        yield "other partner", 1


def course(a: Face, b: Face, found: Facts) -> Iterator[tuple[str, float]]:
    """Beginnings, totals that run on, tolls beside the act, what is long, one day of it."""
    if passage(a, b, found):
        yield "one passage", 1
    if a.running or b.running:
        yield "running totals" if a.running and b.running else "running total and act", 1
    if a.begins and b.begins and (found.trigger or found.kinds):
        yield "both begin", 1
    if found.when in SAME_DAYS:
        yield from _long(a, b)
    if found.course and not found.near:
        yield "one course", 1
    if _toll(a, b, found):
        yield "toll beside the act", 1


def _long(a: Face, b: Face) -> Iterator[tuple[str, float]]:
    """Whether the days that both state are many."""
    if a.days is None or b.days is None:
        return
    one, other = (x.last - x.first for x in (a.days, b.days))
    if min(one, other) >= _LONG:
        yield "both long", 1
    elif max(one, other) >= _LONG:
        yield "long and short", 1


def passage(a: Face, b: Face, found: Facts) -> bool:
    """Whether two articles use one passage."""
    short = min(len(a.words), len(b.words)) < _PASSAGE_WORDS
    return not (found.near or short) and found.similar >= _PASSAGE


def _toll(a: Face, b: Face, found: Facts) -> bool:
    """'Clashes broke out on the square.' and, in the next sentence, 'Nine people died.'"""
    if not found.near or not found.fits or abs(a.sentence - b.sentence) > 1:
        return False
    if a.running or b.running or (a.kinds <= RESULTS) == (b.kinds <= RESULTS):
        return False
    left = GENERAL | RESULTS
    return not (left.isdisjoint(a.kinds) or left.isdisjoint(b.kinds))
