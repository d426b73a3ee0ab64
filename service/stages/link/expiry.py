"""Forgetting: incidents that nobody tells any more, by the time of the news itself."""

from __future__ import annotations

from typing import Final

from service.stages.link.index import CountryIndex, Writes
from service.stages.link.naming import own_id

#: days without a report after which an incident is closed and forgotten
QUIET_DAYS: Final = 21
#: mentions of one country that are remembered; beyond it the oldest incidents go first
MOST_MENTIONS: Final = 20_000
#: the last mentions to arrive stay whatever their day, for archives that are not in order
RECENT_MENTIONS: Final = 2_000
_LOOKED_AT: Final = 4


def sweep(key: str, where: CountryIndex) -> Writes:
    """Deletes for a few incidents that are over."""
    writes: list[tuple[str, str | None]] = []
    for _ in range(_LOOKED_AT):
        oldest = where.oldest()
        if oldest is None:
            break
        day, mention_id = oldest
        members = sorted({mention_id, *where.members(where.known[mention_id].incident_id)})
        if not _over(where, members):
            where.again(max(day, where.latest_day - QUIET_DAYS), mention_id)
            break
        writes += [entry for m in members for entry in _deleted(key, m)]
        for member in members:
            where.remove(member)
            where.versions.pop(own_id(member), None)
    return tuple(writes)


def _over(where: CountryIndex, members: list[str]) -> bool:
    if len(where.known) > MOST_MENTIONS:
        return True
    known = [where.known[m] for m in members]
    quiet = max(k.day for k in known) < where.latest_day - QUIET_DAYS
    return quiet and max(k.number for k in known) < where.next_number - RECENT_MENTIONS


def _deleted(key: str, mention_id: str) -> tuple[tuple[str, None], ...]:
    return (f"m:{key}:{mention_id}", None), (f"i:{key}:{own_id(mention_id)}", None)
