"""Keys and their documents in one array: buckets of eight pairs, one line of a core's memory each.

A query takes the buckets of all its keys in one array call, so that the places in memory, which
are far apart, are waited for together.
"""

from __future__ import annotations

import sys
from typing import Final

import numpy as np
import numpy.typing as npt

from service.stages.dedupe.posting_flags import KEY_BITS, Flags, Keys, LiveIndex, Pairs

WIDTH: Final = 8
FEWEST_BUCKETS: Final = 2**14
#: pairs for each bucket, on average, before there are twice as many buckets
_LOAD: Final = 5
#: share of the pairs that must live on for the buckets to become more: where what comes and what
#: goes are in balance, chance alone does not double the memory
_CROWDED: Final = 0.75
_FREE: Final = np.uint64(2**64 - 1)
_ONE: Final = np.uint8(1)
_KEY_SHIFT: Final = np.uint64(KEY_BITS)
#: which half of a pair in memory is its key
_KEY_HALF: Final = 1 if sys.byteorder == "little" else 0

Places = npt.NDArray[np.intp]


class BucketIndex:
    """Pairs of a key and the lower half of a document's number, found by the key.

    A key's first bits say which bucket it is in; what a full bucket cannot hold is in `more`.
    """

    def __init__(self) -> None:
        self._more: dict[int, list[int]] = {}
        self._build(np.empty(0, np.uint64), FEWEST_BUCKETS)

    def add(self, low: int, keys: Keys) -> bool:
        """Take the pairs of a document and its sorted, distinct keys; whether to `rebuild`."""
        self._count += len(keys)
        while len(keys):
            buckets = (keys >> self._shift).astype(np.intp)
            places = self._held.take(buckets)
            full = places >= WIDTH
            if full.any():
                for key in keys[full].tolist():
                    self._more.setdefault(key, []).append(low)
                room = ~full
                keys, buckets, places = keys[room], buckets[room], places[room]
            again = buckets[1:] == buckets[:-1]
            if not again.any():
                self._put(low, keys, buckets, places)
                break
            later = np.append(np.False_, again)
            first = ~later
            self._put(low, keys[first], buckets[first], places[first])
            keys = keys[later]
        return self._count > _LOAD * len(self._buckets)

    def find(self, keys: Keys) -> tuple[Keys, Flags, dict[int, list[int]]]:
        """For each key the documents in its bucket, which of them hold it, and further ones.

        The first two are of the shape (keys, `WIDTH`); the third is by the key's place.
        """
        rows = self._buckets.take(keys >> self._shift, axis=0)
        halves = rows.view(np.uint32)
        held = halves[:, _KEY_HALF::2] == keys[:, None]
        more: dict[int, list[int]] = {}
        if self._more:
            for place in (rows[:, -1] != _FREE).nonzero()[0].tolist():
                further = self._more.get(int(keys[place]))
                if further is not None:
                    more[place] = further
        return halves[:, 1 - _KEY_HALF :: 2], held, more

    def rebuild(self, live: LiveIndex) -> None:
        """Drop the pairs of documents that are gone; make room if few are."""
        pairs = self._buckets[self._buckets != _FREE]
        further = (key << KEY_BITS | low for key, lows in self._more.items() for low in lows)
        pairs = np.concatenate((pairs, np.fromiter(further, np.uint64)))
        self._more = {}
        pairs = pairs[live.mask(pairs)]
        pairs.sort()
        wanted = max(FEWEST_BUCKETS, 2 * len(pairs) // _LOAD)
        count = 1 << (wanted - 1).bit_length()
        if count > len(self._buckets) and len(pairs) < _CROWDED * _LOAD * len(self._buckets):
            count = len(self._buckets)
        self._build(pairs, count)

    def _build(self, pairs: Pairs, count: int) -> None:
        """Hold these sorted pairs, and no others, in so many buckets."""
        self._shift = np.uint32(KEY_BITS - count.bit_length() + 1)
        self._count = len(pairs)
        self._more = {}
        self._buckets = np.full((count, WIDTH), _FREE, np.uint64)
        self._flat = self._buckets.reshape(-1)
        buckets = (pairs >> (_KEY_SHIFT + np.uint64(self._shift))).astype(np.intp)
        sizes = np.bincount(buckets, minlength=count)
        self._held = np.minimum(sizes, WIDTH).astype(np.uint8)
        places = np.arange(len(pairs)) - (sizes.cumsum() - sizes)[buckets]
        fits = places < WIDTH
        self._buckets[buckets[fits], places[fits]] = pairs[fits]
        for pair in pairs[~fits].tolist():
            self._more.setdefault(pair >> KEY_BITS, []).append(pair & (2**KEY_BITS - 1))

    def _put(self, low: int, keys: Keys, buckets: Places, held: npt.NDArray[np.uint8]) -> None:
        """Put pairs in buckets that are all different and have room; so many are in each."""
        self._held[buckets] = held + _ONE
        pairs = keys.astype(np.uint64)
        pairs <<= _KEY_SHIFT
        pairs |= np.uint64(low)
        buckets *= WIDTH
        buckets += held
        self._flat[buckets] = pairs
