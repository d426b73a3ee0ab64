"""The shapes of time expressions: weekday, month and day, year, "last week", "two days ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from spacy.tokens import Doc

from schemas.codebook import DatePrecision
from service.stages.extract import times_calendar as cal
from service.stages.extract.numbers import cardinal
from service.stages.extract.quantities_lexicon import number_words
from service.stages.extract.times_calendar import Interval
from service.stages.extract.times_lexicon import time_words
from service.stages.extract.times_tense import looks_forward

_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_JOINTS: Final = frozenset({"-", "–", "—", "to", "and", "through", "or", "until"})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [start, end) and the days they name; no interval where the anchor is missing."""

    start: int
    end: int
    interval: Interval | None
    precision: DatePrecision
    kind: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a pattern may look at: the words, the publication day, the day named last."""

    doc: Doc
    words: list[str]
    anchor: date | None
    last_day: date | None = None
    first: int = 0

    def word(self, i: int) -> str:
        """The word at token i, empty outside of what may be read."""
        return self.words[i] if self.first <= i < len(self.words) else ""

    def forward(self, i: int) -> bool:
        """True where the clause at token i looks forward."""
        return looks_forward(self.doc[i])


def _on(day: date | None) -> Interval | None:
    return (day, day) if day else None


def weekday(scene: Scene, i: int) -> Match | None:
    """ "Sunday", "late Saturday night", "last Friday", "Thursday and Friday", "Sunday (March 3)"."""
    start, modifier = i, ""
    while scene.word(start - 1) in ("last", "next", "this", "late", "early", "past", "previous", "following", "coming") or (
        scene.word(start - 1) == "on" and scene.word(start - 2) in ("late", "early")
    ):
        start -= 1
        word = scene.word(start)
        modifier = word if word in ("last", "next", "past", "previous", "following", "coming") else modifier
    end = i + 1 + (scene.word(i + 1) in time_words().parts)
    precise = _full_date(scene, end)
    if precise is not None:
        return Match(start, precise.end + (scene.word(precise.end) == ")"), precise.interval, "day", "weekday and date")
    day = _weekday_day(scene, i, modifier)
    if scene.word(end) == "last" and scene.word(end + 1) == "week":
        past = scene.anchor and cal.days(cal.week_of(scene.anchor)[0], -7 + time_words().weekdays[scene.word(i)])
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
    if found.interval is None or scene.anchor is None or _YEAR.fullmatch(scene.word(found.end - 1)):
        return found
    day = found.interval[0]
    near = [d for y in (-1, 0, 1) if (d := cal.day_of(scene.anchor.year + y, day.month, day.day))]
    best = min(near, key=lambda d: abs((d - scene.anchor).days) if scene.anchor else 0)
    return Match(found.start, found.end, (best, best), "day", found.kind)


def _weekday_day(scene: Scene, i: int, modifier: str) -> date | None:
    number = time_words().weekdays[scene.word(i)]
    if scene.anchor is None:
        return None
    if modifier in ("last", "past", "previous"):
        return cal.weekday(scene.anchor, number, forward=False, strict=True)
    if modifier in ("next", "following", "coming"):
        return cal.weekday(scene.anchor, number, forward=True, strict=True)
    return cal.weekday(scene.anchor, number, forward=scene.forward(i))


def _weekday_range(scene: Scene, first: Match) -> Match:
    numbers, j = time_words().weekdays, first.end + 1
    if scene.word(first.end) not in _JOINTS or scene.word(j) not in numbers or first.interval is None:
        return first
    begin = first.interval[0]
    gap = (numbers[scene.word(j)] - begin.weekday()) % 7
    finish = cal.days(begin, gap)
    if scene.anchor and begin <= scene.anchor < finish and not scene.forward(first.start):
        begin, finish = cal.days(begin, -7), cal.days(finish, -7)
    end = j + 1 + (scene.word(j + 1) in time_words().parts)
    return Match(first.start, end, (begin, finish), "period", "weekday range") if gap else first


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
    if days:
        return _dated(scene, Match(start, end, None, "day", "date"), (year, number, days))
    return _whole_month(scene, Match(start, end, None, "month", "month"), (year, number, modifier))


def _month_days(scene: Scene, i: int) -> tuple[int, tuple[int, ...], int]:
    """Start, days and end of the words around a month: "3 and 5 March", "March 3-5"."""
    left = i - 1 - (scene.word(i - 1) == "of")
    late = _day_number(scene.word(left))
    if late:
        early = _day_number(scene.word(left - 2)) if scene.word(left - 1) in _JOINTS else 0
        return (left - 2, (early, late), i + 1) if 0 < early < late else (left, (late,), i + 1)
    first = _day_number(scene.word(i + 1))
    if not first or scene.word(i + 2) in (":", "%", "percent") or scene.word(i + 1) == "0":
        return i, (), i + 1
    second = _day_number(scene.word(i + 3)) if scene.word(i + 2) in _JOINTS else 0
    return (i, (first, second), i + 4) if second > first else (i, (first,), i + 2)


def _is_month(scene: Scene, i: int) -> bool:
    """True where a month stands alone and is no verb or name."""
    word, before = scene.word(i), scene.word(i - 1)
    if _YEAR.fullmatch(scene.word(i + 1)):
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
    if _YEAR.fullmatch(scene.word(comma)):
        return int(scene.word(comma)), comma + 1
    if dated and re.fullmatch(r"\d\d", scene.word(end)) and scene.word(end + 1) in ("--", ")", "(", "-", "]"):
        return 1900 + int(scene.word(end)), end + 1
    if scene.word(end) in ("last", "this") and scene.word(end + 1) == "year":
        back = scene.word(end) == "last"
        return (scene.anchor.year - back if scene.anchor else None), end + 2
    return None, end


def _guess_year(scene: Scene, i: int, first: tuple[int, int]) -> int | None:
    """The year of a date without one: the last such day, or the next where the text looks forward."""
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
            return Match(found.start, found.end, cal.part(interval, name), "period", f"{name} month")
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


def year(scene: Scene, i: int) -> Match | None:
    """ "in 1998", "since 2012", "the 2003 invasion", "early 2010", "2010-2012"."""
    token: Any = scene.doc[i]
    before = scene.word(i - 1)
    counts = token.dep_ == "nummod" and token.head.i > i
    if counts and token.head.tag_ in ("NNS", "NNPS") or scene.word(i + 1) in ("%", "percent", ",000"):
        return None
    if not counts and before not in time_words().before_year and not (before == "(" or scene.word(i + 1) == ")"):
        return None
    number = int(scene.word(i))
    interval = (date(number, 1, 1), date(number, 12, 31))
    if scene.word(i + 1) in ("-", "–") and _YEAR.fullmatch(scene.word(i + 2)) and int(scene.word(i + 2)) > number:
        return Match(i, i + 3, (interval[0], date(int(scene.word(i + 2)), 12, 31)), "period", "years")
    skip = 2 if before == "-" else 1
    name = scene.word(i - skip)
    if name in ("early", "mid", "late"):
        return Match(i - skip, i + 1, cal.part(interval, name), "period", f"{name} year")
    return Match(i, i + 1, interval, "year", "year")


def day_word(scene: Scene, i: int) -> Match | None:
    """ "today", "yesterday evening", "tomorrow"."""
    count = time_words().days[scene.word(i)]
    start = i - (scene.word(i - 1) in ("late", "early", "earlier"))
    end = i + 1 + (scene.word(i + 1) in time_words().parts)
    if scene.word(i) == "yesterday" and [scene.word(i - n) for n in (3, 2, 1)] == ["the", "day", "before"]:
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
