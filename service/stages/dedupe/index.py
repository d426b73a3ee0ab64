"""The articles of the window, found by origin, address, digest and anchors."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Final

from service.stages.dedupe import records
from service.stages.dedupe.postings import Hits, PostingsIndex
from service.stages.dedupe.records import Record
from service.stages.dedupe.sketch import Anchors
from service.stages.dedupe.stories import STORY_PREFIX, StoryIndex

Writes = tuple[tuple[str, str | None], ...]

SWEPT_PER_CALL: Final = 4


class ManyIndex:
    """Key -> the numbers that have it, in ascending order."""

    def __init__(self) -> None:
        self._numbers: dict[int | str, tuple[int, ...]] = {}

    def add(self, key: int | str, number: int) -> None:
        """The number has the key."""
        known = self._numbers.get(key, ())
        if number not in known:
            self._numbers[key] = tuple(sorted((*known, number)))

    def discard(self, key: int | str, number: int) -> None:
        """The number has it no more."""
        rest = tuple(n for n in self._numbers.get(key, ()) if n != number)
        if rest:
            self._numbers[key] = rest
        else:
            self._numbers.pop(key, None)

    def get(self, key: int | str) -> tuple[int, ...]:
        """The numbers, oldest first."""
        return self._numbers.get(key, ())


class DedupeIndex:
    """All that `screen` knows. `apply` in any order of keys rebuilds it from the table."""

    def __init__(self) -> None:
        self.stories = StoryIndex()
        self._records: dict[int, Record] = {}
        self._by_origin: dict[str, int] = {}
        self._by_place = ManyIndex()
        self._by_digest = ManyIndex()
        self._compared = ManyIndex()
        self._postings = PostingsIndex()
        self._expiry: list[tuple[int, int]] = []
        self._next = 0

    def __len__(self) -> int:
        return len(self._records)

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        if key.startswith(STORY_PREFIX):
            self.stories.apply(key, value)
        elif value is None:
            self._remove(key.removeprefix(records.PREFIX))
        else:
            self.put(records.load(key, value))

    def apply_all(self, writes: Iterable[tuple[str, str | None]]) -> None:
        """Take several entries of the table."""
        for key, value in writes:
            self.apply(key, value)

    def next_number(self) -> int:
        """The number of the next article."""
        return self._next

    def by_origin(self, origin: str) -> Record | None:
        """The article that came with this message."""
        number = self._by_origin.get(origin)
        return None if number is None else self._records[number]

    def latest_at(self, place: int) -> Record | None:
        """The newest version at this address."""
        return self._newest(self._by_place.get(place))

    def with_digest(self, digest: int) -> Record | None:
        """The first article with exactly these words, one that is its group's own text first."""
        found = [self._records[n] for n in self._by_digest.get(digest)]
        return min(found, key=lambda r: (not r.is_root, r.number), default=None)

    def sharing(self, anchors: Anchors) -> tuple[list[tuple[Record, int]], Hits]:
        """Records that share anchors, with how many."""
        hits = self._postings.find(anchors)
        return [(self._records[d], n) for d, n in hits.shared.items()], hits

    def compared(self, canonical: str) -> list[Record]:
        """The articles of the group that newcomers are compared with, oldest first."""
        return [self._records[n] for n in self._compared.get(canonical)]

    def expired(self, now_seconds: int) -> list[Record]:
        """A few records that may go; they stay until a delete is applied."""
        due: list[Record] = []
        while self._expiry and self._expiry[0][0] < now_seconds and len(due) < SWEPT_PER_CALL:
            number = heappop(self._expiry)[1]
            if number in self._records:
                due.append(self._records[number])
        return due

    def _newest(self, numbers: tuple[int, ...]) -> Record | None:
        return self._records[numbers[-1]] if numbers else None

    def put(self, record: Record) -> None:
        """Take a record as it would come from the table."""
        known = self._records.get(record.number)
        self._records[record.number] = record
        self._next = max(self._next, record.number + 1)
        if known is None:
            self._by_origin[record.origin] = record.number
            self._by_place.add(record.place, record.number)
            self._by_digest.add(record.digest, record.number)
            heappush(self._expiry, (record.expires, record.number))
        if known is not None and known.anchors and not record.anchors:
            self._release(known)
        elif record.anchors and (known is None or not known.anchors):
            self._compared.add(record.canonical_article_id, record.number)
            self._postings.add(record.number, records.unpack(record.anchors))

    def _remove(self, origin: str) -> None:
        number = self._by_origin.pop(origin, None)
        if number is None:
            return
        record = self._records.pop(number)
        self._by_place.discard(record.place, number)
        self._by_digest.discard(record.digest, number)
        self._release(record)

    def _release(self, record: Record) -> None:
        self._compared.discard(record.canonical_article_id, record.number)
        self._postings.discard(record.number)
