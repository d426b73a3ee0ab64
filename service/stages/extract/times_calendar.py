"""Calendar arithmetic: days, weeks, months and years as closed intervals of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

Interval = tuple[date, date]

_DAY: Final = timedelta(days=1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or nothing where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9998:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(day: date) -> Interval:
    """Monday to Sunday around the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> Interval:
    """The month of the day."""
    return month(day.year, day.month)


def month(year: int, number: int) -> Interval:
    """The first and last day of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year_of(day: date) -> Interval:
    """The year of the day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def part(interval: Interval, name: str) -> Interval:
    """The early, middle or late part: ten days of a month, three months of a year."""
    start, end = interval
    if (end - start).days > 31:
        cuts = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
        first, last = cuts[name]
        return date(start.year, first, 1), month(start.year, last)[1]
    days = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}
    first, last = days[name]
    return start.replace(day=first), start.replace(day=last)


def weekday(anchor: date, number: int, *, forward: bool, strict: bool = False) -> date:
    """The nearest such weekday on one side; the anchor itself counts unless `strict`."""
    gap = (number - anchor.weekday()) % 7 if forward else (anchor.weekday() - number) % 7
    gap = gap or (7 if strict else 0)
    return anchor + timedelta(days=gap if forward else -gap)


def weekend(anchor: date, *, forward: bool) -> Interval:
    """Saturday and Sunday: the last ones that have begun, or the next ones."""
    saturday = weekday(anchor, 5, forward=forward)
    if forward and anchor.weekday() == 6:
        saturday = anchor - _DAY
    return saturday, saturday + _DAY


def days(anchor: date, count: int) -> date:
    """The day so many days away, bounded to the calendar."""
    try:
        return anchor + timedelta(days=count)
    except OverflowError:
        return anchor


def back(anchor: date, unit: str, count: int) -> Interval:
    """The day, week, month or year `count` units before the anchor; a negative count is after."""
    if unit == "month":
        return month_of(shift_months(anchor, -count))
    if unit == "year":
        return year_of(shift_months(anchor, -12 * count))
    day = days(anchor, -count * {"week": 7, "fortnight": 14}.get(unit, 1))
    return (day, day) if unit in ("day", "fortnight") or abs(count) == 1 else week_of(day)


def window(anchor: date, unit: str, count: int) -> Interval:
    """From `count` units before the anchor to the anchor; a negative count looks ahead."""
    if unit in ("month", "year"):
        other = shift_months(anchor, -count * (12 if unit == "year" else 1))
    elif unit == "hour":
        other = days(anchor, -max(1, round(count / 24)) if count > 0 else 1)
    else:
        other = days(anchor, -count * {"week": 7, "fortnight": 14}.get(unit, 1))
    return (other, anchor) if other <= anchor else (anchor, other)
