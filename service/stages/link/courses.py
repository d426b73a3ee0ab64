"""Happenings that go on for weeks and are known as a whole: 'the siege', 'the protests'."""

from __future__ import annotations

from typing import Final, NamedTuple

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


class Told(NamedTuple):
    """The stems of the trigger, its sentence, the days of the act and of the report, and more.

    `several`: the trigger is a plural; `begins`: the days are those of the beginning; `placed`: a
    place below country is told.
    """

    trigger: frozenset[str]
    sentence: str
    days: Days | None
    published: int | None
    several: bool
    begins: bool
    placed: bool


def is_course(told: Told) -> bool:
    """Whether it is such a happening as a whole.

    'Uprisings' are those of several countries. Protests are a movement when the trigger is
    a plural, no place below country is told, and no day, or only the day on which they began.
    """
    if _is_over(told.days, told.published) or _is_wider(told.trigger, told.sentence):
        return False
    if not told.trigger.isdisjoint(_COURSE):
        return not told.several
    is_whole = told.several and not told.placed
    return is_whole and is_movement(told.trigger) and _is_long(told.days, begins=told.begins)


def _is_wider(trigger: frozenset[str], sentence: str) -> bool:
    """Whether the protests are told of more than one country: 'across the region'."""
    return is_movement(trigger) and not _WIDER.isdisjoint(stems(sentence))


def _is_over(days: Days | None, published: int | None) -> bool:
    """Whether it ended a year before the report; then it is known by its days, as any other."""
    return days is not None and published is not None and published - days.last >= _YEAR_DAYS


def is_movement(trigger: frozenset[str]) -> bool:
    """Whether the stems of the trigger are for protests, which countries have at any time."""
    return not trigger.isdisjoint(_MOVEMENT)


def _is_long(days: Days | None, *, begins: bool) -> bool:
    return days is None or begins or days.last - days.first >= _WEEK_DAYS
