"""The articles of the window, found by origin, address, digest and anchors."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Final

from xxhash import xxh3_64_intdigest

from service.stages.dedupe import clock, records
from service.stages.dedupe.posting_flags import Keys
from service.stages.dedupe.postings import PostingsIndex
from service.stages.dedupe.records import Record
from service.stages.dedupe.stories import STORY_PREFIX, StoryIndex

Writes = tuple[tuple[str, str | None], ...]

SWEPT_PER_CALL: Final = 4
#: an anchor in this many documents is wording of an agency or a site, not of a story
FREQUENT: Final = 64
_LOW: Final = 2**64 - 1


class ManyIndex:
    """Key -> the numbers that have it, in ascending order; most keys have one."""

    def __init__(self) -> None:
        self._numbers: dict[int, int | tuple[int, ...]] = {}

    def add(self, key: int, number: int) -> None:
        """The number has the key."""
        if self._numbers.setdefault(key, number) != number:
            known = self.get(key)
            if number not in known:
                self._numbers[key] = tuple(sorted((*known, number)))

    def discard(self, key: int, number: int) -> None:
        """The number has it no more."""
        rest = tuple(n for n in self.get(key) if n != number)
        if rest:
            self._numbers[key] = rest if len(rest) > 1 else rest[0]
        else:
            self._numbers.pop(key, None)

    def get(self, key: int) -> tuple[int, ...]:
        """The numbers, oldest first."""
        known = self._numbers.get(key)
        if known is None:
            return ()
        return known if isinstance(known, tuple) else (known,)


class DedupeIndex:
    """All that `screen` knows. `apply` in any order of keys rebuilds it from the table."""

    def __init__(self, *, window_hours: float = clock.WINDOW_HOURS) -> None:
        self.window_seconds = round(window_hours * 3600)
        self.stories = StoryIndex()
        self._records: dict[int, bytes] = {}
        self._by_origin = ManyIndex()
        self._by_place = ManyIndex()
        self._by_digest = ManyIndex()
        self._compared = ManyIndex()
        self._postings = PostingsIndex(frequent=FREQUENT)
        self._expiry: list[int] = []
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
            record = records.load(key, value)
            self.put(record, records.pack(record))

    def apply_all(self, writes: Iterable[tuple[str, str | None]]) -> None:
        """Take several entries of the table."""
        for key, value in writes:
            self.apply(key, value)

    def next_number(self) -> int:
        """The number of the next article."""
        return self._next

    def by_origin(self, origin: str) -> Record | None:
        """The article that came with this message."""
        for record in self._all(self._by_origin, _key(origin)):
            if record.origin == origin:
                return record
        return None

    def latest_at(self, place: int) -> Record | None:
        """The newest version at this address."""
        numbers = self._by_place.get(place)
        return self._record(numbers[-1]) if numbers else None

    def with_digest(self, digest: int) -> Record | None:
        """The first article with exactly these words, one that is its group's own text first."""
        alike = self._all(self._by_digest, digest & _LOW)
        if not alike:
            return None
        found = [r for r in alike if r.digest == digest]
        return min(found, key=lambda r: (not r.is_root, r.number), default=None)

    def sharing(
        self, anchors: Keys, *, at_least: int, share: float
    ) -> tuple[list[tuple[Record, int]], Keys]:
        """Records with so many of the anchors, and such a share of the smaller text's; how many.

        And the anchors that are not frequent.
        """
        hits = self._postings.find(anchors, at_least=at_least)
        found = [
            (self._record(number), count)
            for number, count in hits.shared.items()
            # most share less, and reading a record takes longer than this
            if count / self._smaller(number, len(hits.usual)) >= share
        ]
        return found, hits.usual

    def compared(self, canonical: str) -> list[Record]:
        """The articles of the group that newcomers are compared with, oldest first."""
        found = self._all(self._compared, _key(canonical))
        return [r for r in found if r.canonical_article_id == canonical]

    def expired(self, now_seconds: int) -> list[Record]:
        """A few records that may go; they stay until a delete is applied."""
        due: list[Record] = []
        while self._expiry and self._expiry[0] >> 64 < now_seconds and len(due) < SWEPT_PER_CALL:
            number = heappop(self._expiry) & _LOW
            if number in self._records:
                due.append(self._record(number))
        return due

    def put(self, record: Record, packed: bytes) -> None:
        """Take a record, also packed, as it would come from the table."""
        number = record.number
        known = self._record(number) if number in self._records else None
        self._records[number] = packed
        self._next = max(self._next, number + 1)
        if known is None:
            self._by_origin.add(_key(record.origin), number)
            self._by_place.add(record.place, number)
            self._by_digest.add(record.digest & _LOW, number)
            heappush(self._expiry, record.expires << 64 | number)
        if known is not None and known.anchors and not record.anchors:
            self._release(known)
        elif record.anchors and (known is None or not known.anchors):
            self._compared.add(_key(record.canonical_article_id), number)
            self._postings.add(number, records.anchor_array(record.anchors))

    def _all(self, index: ManyIndex, key: int) -> list[Record]:
        numbers = index.get(key)
        return [self._record(n) for n in numbers] if numbers else []

    def _record(self, number: int) -> Record:
        return records.unpack(self._records[number])

    def _smaller(self, number: int, anchors: int) -> int:
        return max(min(records.size_of(self._records[number]), anchors), 1)

    def _remove(self, origin: str) -> None:
        record = self.by_origin(origin)
        if record is None:
            return
        del self._records[record.number]
        self._by_origin.discard(_key(origin), record.number)
        self._by_place.discard(record.place, record.number)
        self._by_digest.discard(record.digest & _LOW, record.number)
        self._release(record)

    def _release(self, record: Record) -> None:
        self._compared.discard(_key(record.canonical_article_id), record.number)
        self._postings.discard(record.number, records.anchor_array(record.anchors))


def _key(text: str) -> int:
    """A text as a number, which takes half the memory."""
    return int(xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")))
