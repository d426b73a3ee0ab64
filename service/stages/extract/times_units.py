"""Time expressions built on a unit: "last week", "the past three days", "a day earlier"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from schemas.codebook import DatePrecision
from service.stages.extract import times_calendar as cal
from service.stages.extract.times_calendar import Interval
from service.stages.extract.times_lexicon import time_words
from service.stages.extract.times_patterns import count_before
from service.stages.extract.times_scene import Match, Scene
from service.stages.extract.times_tense import governing_verb

_PRECISION: Final[dict[str, DatePrecision]] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "fortnight": "day",
}
_PARTS: Final = frozenset({"early", "mid", "late"})
_BACK: Final = frozenset({"last", "past", "previous"})
_OVER: Final = frozenset({"over", "during", "in", "for", "within", "of"})


def unit(scene: Scene, i: int) -> Match | None:
    """Any expression whose head is a unit of time at token i; a bare duration is none."""
    kind = time_words().units[scene.word(i)]
    if kind == "minute":
        return _hours(scene, i, kind)
    for pattern in _PATTERNS:
        found = pattern(scene, i, kind)
        if found is not None:
            return found
    return None


def _ago(scene: Scene, i: int, kind: str) -> Match | None:
    """ "two weeks ago", "a day earlier", "three days later"."""
    after = scene.word(i + 1)
    count = count_before(scene, i)
    if count is None or kind in ("weekend", "night", "part"):
        return None
    number, start = count
    start -= scene.word(start - 1) in ("about", "around", "some", "nearly", "almost", "just")
    if after == "ago":
        return Match(
            start, i + 2, _back(scene.anchor, kind, number), _ago_precision(kind, number), "ago"
        )
    if after in ("earlier", "before", "later", "after") and kind in ("day", "week"):
        sign = 1 if after in ("earlier", "before") else -1
        if after in ("before", "after") and scene.word(i + 2) not in (",", ".", ";", ""):
            return None
        return Match(
            start,
            i + 2,
            _back(scene.last_day, kind, sign * number),
            _PRECISION[kind],
            "relative to a day",
        )
    return None


def _hours(scene: Scene, i: int, kind: str) -> Match | None:
    """ "in the past few hours", "several hours ago": the day of publication."""
    if (
        kind not in ("hour", "minute")
        or scene.word(i - 1) not in ("few", "several")
        or scene.anchor is None
    ):
        return None
    mark = scene.word(i - 2)
    if mark not in _BACK and scene.word(i + 1) != "ago":
        return None
    start = i - 2 if mark in _BACK or mark == "a" else i - 1
    start -= scene.word(start - 1) == "the"
    end = i + 1 + (scene.word(i + 1) == "ago")
    return Match(start, end, (scene.anchor, scene.anchor), "day", "hours before publication")


def _ago_precision(kind: str, number: int) -> DatePrecision:
    return (
        "day"
        if kind in ("day", "hour", "fortnight") or (kind == "week" and number == 1)
        else _PRECISION[kind]
    )


def _back(anchor: date | None, kind: str, count: int) -> Interval | None:
    if anchor is None:
        return None
    if kind == "hour":
        day = cal.days(anchor, -round(count / 24))
        return (day, day) if count >= 24 and count % 24 == 0 else None
    return cal.back(anchor, kind, count)


def _window(scene: Scene, i: int, kind: str) -> Match | None:
    """ "the past three days", "the last 24 hours", "the next two weeks", "recent days"."""
    if kind in ("weekend", "night", "part"):
        return None
    if scene.word(i - 1) == "recent" and scene.word(i).endswith("s"):
        interval = cal.window(scene.anchor, "day", 7) if scene.anchor and kind == "day" else None
        return Match(i - 1, i + 1, interval, "period", "recent")
    count = count_before(scene, i)
    number, start = count or (1, i)
    mark = scene.word(start - 1)
    if mark not in _BACK | {"next", "coming"} or (
        count is None and not _is_span(scene, start, mark)
    ):
        return _in_units(scene, i, kind)
    if count is None and scene.word(i).endswith("s"):
        return Match(start - 1, i + 1, None, "period", "vague window")
    sign = -1 if mark in ("next", "coming") else 1
    start -= 2 if scene.word(start - 2) in ("the", "these", "this") else 1
    interval = cal.window(scene.anchor, kind, sign * number) if scene.anchor else None
    return Match(start, i + 1, interval, "period", "window")


def _is_span(scene: Scene, start: int, mark: str) -> bool:
    """ "over the last year" is a span of a year, "last year" the calendar year."""
    return (
        mark in ("past", "last")
        and scene.word(start - 2) == "the"
        and scene.word(start - 3) in _OVER
    )


def _in_units(scene: Scene, i: int, kind: str) -> Match | None:
    """ "in three weeks" where the text looks forward."""
    count = count_before(scene, i)
    if count is None or scene.word(count[1] - 1) != "in" or scene.anchor is None:
        return None
    if kind in _PRECISION and _is_perfect(scene, i):
        return Match(
            count[1] - 1, i + 1, cal.window(scene.anchor, kind, count[0]), "period", "window"
        )
    if kind not in _PRECISION or not scene.forward(i) or scene.word(i + 1) in ("of", "'s"):
        return None
    if _is_looking_back(scene, count[1] - 1):
        return None
    return Match(
        count[1], i + 1, cal.back(scene.anchor, kind, -count[0]), _PRECISION[kind], "in units"
    )


def _is_looking_back(scene: Scene, i: int) -> bool:
    """ "for the first time in ten years", "the worst drought in a decade": of the years before."""
    near = scene.doc[max(0, i - 4) : i]
    return any(t.lower_ in ("first", "second") or t.tag_ == "JJS" for t in near)


def _is_perfect(scene: Scene, i: int) -> bool:
    """ "have been evacuated in a week": a span that ends now."""
    verb = governing_verb(scene.doc[i])
    return verb is not None and any(c.lower_ in ("has", "have") for c in verb.children)


def _calendar_unit(scene: Scene, i: int, kind: str) -> Match | None:
    """ "last week", "late last year", "earlier this month", "next month", "earlier in the year"."""
    mark, start = scene.word(i - 1), i - 1
    if mark == "the" and scene.word(i - 2) == "in" and scene.word(i - 3) in ("earlier", "later"):
        mark, start = "this", i - 2
    if (
        scene.word(i + 1) == "of"
        or mark not in ("last", "this", "next", "previous")
        or kind not in ("week", "month", "year")
    ):
        return None
    precision: DatePrecision = _PRECISION[kind]
    name = scene.word(start - 1)
    start -= name in _PARTS or name in ("earlier", "later")
    if scene.anchor is None:
        return Match(start, i + 1, None, precision, "calendar unit")
    if mark == "this":
        return _this(scene, Match(start, i + 1, None, precision, "this unit"), kind, name)
    away = 1 if mark in ("last", "previous") else -1
    interval = cal.back(scene.anchor, kind, away)
    interval = cal.week_of(interval[0]) if kind == "week" else interval
    if name in _PARTS and kind != "week":
        return Match(start, i + 1, cal.part(interval, name), "period", f"{name} unit")
    return Match(start, i + 1, interval, precision, "calendar unit")


def _this(scene: Scene, found: Match, kind: str, name: str) -> Match:
    """The part of the current unit that has passed, or that is to come."""
    anchor = scene.anchor
    if anchor is None:
        return found
    start, end = {"week": cal.week_of, "month": cal.month_of, "year": cal.year_of}[kind](anchor)
    ahead = name == "later" or (name != "earlier" and scene.forward(found.end - 1))
    interval = (anchor, end) if ahead else (start, anchor)
    period = name in ("earlier", "later") and kind != "week"
    return Match(
        found.start, found.end, interval, "period" if period else found.precision, "this unit"
    )


def _weekend(scene: Scene, i: int, kind: str) -> Match | None:
    """ "over the weekend", "last weekend", "a weekend rally"."""
    if kind != "weekend" or scene.word(i).endswith("s"):
        return None
    mark = scene.word(i - 1)
    start = i - (mark in ("the", "last", "this", "next", "past"))
    if scene.anchor is None:
        return Match(start, i + 1, None, "period", "weekend")
    ahead = mark == "next" or (mark not in ("last", "past") and scene.forward(i))
    interval = cal.weekend(scene.anchor, forward=ahead)
    if mark == "next" and (interval[0] - scene.anchor).days < 2:
        interval = cal.days(interval[0], 7), cal.days(interval[1], 7)
    return Match(start, i + 1, interval, "period", "weekend")


def _night(scene: Scene, i: int, kind: str) -> Match | None:
    """ "last night", "last evening", "this morning"."""
    mark = scene.word(i - 1)
    if kind not in ("night", "part") or mark not in ("last", "this"):
        return None
    back = 1 if mark == "last" and (kind == "night" or scene.word(i) == "evening") else 0
    if mark == "last" and not back:
        return None
    day = cal.days(scene.anchor, -back) if scene.anchor else None
    start = i - 1 - (scene.word(i - 2) in ("late", "early", "earlier"))
    return Match(start, i + 1, (day, day) if day else None, "day", "part of a day")


def _same_day(scene: Scene, i: int, kind: str) -> Match | None:
    """ "that day", "that very day", "the following morning", "the previous day"."""
    mark = scene.word(i - 1)
    away = {"that": 0, "same": 0, "very": 0, "next": 1, "following": 1, "previous": -1}.get(mark)
    if kind not in ("day", "night", "part") or away is None or scene.word(i).endswith("s"):
        return None
    before = scene.word(i - 2)
    if before not in {"next": ("the",), "very": ("that", "same")}.get(mark, (before,)):
        return None
    day = cal.days(scene.last_day, away) if scene.last_day else None
    start = i - 1 - (before in ("the", "on", "that") and mark != "that")
    return Match(start, i + 1, (day, day) if day else None, "day", "relative to a day")


_PATTERNS: Final[tuple[Callable[[Scene, int, str], Match | None], ...]] = (
    _hours, _ago, _night, _same_day, _weekend, _window, _calendar_unit,
)  # fmt: skip
