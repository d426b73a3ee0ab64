"""A sorted array of keys and documents, searched without an array call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np

from service.stages.dedupe.posting_flags import KEY_BITS, LOW, Pairs

#: pairs between two places of the guide, on average: as many bytes for 16 pairs as for half of one
_PAIRS_APART: Final = 16


class Segment:
    """Sorted pairs; a guide has the place of the first pair for each first bits of a key."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        width = min((len(pairs) // _PAIRS_APART).bit_length(), KEY_BITS)
        firsts = np.arange(2**width, dtype=np.uint64) << np.uint64(2 * KEY_BITS - width)
        places = pairs.searchsorted(firsts if width else firsts[:1])
        self._view: memoryview[int] = memoryview(pairs)
        self._guide: memoryview[int] = memoryview(np.append(places, len(pairs)).astype(np.uint32))
        self._shift = KEY_BITS - width

    def find(self, key: int) -> list[int]:
        """The documents that hold the key."""
        view, place = self._view, key >> self._shift
        end = self._guide[place + 1]
        start = bisect_left(view, key << KEY_BITS, self._guide[place], end)
        if start == end or view[start] >> KEY_BITS != key:
            return []
        end = bisect_right(view, key << KEY_BITS | LOW, start, end)
        return [pair & LOW for pair in view[start:end].tolist()]
