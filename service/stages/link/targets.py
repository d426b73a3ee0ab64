"""Whom an act befell: a person is killed, charged or freed once."""

from __future__ import annotations

from collections.abc import Iterator

from service.stages.link.dates import SAME_NEWS_DAYS, lately
from service.stages.link.face import ONE, SEVERAL, Face, Side
from service.stages.link.weights import COURT, ONCE, VIOLENT


def same_target(a: Face, b: Face) -> bool:
    """Whether both name one person, and tell an act of a kind that befalls somebody once."""
    if not alike(a.recipients, b.recipients):
        return False
    return bool(a.kinds & b.kinds & ONCE or (a.kinds & VIOLENT and b.kinds & VIOLENT))


def other_target(a: Face, b: Face) -> bool:
    """Whether both give full names, and none in common."""
    mine, theirs = a.recipients, b.recipients
    if not mine.people or not theirs.people:
        return False
    full = all(any(len(name) > 1 for name in side.people) for side in (mine, theirs))
    return full and not alike(mine, theirs)


def alike(a: Side, b: Side) -> bool:
    """Whether one of each has the name of the other: 'Moyo' and 'Tendai Moyo'."""
    if not a.people or not b.people:
        return False
    return any(mine <= theirs or theirs <= mine for mine in a.people for theirs in b.people)


def act_of_the_story(a: Face, b: Face) -> bool:
    """Whether two articles of one story use one word for what befell one person of late.

    In court the one may go without saying: wars have no trials, but many dead.
    """
    if a.story_id != b.story_id or a.article_id == b.article_id or not a.trigger & b.trigger:
        return False
    kinds, counts = a.kinds & b.kinds, {a.count, b.count}
    single = counts == {ONE} or (kinds & COURT and SEVERAL not in counts)
    if not single or not kinds & ONCE:
        return False
    return lately(a, b, within_days=SAME_NEWS_DAYS) and not other_target(a, b)


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
