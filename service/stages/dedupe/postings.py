"""Which documents hold several of a text's keys."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from service.stages.dedupe.buckets import WIDTH, BucketIndex
from service.stages.dedupe.posting_flags import LOW, Keys, LiveIndex

_NONE: Final[dict[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Hits:
    """Document -> how many of the keys it holds; and the keys that are not frequent."""

    shared: dict[int, int]
    usual: Keys


class PostingsIndex:
    """Key -> documents. A removed document is ignored at once and dropped later.

    Keys are whole numbers of 32 bits. One that is in `frequent` documents, of which there must be
    more than a bucket holds, finds none of them.
    """

    def __init__(self, *, frequent: int) -> None:
        if frequent <= WIDTH:
            raise ValueError(f"{frequent} documents of a key fit in a bucket, and are not counted")
        self._frequent = frequent
        self._live = LiveIndex()
        self._buckets = BucketIndex()
        #: keys known to be frequent: until a document that holds one is removed
        self._crowded: set[int] = set()

    def add(self, document: int, keys: Keys) -> None:
        """The document is found by its sorted, distinct keys from now on."""
        self._live.add(document)
        if self._buckets.add(document & LOW, keys):
            self._buckets.rebuild(self._live)
            self._live.trim()

    def discard(self, document: int, keys: Keys) -> None:
        """The document with these keys is not found; its number must not be used again."""
        self._live.discard(document)
        if self._crowded:
            self._crowded.difference_update(keys.tolist())

    def find(self, keys: Keys, *, at_least: int) -> Hits:
        """The documents that hold so many of the keys, two or more; frequent keys do not count."""
        lows, held, more = self._buckets.find(keys)
        further: list[int] = []
        frequent: list[int] = []
        for place, others in more.items():
            # most are so few that those in the bucket need not be counted
            if len(others) + WIDTH >= self._frequent and self._is_frequent(
                int(keys[place]), [*lows[place][held[place]].tolist(), *others]
            ):
                frequent.append(place)
            else:
                further += others
        usual = keys
        if frequent:
            held[frequent] = False
            usual = np.delete(keys, frequent)
        return Hits(self._shared(lows[held], further, at_least), usual)

    def _is_frequent(self, key: int, documents: list[int]) -> bool:
        if key in self._crowded:
            return True
        if len(documents) < self._frequent:
            return False
        if len(self._live.find(documents)) < self._frequent:
            return False
        self._crowded.add(key)
        return True

    def _shared(self, lows: Keys, further: list[int], at_least: int) -> dict[int, int]:
        if further:
            lows = np.concatenate((lows, np.array(further, np.uint32)))
        before = at_least - 1
        if len(lows) <= before:
            return _NONE
        lows.sort()
        # each run of one document is shorter by those before
        often = lows[before:][lows[before:] == lows[:-before]]
        if not len(often):
            return _NONE
        counts = Counter(often.tolist())
        return {number: counts[number & LOW] + before for number in self._live.find(counts)}
