"""Sorted arrays of keys and their documents, searched without an array call."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np

from service.stages.dedupe.posting_flags import KEY_BITS, Pairs

#: keys between two places of the guide, on average: a quarter of a byte for each key
_KEYS_APART: Final = 16
#: which half of a pair in memory is its key
_KEY_HALF: Final = 1 if sys.byteorder == "little" else 0


class Segment:
    """A guide has the place of the first pair, and of the one behind the last, by first bits."""

    def __init__(self, pairs: Pairs) -> None:
        width = min((len(pairs) // _KEYS_APART).bit_length(), KEY_BITS)
        self._shift = KEY_BITS - width
        firsts = np.arange(2**width, dtype=np.uint64) << np.uint64(self._shift + KEY_BITS)
        places = np.append(pairs.searchsorted(firsts), len(pairs))
        halves = pairs.view(np.uint32)
        self.pairs = pairs
        self._guide: memoryview[int] = memoryview(places.astype(np.uint32))
        self._keys: memoryview[int] = memoryview(halves[_KEY_HALF::2])
        self._documents: memoryview[int] = memoryview(halves[1 - _KEY_HALF :: 2])

    def __len__(self) -> int:
        return len(self.pairs)

    def collect(self, wanted: list[int], by_key: dict[int, list[int]]) -> None:
        """Put the documents of the keys wanted, as far as any hold them, behind those there."""
        keys, guide, shift, documents = self._keys, self._guide, self._shift, self._documents
        for key in wanted:
            place = key >> shift
            end = guide[place + 1]
            start = bisect_left(keys, key, guide[place], end)
            if start == end or keys[start] != key:
                continue
            held = documents[start : bisect_right(keys, key, start, end)].tolist()
            if key in by_key:
                by_key[key] += held
            else:
                by_key[key] = held
