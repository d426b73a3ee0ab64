"""When incidents were told last, country by country: by that they are forgotten.

All of it follows from the mentions that are known, so that a restart changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

#: day of the incident's last report, and number of the last one in a country
Last = tuple[int, int]
#: what the last report of an incident in a country was; null when there is none
LastOf = Callable[[str], Last | None]


class Report(NamedTuple):
    """A mention of an incident: `met` counts all that came, `number` those of the country."""

    met: int
    number: int
    country: str
    day: int


class CountryIndex:
    """The incidents under one key of the topic, those told last long ago first.

    `latest_day` and `next_number` are those of all mentions that ever came; `lost` says that the
    mention that told so is gone, so that the table has to keep them by themselves.
    """

    def __init__(self) -> None:
        self.latest_day = 0
        self.next_number = 0
        self.count = 0
        self.lost = False
        self._by_day: list[tuple[int, int, str]] = []
        self._silent: list[tuple[int, int, str]] = []

    def enter(self, day: int, number: int) -> None:
        """A mention has come."""
        self.count += 1
        self.reach(day, number + 1)

    def leave(self, day: int, number: int) -> None:
        """A mention has gone."""
        self.count -= 1
        self.lost = self.lost or day == self.latest_day or number + 1 == self.next_number

    def reach(self, latest_day: int, next_number: int) -> None:
        """So far the mentions have come."""
        self.latest_day = max(self.latest_day, latest_day)
        self.next_number = max(self.next_number, next_number)

    def tell(self, incident: str, last: Last) -> None:
        """The incident's last report is another one now."""
        heappush(self._by_day, (*last, incident))

    def over(self, last_of: LastOf, *, before_day: int, before_number: int) -> str | None:
        """Of the incidents that were told last before both, the one before all others."""
        while self._by_day and self._by_day[0][0] < before_day:
            day, number, incident = heappop(self._by_day)
            heappush(self._silent, (number, day, incident))
        first = self._first_silent(last_of)
        return first[1] if first is not None and first[0] < before_number else None

    def first(self, last_of: LastOf) -> str | None:
        """The incident to go first when there are too many."""
        first = self._first_silent(last_of)
        if first is not None:
            return first[1]
        while self._by_day:
            day, number, incident = self._by_day[0]
            if last_of(incident) == (day, number):
                return incident
            heappop(self._by_day)
        return None

    def _first_silent(self, last_of: LastOf) -> tuple[int, str] | None:
        while self._silent:
            number, day, incident = self._silent[0]
            if last_of(incident) == (day, number):
                return number, incident
            heappop(self._silent)
        return None


class ArrivalIndex:
    """All countries, and what an incident's last report was in each."""

    def __init__(self) -> None:
        self._countries: dict[str, CountryIndex] = {}
        self._last: dict[str, dict[str, Last]] = {}
        self._changed: set[str] = set()

    def of(self, country: str) -> CountryIndex:
        """The incidents under a key of the topic."""
        return self._countries.setdefault(country, CountryIndex())

    def change(self, incident: str) -> None:
        """Mentions came to the incident or left it."""
        self._changed.add(incident)

    def settle(self, reports: Callable[[str], Collection[Report]]) -> None:
        """Take in what has changed; `reports` has all mentions of an incident.

        An incident is forgotten in the country of its last mention alone: else what came just now
        in one country could go because another, where it was told first, has had many since.
        """
        for incident in sorted(self._changed):
            told = reports(incident)
            last: dict[str, Last] = {}
            if told:
                newest = max(told)
                last[newest.country] = max(r.day for r in told), newest.number
            self._tell(incident, last)
        self._changed.clear()

    def _tell(self, incident: str, last: dict[str, Last]) -> None:
        earlier = self._last.pop(incident, {})
        if last:
            self._last[incident] = last
        for country, reported in last.items():
            if earlier.get(country) != reported:
                self.of(country).tell(incident, reported)

    def last_in(self, country: str) -> LastOf:
        """What the last report of an incident was in that country."""
        return lambda incident: self._last.get(incident, {}).get(country)

    def lost(self) -> Iterator[tuple[str, int, int]]:
        """Countries of which the table has to keep how far they are; each is told once."""
        for country, found in self._countries.items():
            if found.lost:
                found.lost = False
                yield country, found.latest_day, found.next_number
