"""Which documents hold a key: a dictionary for the newest, sorted arrays for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from service.stages.dedupe.posting_flags import LOW, Flags, Keys, LiveIndex, Pairs, SeenIndex

#: documents before the dictionary becomes an array: 80 against 8 bytes for each key
HOT_DOCUMENTS: Final = 2048
_GROWTH: Final = 8

_DOCUMENT: Final = np.uint64(LOW)
_KEY_SHIFT: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Hits:
    """Position of a key in the query -> the lower halves of the numbers of its documents.

    Some of these may be removed already; `usual` flags the keys that are not frequent.
    """

    by_key: dict[int, list[int]]
    usual: Flags


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
        self._seen = SeenIndex()
        #: keys known to be frequent: until a document that holds one is removed
        self._crowded: set[int] = set()

    def add(self, document: int, keys: Keys) -> None:
        """The document is found by its distinct keys from now on."""
        self._live.add(document)
        hot, low = self._hot, document & LOW
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
        if self._segments and len(places := self._seen.among(keys)):
            self._look_up_frozen(names, keys[places], places.tolist(), by_key)
        return by_key

    def _look_up_frozen(
        self, names: list[int], keys: Keys, places: list[int], by_key: dict[int, list[int]]
    ) -> None:
        left = keys.astype(np.uint64) << _KEY_SHIFT
        edges = np.concatenate((left, left | _DOCUMENT))
        for pairs in self._segments:
            found = pairs.searchsorted(edges).reshape(2, -1)
            for i in (found[1] > found[0]).nonzero()[0].tolist():
                if names[places[i]] not in self._crowded:
                    held = pairs[found[0, i] : found[1, i]] & _DOCUMENT
                    by_key.setdefault(places[i], []).extend(held.tolist())

    def _freeze(self) -> None:
        """The newest documents become a segment; segments of like size are merged."""
        self._live.trim()
        fresh = np.concatenate([k for _, k in self._fresh])
        pairs = fresh.astype(np.uint64) << _KEY_SHIFT
        numbers = np.array([d for d, _ in self._fresh], np.uint64)
        pairs |= numbers.repeat([len(k) for _, k in self._fresh])
        pairs.sort()
        self._hot, self._fresh = {}, []
        parts, size = [pairs], len(pairs)
        while self._segments and len(self._segments[-1]) < _GROWTH * size:
            parts.append(self._segments.pop())
            size += len(parts[-1])
        self._segments.append(self._merged(parts[::-1]))
        if len(self._segments) == 1:
            self._seen.fill((self._segments[0] >> _KEY_SHIFT).astype(np.uint32))
        else:
            self._seen.add(fresh)

    def _merged(self, parts: list[Pairs]) -> Pairs:
        """One sorted segment of several; a stable sort is fast on sorted runs."""
        pairs = np.concatenate(parts)
        pairs = pairs[self._live.mask(pairs & _DOCUMENT)]
        pairs.sort(kind="stable")
        return pairs
