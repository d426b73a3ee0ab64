"""Forgetting: incidents that nobody tells any more, by the time of the news itself."""

from __future__ import annotations

from typing import Final

from service.stages.link.index import IncidentIndex
from service.stages.link.naming import own_id
from service.stages.link.records import Writes, dump_reached, mention_key, version_key

#: days without a report after which an incident is closed and forgotten
QUIET_DAYS: Final = 21
#: mentions of one country that are remembered; beyond it the oldest incidents go first
MOST_MENTIONS: Final = 20_000
#: mentions that one process remembers in all, about a gigabyte; beyond it the oldest of the country
#: at hand go first
MOST_IN_ALL: Final = 100_000
#: the last mentions to arrive stay whatever their day, for archives that are not in order
RECENT_MENTIONS: Final = 2_000
_MOST_AT_ONCE: Final = 4


def sweep(country: str, index: IncidentIndex) -> Writes:
    """Deletes for a few of the country's incidents that are over."""
    writes: list[tuple[str, str | None]] = []
    for _ in range(_MOST_AT_ONCE):
        index.settle()
        incident = _next(country, index)
        if incident is None:
            break
        for member in sorted(index.told_by(incident)):
            writes += _forgotten(index, member)
    writes += (dump_reached(*reached) for reached in index.arrivals.lost())
    return tuple(writes)


def _next(country: str, index: IncidentIndex) -> str | None:
    """The next incident to forget; by what is known alone, whenever it is looked at."""
    arrivals, last_in = index.arrivals.of(country), index.arrivals.last_in(country)
    over = arrivals.over(
        last_in,
        before_day=arrivals.latest_day - QUIET_DAYS,
        before_number=arrivals.next_number - RECENT_MENTIONS,
    )
    if over is None and (arrivals.count > MOST_MENTIONS or len(index.known) > MOST_IN_ALL):
        return arrivals.first(last_in)
    return over


def _forgotten(index: IncidentIndex, mention_id: str) -> tuple[tuple[str, None], ...]:
    country, incident_id = index.known[mention_id].country, own_id(mention_id)
    index.remove(mention_id)
    version = index.versions.pop(incident_id, None)
    own = (version_key(version.country if version else country, incident_id), None)
    return (mention_key(country, mention_id), None), own
