"""Publication dates as producers and pages write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from schemas.article import Boilerplate

_FIRST_YEAR = 1800
_MAX_AHEAD = timedelta(days=2)
_DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
#: a timestamp further down belongs to an update, a comment or another story
_TOP_CHARS = 400
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_WRITTEN_DAY = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_NAME})|"
    rf"(?P<month2>{_NAME})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?),? (?P<year>\d{{4}})",
    re.IGNORECASE,
)
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


def stated_date(text: str, spans: Sequence[Boilerplate]) -> str | None:
    """The day that a timestamp on top of the text tells in full, ISO 8601, or None."""
    for span in spans:
        if span.kind == "timestamp" and span.start < _TOP_CHARS:
            match = _WRITTEN_DAY.search(text, span.start, span.end)
            return _written_day(match) if match else None
    return None


def _written_day(match: re.Match[str]) -> str | None:
    """ISO 8601 of a day with the month's name, None for 31 February."""
    month = _MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
    try:
        return date(int(match["year"]), month, int(match["day"] or match["day2"])).isoformat()
    except ValueError:
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
