"""Days as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.event import EventDate


@dataclass(frozen=True, slots=True)
class Days:
    """Ordinal days, both ends included."""

    first: int
    last: int


def days(stated: EventDate | None) -> Days | None:
    """The stated days; an open end is as open as the other end."""
    if stated is None:
        return None
    first, last = ordinal(stated.start), ordinal(stated.end)
    if first is None and last is None:
        return None
    return Days(first if first is not None else last or 0, last if last is not None else first or 0)


def ordinal(text: str | None) -> int | None:
    """The proleptic day number of an ISO date or time; null when it cannot be read."""
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None
