"""Happenings that go on for weeks and are known as a whole: 'the siege', 'the protests'."""

from __future__ import annotations

from typing import Final

from service.stages.dedupe.terms import stem
from service.stages.link.day_numbers import Days
from service.stages.link.wording import stems

#: stems of nouns for what is always told as a whole
_COURSE: Final = frozenset(map(stem, (
    "blockade", "crackdown", "embargo", "genocide", "insurgency", "insurrection", "invasion",
    "mutiny", "occupation", "rebellion", "revolt", "revolution", "siege", "uprising",
)))  # fmt: skip
#: stems of nouns for what is a movement unless one day or one place is told of it
_MOVEMENT: Final = frozenset(map(stem, ("demonstrations", "protests", "unrest")))
#: stems of words for more than one country, whose protests are not those of each
_WIDER: Final = frozenset(map(stem, (
    "africa", "asia", "countries", "europe", "mideast", "nations", "region", "regional",
    "regions", "world", "worldwide",
)))  # fmt: skip
#: more days than this are no one day's protests
_WEEK_DAYS: Final = 7
#: what ended so long before the report is another than what goes on now, by its days
_YEAR_DAYS: Final = 365


def is_course(
    trigger: frozenset[str], days: Days | None, *, several: bool, begins: bool, placed: bool
) -> bool:
    """Whether the stems of the trigger tell such a happening as a whole.

    'Uprisings' are those of several countries. Protests are a movement when the trigger is
    a plural, no place below country is told, and no day, or only the day on which they began.
    """
    if not trigger.isdisjoint(_COURSE):
        return not several
    return is_movement(trigger) and several and not placed and _is_long(days, begins=begins)


def is_wider(trigger: frozenset[str], sentence: str) -> bool:
    """Whether the protests are told of more than one country: 'across the region'."""
    return is_movement(trigger) and not _WIDER.isdisjoint(stems(sentence))


def is_long_over(days: Days | None, published: int | None) -> bool:
    """Whether it ended a year before the report; then it is known by its days, as any other."""
    return days is not None and published is not None and published - days.last >= _YEAR_DAYS


def is_movement(trigger: frozenset[str]) -> bool:
    """Whether the stems of the trigger are for protests, which countries have at any time."""
    return not trigger.isdisjoint(_MOVEMENT)


def _is_long(days: Days | None, *, begins: bool) -> bool:
    return days is None or begins or days.last - days.first >= _WEEK_DAYS
