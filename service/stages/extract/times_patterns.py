"""The shapes of time expressions: weekday, year, "yesterday", "overnight"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from service.stages.extract import times_calendar as cal
from service.stages.extract.quantities_cardinal import cardinal
from service.stages.extract.quantities_lexicon import number_words
from service.stages.extract.times_calendar import Interval
from service.stages.extract.times_lexicon import time_words
from service.stages.extract.times_months import JOINTS, YEAR, month
from service.stages.extract.times_scene import Match, Scene

_HOUR = re.compile(r"[01]\d[0-5]\d|2[0-3][0-5]\d")


def _on(day: date | None) -> Interval | None:
    return (day, day) if day else None


def weekday(scene: Scene, i: int) -> Match | None:
    """ "Sunday", "late Saturday night", "last Friday", "Thursday and Friday"."""
    start, modifier = i, ""
    while scene.word(start - 1) in (
        "last",
        "next",
        "this",
        "late",
        "early",
        "past",
        "previous",
        "following",
        "coming",
    ) or (scene.word(start - 1) == "on" and scene.word(start - 2) in ("late", "early")):
        start -= 1
        word = scene.word(start)
        modifier = (
            word
            if word in ("last", "next", "past", "previous", "following", "coming")
            else modifier
        )
    end = i + 1 + (scene.word(i + 1) in time_words().parts)
    precise = _full_date(scene, end)
    if precise is not None:
        return Match(
            start,
            precise.end + (scene.word(precise.end) == ")"),
            precise.interval,
            "day",
            "weekday and date",
        )
    day = _weekday_day(scene, i, modifier)
    if scene.word(end) == "last" and scene.word(end + 1) == "week":
        past = scene.anchor and cal.days(
            cal.week_of(scene.anchor)[0], -7 + time_words().weekdays[scene.word(i)]
        )
        return Match(start, end + 2, _on(past), "day", "weekday of last week")
    return _weekday_range(scene, Match(start, end, _on(day), "day", "weekday"))


def _full_date(scene: Scene, end: int) -> Match | None:
    """The date in "Sunday, March 3" or "Sunday (3 March)"."""
    skip = end + (scene.word(end) in (",", "("))
    for core in (skip, skip + 1):
        if scene.word(core) in time_words().months:
            found = month(Scene(scene.doc, scene.words, scene.anchor, scene.last_day, skip), core)
            if found and found.precision == "day" and found.start == skip:
                return _nearest_year(scene, found)
    return None


def _nearest_year(scene: Scene, found: Match) -> Match:
    """With a weekday beside it, a date without a year is the nearest one."""
    if found.interval is None or scene.anchor is None or YEAR.fullmatch(scene.word(found.end - 1)):
        return found
    day = found.interval[0]
    near = [d for y in (-1, 0, 1) if (d := cal.day_of(scene.anchor.year + y, day.month, day.day))]
    best = min(near, key=lambda d: abs((d - scene.anchor).days) if scene.anchor else 0)
    return Match(found.start, found.end, (best, best), "day", found.kind)


def _weekday_day(scene: Scene, i: int, modifier: str) -> date | None:
    number = time_words().weekdays[scene.word(i)]
    if modifier == "following":
        base = scene.last_day
        return cal.weekday(base, number, forward=True, strict=True) if base else None
    if scene.anchor is None:
        return None
    if modifier in ("last", "past", "previous"):
        return cal.weekday(scene.anchor, number, forward=False, strict=True)
    if modifier in ("next", "coming"):
        return cal.weekday(scene.anchor, number, forward=True, strict=True)
    return cal.weekday(scene.anchor, number, forward=scene.forward(i))


def _weekday_range(scene: Scene, first: Match) -> Match:
    numbers, j = time_words().weekdays, first.end + 1
    if (
        scene.word(first.end) not in JOINTS
        or scene.word(j) not in numbers
        or first.interval is None
    ):
        return first
    begin = first.interval[0]
    gap = (numbers[scene.word(j)] - begin.weekday()) % 7
    finish = cal.days(begin, gap)
    if scene.anchor and begin <= scene.anchor < finish and not scene.forward(first.start):
        begin, finish = cal.days(begin, -7), cal.days(finish, -7)
    end = j + 1 + (scene.word(j + 1) in time_words().parts)
    return Match(first.start, end, (begin, finish), "period", "weekday range") if gap else first


def year(scene: Scene, i: int) -> Match | None:
    """ "in 1998", "since 2012", "the 2003 invasion", "early 2010", "2010-2012"."""
    token: Any = scene.doc[i]
    before = scene.word(i - 1)
    counts = token.dep_ == "nummod" and token.head.i > i
    if (
        counts
        and token.head.tag_ in ("NNS", "NNPS")
        or scene.word(i + 1) in ("%", "percent", ",000")
    ):
        return None
    if (
        not counts
        and before not in time_words().before_year
        and not (before == "(" or scene.word(i + 1) == ")")
    ):
        return None
    if _is_clock(scene, i):
        return None
    number = int(scene.word(i))
    interval = (date(number, 1, 1), date(number, 12, 31))
    if (
        scene.word(i + 1) in ("-", "–")
        and YEAR.fullmatch(scene.word(i + 2))
        and int(scene.word(i + 2)) > number
    ):
        return Match(
            i, i + 3, (interval[0], date(int(scene.word(i + 2)), 12, 31)), "period", "years"
        )
    skip = 2 if before == "-" else 1
    name = scene.word(i - skip)
    if name in ("early", "mid", "late"):
        return Match(i - skip, i + 1, cal.part(interval, name), "period", f"{name} year")
    return Match(i, i + 1, interval, "year", "year")


def _is_clock(scene: Scene, i: int) -> bool:
    """ "at 1835", "between 1800 and 0600", "1900 GMT", "1900 to 2130 hours": a time of the day."""
    after = scene.word(i + 1)
    if after in time_words().clock or scene.word(i - 1) == "at":
        return True
    for joint, other in ((after, scene.word(i + 2)), (scene.word(i - 1), scene.word(i - 2))):
        is_hour = _HOUR.fullmatch(other) and not YEAR.fullmatch(other)
        if joint in ("and", "to", "until", "till", "-") and is_hour:
            return True
    return scene.word(i + 3) in time_words().clock and after in ("and", "to", "until", "till", "-")


def day_word(scene: Scene, i: int) -> Match | None:
    """ "today", "yesterday evening", "tomorrow"."""
    count = time_words().days[scene.word(i)]
    start = i - (scene.word(i - 1) in ("late", "early", "earlier"))
    end = i + 1 + (scene.word(i + 1) in time_words().parts)
    if scene.word(i) == "yesterday" and [scene.word(i - n) for n in (3, 2, 1)] == [
        "the",
        "day",
        "before",
    ]:
        start, count = i - 3, -2
    day = cal.days(scene.anchor, count) if scene.anchor else None
    return Match(start, end, _on(day), "day", "day word")


def overnight(scene: Scene, i: int) -> Match | None:
    """ "overnight": from the day before to the publication day."""
    interval = (cal.days(scene.anchor, -1), scene.anchor) if scene.anchor else None
    return Match(i, i + 1, interval, "period", "overnight")


def count_before(scene: Scene, i: int) -> tuple[int, int] | None:
    """The whole number that ends before token i, and where it starts: "two", "a", "24"."""
    if scene.word(i - 1) in ("a", "an"):
        return 1, i - 1
    for start in (i - 3, i - 2, i - 1):
        if start >= scene.first and scene.word(start) not in ("a", "an", ""):
            value = cardinal(scene.words[:i], start, number_words())
            if value and value[1] == i and value[0] == int(value[0]) and value[0] < 1000:
                return int(value[0]), start
    return None


Pattern = Callable[[Scene, int], Match | None]
