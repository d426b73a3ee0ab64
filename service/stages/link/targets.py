"""Whom an act befell: a person is killed, charged or freed once."""

from __future__ import annotations

from collections.abc import Iterator

from service.stages.link.dates import SAME_NEWS_DAYS, lately
from service.stages.link.face import ONE, SEVERAL, Face
from service.stages.link.sides import Side
from service.stages.link.weights import BY_ONESELF, COURT, ONCE, RESULTS, VIOLENT, WOUNDED


def same_target(a: Face, b: Face, kinds: frozenset[str]) -> bool:
    """Whether both name one person, and tell an act of a kind that befalls somebody once.

    `kinds` are the common kinds of act. Who steps down does to himself what befalls once.
    """
    if not BY_ONESELF.isdisjoint(kinds) and alike(a.actors, b.actors):
        return True
    if not alike(a.recipients, b.recipients):
        return False
    if not ONCE.isdisjoint(kinds):
        return True
    return not (VIOLENT.isdisjoint(a.kinds) or VIOLENT.isdisjoint(b.kinds))


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


def act_of_the_story(a: Face, b: Face, kinds: frozenset[str]) -> bool:
    """Whether articles of one story that use one word tell what befell one person of late.

    In court the one may go without saying: wars have no trials, but many dead.
    """
    if ONCE.isdisjoint(kinds):
        return False
    counts = {a.count, b.count}
    if counts != {ONE} and (COURT.isdisjoint(kinds) or SEVERAL in counts):
        return False
    return lately(a, b, within_days=SAME_NEWS_DAYS) and not other_target(a, b)


def crime(a: Face, b: Face, kinds: frozenset[str]) -> bool:
    """Whether it can be the crime of the story, or one act of police or court about it."""
    if ONCE.isdisjoint(kinds) and (VIOLENT.isdisjoint(a.kinds) or VIOLENT.isdisjoint(b.kinds)):
        return False
    return {a.count, b.count} != {ONE, SEVERAL} and not other_target(a, b)


def targets(a: Face, b: Face, elsewhere: str, *, same: bool) -> Iterator[tuple[str, float]]:
    """Evidence from names and number of those whom the act befell."""
    if same:
        yield "same target" + elsewhere, 1
        if _other_harm(a, b):
            yield "wounded and killed", 1
    elif other_target(a, b):
        yield "other target" + elsewhere, 1
    if a.count and b.count and not (ONCE.isdisjoint(a.kinds) or ONCE.isdisjoint(b.kinds)):
        yield _number(a.count, b.count) + elsewhere, 1


def _other_harm(a: Face, b: Face) -> bool:
    """Whether one person is wounded, and killed: the one comes before the other."""
    if RESULTS.isdisjoint(a.kinds) or RESULTS.isdisjoint(b.kinds):
        return False
    return WOUNDED.isdisjoint(a.trigger) != WOUNDED.isdisjoint(b.trigger)


def _number(one: int, other: int) -> str:
    if one != other:
        return "one and several"
    return "one each" if one == ONE else "several each"
