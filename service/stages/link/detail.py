"""How particularly two articles tell an act: the more of one's detail the other has, the better."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, log, log1p
from typing import Final

from service.stages.link.anchors import ALIKE, SAME_WORDS
from service.stages.link.dates import SAME_DAYS
from service.stages.link.face import Face
from service.stages.link.facts import Facts
from service.stages.link.targets import alike

#: totals that differ by such a factor are of other times or other things; more counts no more
_MOST_APART: Final = log(8)
#: reports that are nearer are of one day's news; those further apart are seldom of one act
_ONE_DAY: Final = 1
_LATER_DAYS: Final = 2


def detail(a: Face, b: Face, found: Facts) -> Iterator[tuple[str, float]]:
    """Evidence for mentions of two articles, each amount 0 or more. Symmetric."""
    yield from _reported(a, b, found)
    if a.type == b.type:
        yield f"both {a.type}", 1
    if _word_for_word(a, b):
        yield "word for word", 1
    yield from _form(a, b)
    yield from _apart(a, b, found)
    yield from _particulars(a, b)
    yield "shared words", _shared(a, b)
    if either := len(a.names | b.names):
        yield "shared names", len(a.names & b.names) / either
    yield from _totals(a, b)
    if a.actors.proper and b.actors.proper and not _in_common(a, b):
        yield "actors named differently", 1
    if a.published is not None and b.published is not None and not (a.days and b.days):
        gap = log1p(abs(a.published - b.published))
        yield "days between, one dated" if a.days or b.days else "days between, no days", gap


def _reported(a: Face, b: Face, found: Facts) -> Iterator[tuple[str, float]]:
    """How far apart they are told; what is long, or befalls once, is told at any time."""
    if a.published is None or b.published is None:
        return
    apart = abs(a.published - b.published)
    if apart <= _ONE_DAY:
        yield "reports of one day", 1
    elif apart > _LATER_DAYS and not (found.course or found.target):
        yield "reports days apart" + (", same story" if found.story else ""), 1


def _word_for_word(a: Face, b: Face) -> bool:
    """Eight words in a row around the act; two persons may blame one in the same words."""
    if a.actors.people and b.actors.people and not alike(a.actors, b.actors):
        return False
    return any(mine and mine == theirs for mine, theirs in zip(a.verbatim, b.verbatim, strict=True))


def _form(a: Face, b: Face) -> Iterator[tuple[str, float]]:
    """'Attacks' are many acts, 'attacking' goes on, 'attacked' is done."""
    if a.plural or b.plural:
        yield "both several acts" if a.plural and b.plural else "several acts and one", 1
    if a.going_on or b.going_on:
        yield "both going on" if a.going_on and b.going_on else "going on and done", 1


def _apart(a: Face, b: Face, found: Facts) -> Iterator[tuple[str, float]]:
    """What keeps acts apart that are many: protests, and those told with neither who nor where.

    Violence in general of one story and day is meant as one, so that it needs none of this.
    """
    if a.type == b.type == "PROTEST" and not _one_protest(a, b, found):
        yield "protests apart", 1
    if found.unrest:
        return
    if (a.bare or b.bare) and found.similar < ALIKE and not found.course:
        yield "bare, other words", 1
    if a.names and b.names and a.names.isdisjoint(b.names):
        yield "no common names", 1


def _one_protest(a: Face, b: Face, found: Facts) -> bool:
    """As a whole, in like words, with a number, or those of one place and day."""
    if found.course or found.similar >= SAME_WORDS or not a.numbers.isdisjoint(b.numbers):
        return True
    one_day = found.when in SAME_DAYS or (found.same_day and found.fits)
    return found.here and one_day


def _particulars(a: Face, b: Face) -> Iterator[tuple[str, float]]:
    """Day, place, figure, person: which act is meant, or acts in general."""
    less, more = sorted((_stated(a), _stated(b)))
    if more > less:
        yield "more particulars", more - less
        if not less:
            yield "general and particular", 1


def _stated(face: Face) -> int:
    day = face.days is not None and face.days.last - face.days.first <= 1
    return day + (face.spot is not None) + bool(face.figures) + bool(face.recipients.people)


def _shared(a: Face, b: Face) -> float:
    """Which part of the shorter sentence's telling words the other has, by weight."""
    shorter, longer = (a, b) if a.weight <= b.weight else (b, a)
    if not shorter.weight:
        return 0.0
    common = sorted(weight for word, weight in shorter.words.items() if word in longer.words)
    return fsum(common) / shorter.weight


def _totals(a: Face, b: Face) -> Iterator[tuple[str, float]]:
    """Running totals of one kind: the same, or how far apart."""
    if not a.totals or not b.totals:
        return
    if not a.totals.isdisjoint(b.totals):
        yield "same total", 1
        return
    apart = [
        abs(log(max(n, 1)) - log(max(m, 1)))
        for kind, n in a.totals
        for other, m in b.totals
        if kind == other
    ]
    if apart:
        yield "other total", min(max(apart), _MOST_APART)


def _in_common(a: Face, b: Face) -> bool:
    return any(mine & theirs for mine in a.actors.proper for theirs in b.actors.proper)
