"""Months and dates: "March", "March 3", "3-5 March 2011", "early March", "last June"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from service.stages.extract import times_calendar as cal
from service.stages.extract.times_lexicon import time_words
from service.stages.extract.times_scene import Match, Scene

_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
#: "from 1710 to 2250" are times of day
YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
JOINTS: Final = frozenset({"-", "–", "—", "to", "and", "through", "or", "until"})


def _day_number(word: str) -> int:
    found = _ORDINAL.fullmatch(word)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else 0


def month(scene: Scene, i: int) -> Match | None:
    """ "March", "March 3", "3-5 March 2011", "early March", "last June", "the 3rd of March"."""
    number = time_words().months[scene.word(i)]
    start, days, end = _month_days(scene, i)
    if not days and not _is_month(scene, i):
        return None
    start, modifier = _month_modifier(scene, start, bool(days))
    year, end = _year_after(scene, end, bool(days))
    if year is None and YEAR.fullmatch(scene.word(start - 1)):
        start, year = start - 1, int(scene.word(start - 1))  # '2002 February'
    if days:
        return _dated(scene, Match(start, end, None, "day", "date"), (year, number, days))
    return _whole_month(scene, Match(start, end, None, "month", "month"), (year, number, modifier))


def _month_days(scene: Scene, i: int) -> tuple[int, tuple[int, ...], int]:
    """Start, days and end of the words around a month: "3 and 5 March", "March 3-5"."""
    left = i - 1 - (scene.word(i - 1) == "of")
    late = _day_number(scene.word(left))
    if late:
        early = _day_number(scene.word(left - 2)) if scene.word(left - 1) in JOINTS else 0
        return (left - 2, (early, late), i + 1) if 0 < early < late else (left, (late,), i + 1)
    first = _day_number(scene.word(i + 1))
    if not first or scene.word(i + 2) in (":", "%", "percent") or scene.word(i + 1) == "0":
        return i, (), i + 1
    second = _day_number(scene.word(i + 3)) if scene.word(i + 2) in JOINTS else 0
    return (i, (first, second), i + 4) if second > first else (i, (first,), i + 2)


def _is_month(scene: Scene, i: int) -> bool:
    """True where a month stands alone and is no verb or name."""
    word, before = scene.word(i), scene.word(i - 1)
    if YEAR.fullmatch(scene.word(i + 1)):
        return True
    if not scene.doc[i].text[0].isupper():
        return False
    if before in ("-", "this") and word in ("may", "march"):
        return scene.word(i - 2) in ("mid", "early", "late")
    return word not in time_words().doubtful or before in time_words().before_month


def _month_modifier(scene: Scene, start: int, dated: bool) -> tuple[int, str]:
    modifier = ""
    if dated:
        return start, modifier
    if scene.word(start - 1) == "-" and scene.word(start - 2) == "mid":
        return start - 2, "mid"
    while scene.word(start - 1) in ("early", "late", "mid", "last", "next", "this"):
        start -= 1
        modifier = modifier + " " + scene.word(start)
    return start, modifier.strip()


def _year_after(scene: Scene, end: int, dated: bool) -> tuple[int | None, int]:
    comma = end + (scene.word(end) in (",", "of"))
    if YEAR.fullmatch(scene.word(comma)):
        return int(scene.word(comma)), comma + 1
    if (
        dated
        and re.fullmatch(r"\d\d", scene.word(end))
        and scene.word(end + 1) in ("--", ")", "(", "-", "]")
    ):
        return 1900 + int(scene.word(end)), end + 1
    if scene.word(end) in ("last", "this") and scene.word(end + 1) == "year":
        back = scene.word(end) == "last"
        return (scene.anchor.year - back if scene.anchor else None), end + 2
    return None, end


def _guess_year(scene: Scene, i: int, first: tuple[int, int]) -> int | None:
    """The year of a date without one: the last such day, or the next if the text looks forward."""
    anchor = scene.anchor
    if anchor is None:
        return None
    forward = scene.forward(i)
    if first == (anchor.month, anchor.day):
        return anchor.year
    ahead = first > (anchor.month, anchor.day)
    if forward:
        return anchor.year + (not ahead and anchor.month - first[0] > 3)
    near = ahead and _days_ahead(anchor, first) <= 10 and not _is_past(scene, i)
    return anchor.year - (ahead and not near)


def _days_ahead(anchor: date, first: tuple[int, int]) -> int:
    day = cal.day_of(anchor.year, *first)
    return (day - anchor).days if day else 0


def _is_past(scene: Scene, i: int) -> bool:
    token: Any = scene.doc[i]
    return any(t.tag_ in ("VBD", "VBN") for t in token.ancestors)


def _dated(scene: Scene, found: Match, parts: tuple[int | None, int, tuple[int, ...]]) -> Match:
    year, number, days = parts
    year = year or _guess_year(scene, found.start, (number, days[0]))
    first, last = (year and cal.day_of(year, number, d) for d in (days[0], days[-1]))
    interval = (first, last) if first and last else None
    return Match(found.start, found.end, interval, "period" if len(days) > 1 else "day", "date")


def _whole_month(scene: Scene, found: Match, parts: tuple[int | None, int, str]) -> Match:
    year, number, modifier = parts
    if year is None and scene.anchor:
        year = _month_year(scene, found, number, modifier)
    if year is None:
        return found
    interval = cal.month(year, number)
    for name in ("early", "mid", "late"):
        if name in modifier.split():
            return Match(
                found.start, found.end, cal.part(interval, name), "period", f"{name} month"
            )
    return Match(found.start, found.end, interval, "month", "month")


def _month_year(scene: Scene, found: Match, number: int, modifier: str) -> int | None:
    anchor = scene.anchor
    if anchor is None:
        return None
    if "last" in modifier:
        return anchor.year - (number >= anchor.month)
    if "next" in modifier:
        return anchor.year + (number <= anchor.month)
    if scene.forward(found.end - 1):
        return anchor.year + (number < anchor.month)
    return anchor.year - (number > anchor.month)
