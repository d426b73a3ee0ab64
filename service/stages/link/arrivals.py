"""The order of a country's mentions in time, by which they are forgotten."""

from __future__ import annotations

from heapq import heappop, heappush


class ArrivalIndex:
    """The mentions under one key of the topic; the oldest comes first."""

    def __init__(self) -> None:
        self._by_day: list[tuple[int, str]] = []
        self.latest_day = 0
        self.next_number = 0
        self.count = 0

    def add(self, day: int, number: int, mention_id: str) -> None:
        """A mention has come."""
        self.count += 1
        self.again(day, mention_id)
        self.latest_day = max(self.latest_day, day)
        self.next_number = max(self.next_number, number + 1)

    def remove(self) -> None:
        """A mention has gone."""
        self.count -= 1

    def oldest(self) -> tuple[int, str] | None:
        """Take the mention with the earliest day off the queue; `again` puts it back."""
        return heappop(self._by_day) if self._by_day else None

    def again(self, day: int, mention_id: str) -> None:
        """Look at the mention again when that day is old."""
        heappush(self._by_day, (day, mention_id))
