"""Sorted arrays of keys and their documents, searched without an array call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np

from service.stages.dedupe.posting_flags import KEY_BITS, LOW, Pairs

#: keys between two places of the guide, on average: a quarter of a byte for each key
_KEYS_APART: Final = 16
_KEY_SHIFT: Final = np.uint64(KEY_BITS)


class Segment:
    """A guide has the place of the first key, and of the one behind the last, by first bits."""

    def __init__(self, pairs: Pairs) -> None:
        keys = (pairs >> _KEY_SHIFT).astype(np.uint32)
        width = min((len(keys) // _KEYS_APART).bit_length(), KEY_BITS)
        self._shift = KEY_BITS - width
        firsts = np.arange(2**width, dtype=np.uint64) << np.uint64(self._shift)
        places = np.append(keys.searchsorted(firsts.astype(np.uint32)), len(keys))
        self._guide: memoryview[int] = memoryview(places.astype(np.uint32))
        self._keys: memoryview[int] = memoryview(keys)
        self._documents: memoryview[int] = memoryview((pairs & np.uint64(LOW)).astype(np.uint32))

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def pairs(self) -> Pairs:
        """The sorted pairs that the segment was made of."""
        found: Pairs = np.asarray(self._keys).astype(np.uint64) << _KEY_SHIFT
        found |= np.asarray(self._documents)
        return found

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
