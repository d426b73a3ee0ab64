"""Forgetting: incidents that nobody tells any more, by the time of the news itself."""

from __future__ import annotations

from typing import Final

from service.stages.link.index import IncidentIndex
from service.stages.link.naming import own_id
from service.stages.link.records import Writes, mention_key, version_key

#: days without a report after which an incident is closed and forgotten
QUIET_DAYS: Final = 21
#: mentions of one country that are remembered; beyond it the oldest incidents go first
MOST_MENTIONS: Final = 20_000
#: mentions that one process remembers in all, about a gigabyte; beyond it the oldest of the country
#: at hand go first
MOST_IN_ALL: Final = 100_000
#: the last mentions to arrive stay whatever their day, for archives that are not in order
RECENT_MENTIONS: Final = 2_000
_LOOKED_AT: Final = 4


def sweep(country: str, index: IncidentIndex) -> Writes:
    """Deletes for a few of the country's incidents that are over."""
    writes: list[tuple[str, str | None]] = []
    arrivals = index.arrivals(country)
    for _ in range(_LOOKED_AT):
        oldest = arrivals.oldest()
        if oldest is None:
            break
        day, mention_id = oldest
        if not _is_of(index, mention_id, country):
            continue
        members = sorted({mention_id, *index.members(index.known[mention_id].incident_id)})
        if not _over(index, country, members):
            arrivals.again(max(day, arrivals.latest_day - QUIET_DAYS), mention_id)
            break
        for member in members:
            writes += _forgotten(index, member)
    return tuple(writes)


def _is_of(index: IncidentIndex, mention_id: str, country: str) -> bool:
    known = index.known.get(mention_id)
    return known is not None and known.country == country


def _over(index: IncidentIndex, country: str, members: list[str]) -> bool:
    arrivals = index.arrivals(country)
    if arrivals.count > MOST_MENTIONS or len(index.known) > MOST_IN_ALL:
        return True
    known = [index.known[m] for m in members]
    quiet = max(k.day for k in known) < arrivals.latest_day - QUIET_DAYS
    latest = max(k.number for k in known if k.country == country)
    return quiet and latest < arrivals.next_number - RECENT_MENTIONS


def _forgotten(index: IncidentIndex, mention_id: str) -> tuple[tuple[str, None], ...]:
    country, incident_id = index.known[mention_id].country, own_id(mention_id)
    index.remove(mention_id)
    version = index.versions.pop(incident_id, None)
    own = (version_key(version.country if version else country, incident_id), None)
    return (mention_key(country, mention_id), None), own
