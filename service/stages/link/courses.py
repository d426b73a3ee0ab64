"""Happenings that go on for weeks and are known as a whole: 'the siege', 'the protests'."""

from __future__ import annotations

from typing import Final

from service.stages.dedupe.terms import stem
from service.stages.link.day_numbers import Days

#: stems of nouns for what is always told as a whole
COURSE: Final = frozenset(map(stem, (
    "blockade", "crackdown", "embargo", "genocide", "insurgency", "insurrection", "invasion",
    "mutiny", "occupation", "rebellion", "revolt", "revolution", "siege", "uprising", "war",
)))  # fmt: skip
#: stems of nouns for what is a movement unless one day or one place is told of it
_MOVEMENT: Final = frozenset(map(stem, ("demonstrations", "protests", "unrest")))
#: more days than this are no one day's protests
_WEEK_DAYS: Final = 7


def is_course(
    trigger: frozenset[str], days: Days | None, *, several: bool, begins: bool, placed: bool
) -> bool:
    """Whether the stems of the trigger tell such a happening as a whole.

    Protests are one when the trigger is a plural, no place below country is told, and no day, or
    only the day on which they began.
    """
    if not trigger.isdisjoint(COURSE):
        return True
    if trigger.isdisjoint(_MOVEMENT) or not several or placed:
        return False
    return days is None or begins or days.last - days.first >= _WEEK_DAYS
