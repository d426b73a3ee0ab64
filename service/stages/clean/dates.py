"""Publication dates as producers and pages write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_FIRST_YEAR = 1800
_MAX_AHEAD = timedelta(days=2)
_DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def usable_date(written: str | None, *, now: datetime) -> str | None:
    """ISO 8601 (a day stays a day), or None when it cannot be read or cannot be true.

    Unreal are years before 1800, the Unix epoch, and more than two days after `now` (aware).
    """
    written = (written or "").strip()
    if not written:
        return None
    try:
        if _DAY_ONLY.fullmatch(written):
            return _real_day(date.fromisoformat(written), now)
        return _real_moment(_moment(written), now)
    except (ValueError, OverflowError):
        return None


def _moment(written: str) -> datetime:
    """ISO 8601 or the RFC 2822 of feeds; raises ValueError."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return parsedate_to_datetime(written)


def _real_day(day: date, now: datetime) -> str | None:
    """The day when it can be a day of publication."""
    real = day.year >= _FIRST_YEAR and day <= (now + _MAX_AHEAD).date()
    return day.isoformat() if real else None


def _real_moment(moment: datetime, now: datetime) -> str | None:
    """The moment when it can be one of publication; one without zone is taken as UTC to check."""
    if not _FIRST_YEAR <= moment.year < 9999:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    real = aware != _EPOCH and aware <= now + _MAX_AHEAD
    return moment.isoformat() if real else None
