"""Flags beside the postings: which documents are in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

#: documents are held by the lower half of their number; the number whose lower half is full is
#: never found
LOW: Final = 2**32 - 1
KEY_BITS: Final = 32

Keys = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
#: a key above the lower half of the number of a document that holds it
Pairs = npt.NDArray[np.uint64]


class LiveIndex:
    """The numbers in use, a flag for each from the lowest on."""

    def __init__(self) -> None:
        self._lowest = 0
        self._flags = bytearray()

    def add(self, number: int) -> None:
        """The number is in use."""
        if not self._flags:
            self._lowest = number
        if number < self._lowest:
            self._flags[:0] = bytes(self._lowest - number)
            self._lowest = number
        place = number - self._lowest
        if place >= len(self._flags):
            self._flags.extend(bytes(place + 1 - len(self._flags)))
        self._flags[place] = 1

    def discard(self, number: int) -> None:
        """The number is not in use any more."""
        place = number - self._lowest
        if 0 <= place < len(self._flags):
            self._flags[place] = 0

    def find(self, low: Iterable[int]) -> list[int]:
        """The numbers in use with these lower halves."""
        lowest, flags = self._lowest, self._flags
        places, end = [(number - lowest) & LOW for number in low], len(flags)
        return [lowest + place for place in places if place < end and flags[place]]

    def mask(self, pairs: Pairs) -> Flags:
        """Whether the document of each pair is in use."""
        flags = np.frombuffer(bytes(self._flags) + b"\0", np.bool_)
        places = pairs.astype(np.uint32)
        places -= np.uint32(self._lowest & LOW)
        return flags.take(places, mode="clip")

    def trim(self) -> None:
        """Forget the flags below the lowest number in use."""
        first = self._flags.find(1)
        first = len(self._flags) if first < 0 else first
        del self._flags[:first]
        self._lowest += first
