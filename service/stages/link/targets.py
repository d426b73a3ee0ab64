"""Whom an act befell: a person is killed, charged or freed once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.stages.link.dates import lately
from service.stages.link.face import ONE, SEVERAL, Face, Side
from service.stages.link.weights import COURT, ONCE, VIOLENT

_LATELY_DAYS: Final = 4


def same_target(a: Face, b: Face) -> bool:
    """Whether both name one person, and tell an act of a kind that befalls somebody once."""
    once = a.kinds & b.kinds & ONCE or (a.kinds & VIOLENT and b.kinds & VIOLENT)
    return bool(once) and alike(a.recipients, b.recipients)


def other_target(a: Face, b: Face) -> bool:
    """Whether both give full names, and none in common."""
    sides = (a.recipients, b.recipients)
    full = all(any(len(name) > 1 for name in side.people) for side in sides)
    return full and not alike(*sides)


def alike(a: Side, b: Side) -> bool:
    """Whether one of each has the name of the other: 'Moyo' and 'Tendai Moyo'."""
    return any(mine <= theirs or theirs <= mine for mine in a.people for theirs in b.people)


def act_of_the_story(a: Face, b: Face) -> bool:
    """Whether two articles of one story use one word for what befell one person of late.

    In court the one may go without saying: wars have no trials, but many dead.
    """
    if a.story_id != b.story_id or a.article_id == b.article_id or other_target(a, b):
        return False
    kinds = a.kinds & b.kinds if a.trigger & b.trigger else frozenset()
    counts = {a.count, b.count}
    single = counts == {ONE} or (bool(kinds & COURT) and SEVERAL not in counts)
    return single and bool(kinds & ONCE) and lately(a, b, within_days=_LATELY_DAYS)


def targets(a: Face, b: Face, elsewhere: str) -> Iterator[tuple[str, float]]:
    """Evidence from names and number of those whom the act befell."""
    if same_target(a, b):
        yield "same target" + elsewhere, 1
    elif other_target(a, b):
        yield "other target" + elsewhere, 1
    if a.kinds & ONCE and b.kinds & ONCE and a.count and b.count:
        yield _number(a.count, b.count) + elsewhere, 1
    if act_of_the_story(a, b):
        yield "act of the story", 1


def _number(one: int, other: int) -> str:
    if one != other:
        return "one and several"
    return "one each" if one == ONE else "several each"
