"""Event time: when an article was published, kept within what the window can hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

WINDOW_HOURS: Final = 72.0
MAX_AGE_SECONDS: Final = 30 * 86400
MAX_AHEAD_SECONDS: Final = 5 * 60
#: a late article is remembered at least this long after its arrival
GRACE_SECONDS: Final = 6 * 3600


def event_seconds(published_at: str | None, now: datetime) -> int:
    """Unix seconds of publication within [now - max age, now + 5 minutes]; without one, now."""
    current = int(now.timestamp())
    published = parse(published_at)
    if published is None:
        return current
    oldest, newest = current - MAX_AGE_SECONDS, current + MAX_AHEAD_SECONDS
    return min(max(int(published.timestamp()), oldest), newest)


def expiry_seconds(time: int, now: datetime, *, window_seconds: int) -> int:
    """When an article of that event time may be forgotten."""
    return max(time + window_seconds, int(now.timestamp()) + GRACE_SECONDS)


def parse(text: str | None) -> datetime | None:
    """The ISO 8601 time, UTC when it has no zone, null when it cannot be read."""
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
