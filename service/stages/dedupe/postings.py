"""Which documents hold a key: a dictionary for the newest, sorted arrays for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

#: documents before the dictionary becomes an array: 80 against 8 bytes for each key
HOT_DOCUMENTS: Final = 2048
_GROWTH: Final = 8

#: the largest number whose lower half is full is never found
_LOW: Final = 2**32 - 1
_DOCUMENT: Final = np.uint64(_LOW)
_KEY_SHIFT: Final = np.uint64(32)

Keys = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
#: a key above the lower half of the number of a document that holds it
Pairs = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Hits:
    """Position of a key in the query -> the lower halves of the numbers of its documents.

    Some of these may be removed already; `usual` flags the keys that are not frequent.
    """

    by_key: dict[int, list[int]]
    usual: Flags


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
        if 0 <= number - self._lowest < len(self._flags):
            self._flags[number - self._lowest] = 0

    def find(self, low: int) -> int | None:
        """The number in use whose lower half this is."""
        place = (low - self._lowest) & _LOW
        return self._lowest + place if self._holds(place) else None

    def holds(self, low: int) -> bool:
        """Whether a number with this lower half is in use."""
        return self._holds((low - self._lowest) & _LOW)

    def mask(self, low: Pairs) -> Flags:
        """Which numbers with these lower halves are in use."""
        flags = np.frombuffer(bytes(self._flags) + b"\0", np.bool_)
        places = (low - np.uint64(self._lowest & _LOW)) & _DOCUMENT
        found: Flags = flags[np.minimum(places, np.uint64(len(flags) - 1)).astype(np.intp)]
        return found

    def trim(self) -> None:
        """Forget the flags below the lowest number in use."""
        first = self._flags.find(1)
        first = len(self._flags) if first < 0 else first
        del self._flags[:first]
        self._lowest += first

    def _holds(self, place: int) -> bool:
        return place < len(self._flags) and self._flags[place] == 1


class PostingsIndex:
    """Key -> documents. A removed document is ignored at once and dropped at a later merge.

    A key that is in `frequent` documents or more finds none of them.
    """

    def __init__(self, *, frequent: int) -> None:
        self._frequent = frequent
        self._live = LiveIndex()
        self._hot: dict[int, int | list[int]] = {}
        self._fresh: list[tuple[int, Keys]] = []
        self._segments: list[Pairs] = []
        #: keys known to be frequent: until a document that holds one is removed
        self._crowded: set[int] = set()

    def add(self, document: int, keys: Keys) -> None:
        """The document is found by its distinct keys from now on."""
        self._live.add(document)
        hot, low = self._hot, document & _LOW
        for key in keys.tolist():
            known = hot.setdefault(key, low)
            if known is not low:
                if isinstance(known, list):
                    known.append(low)
                else:
                    hot[key] = [known, low]
        self._fresh.append((low, keys))
        if len(self._fresh) >= HOT_DOCUMENTS:
            self._freeze()

    def discard(self, document: int, keys: Keys) -> None:
        """The document with these keys is not found; its number must not be used again."""
        self._live.discard(document)
        self._crowded.difference_update(keys.tolist())

    def find(self, keys: Keys) -> Hits:
        """The documents that hold each key; nothing under keys that are frequent."""
        names = keys.tolist()
        by_key = self._lookup(names, keys)
        for position, documents in by_key.items():
            if len(documents) >= self._frequent and self._is_frequent(documents):
                self._crowded.add(names[position])
        usual = np.ones(len(keys), np.bool_)
        if not self._crowded.isdisjoint(names):
            usual[[i for i, name in enumerate(names) if name in self._crowded]] = False
            by_key = {i: d for i, d in by_key.items() if usual[i]}
        return Hits(by_key, usual)

    def _is_frequent(self, documents: list[int]) -> bool:
        return sum(map(self._live.holds, documents)) >= self._frequent

    def live(self, documents: dict[int, int], at_least: int) -> dict[int, int]:
        """Whole numbers of documents in use -> value, of those whose value is so high.

        `documents` has the lower halves of numbers, as in `Hits`.
        """
        found = ((self._live.find(d), v) for d, v in documents.items() if v >= at_least)
        return {number: value for number, value in found if number is not None}

    def _lookup(self, names: list[int], keys: Keys) -> dict[int, list[int]]:
        """Position of a key -> documents, in use or not, that hold it; not of crowded keys."""
        hot, crowded = self._hot, self._crowded
        by_key: dict[int, list[int]] = {}
        for position, name in enumerate(names):
            if name in hot and name not in crowded:
                known = hot[name]
                by_key[position] = known.copy() if isinstance(known, list) else [known]
        if not self._segments:
            return by_key
        left = keys.astype(np.uint64) << _KEY_SHIFT
        edges = np.concatenate((left, left | _DOCUMENT))
        for pairs in self._segments:
            found = pairs.searchsorted(edges).reshape(2, -1)
            for position in (found[1] > found[0]).nonzero()[0].tolist():
                if names[position] in crowded:
                    continue
                held = pairs[found[0, position] : found[1, position]] & _DOCUMENT
                by_key.setdefault(position, []).extend(held.tolist())
        return by_key

    def _freeze(self) -> None:
        """The newest documents become a segment; segments of like size are merged."""
        self._live.trim()
        lengths = [len(k) for _, k in self._fresh]
        keys = np.concatenate([k for _, k in self._fresh]).astype(np.uint64) << _KEY_SHIFT
        keys |= np.array([d for d, _ in self._fresh], np.uint64).repeat(lengths)
        keys.sort()
        self._hot, self._fresh = {}, []
        parts, size = [keys], len(keys)
        while self._segments and len(self._segments[-1]) < _GROWTH * size:
            parts.append(self._segments.pop())
            size += len(parts[-1])
        self._segments.append(self._merged(parts[::-1]))

    def _merged(self, parts: list[Pairs]) -> Pairs:
        """One sorted segment of several; a stable sort is fast on sorted runs."""
        pairs = np.concatenate(parts)
        pairs = pairs[self._live.mask(pairs & _DOCUMENT)]
        pairs.sort(kind="stable")
        return pairs
