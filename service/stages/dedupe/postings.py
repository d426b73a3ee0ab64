"""Which documents hold a key: a dictionary for the newest, sorted arrays for the rest."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Final

import numpy as np

from service.stages.dedupe.posting_flags import LOW, LiveIndex, Pairs, SeenIndex
from service.stages.dedupe.segments import Segment

#: documents before the dictionary becomes an array: 80 against 8 bytes for each key
HOT_DOCUMENTS: Final = 2048
_GROWTH: Final = 4

_KEY_SHIFT: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Hits:
    """A key of the query -> the lower halves of the numbers of its documents.

    Some of these may be removed already; `usual` are the keys that are not frequent.
    """

    by_key: dict[int, list[int]]
    usual: list[int]


class PostingsIndex:
    """Key -> documents. A removed document is ignored at once and dropped at a later merge.

    Keys are whole numbers of 32 bits. One that is in `frequent` documents finds none of them.
    """

    def __init__(self, *, frequent: int) -> None:
        self._frequent = frequent
        self._live = LiveIndex()
        self._hot: dict[int, int | list[int]] = {}
        self._fresh: list[tuple[int, array[int]]] = []
        self._segments: list[Segment] = []
        self._seen = SeenIndex()
        #: whether a document was removed since all segments were merged
        self._discarded = False
        #: keys known to be frequent: until a document that holds one is removed
        self._crowded: set[int] = set()

    def add(self, document: int, keys: list[int]) -> None:
        """The document is found by its distinct keys from now on."""
        self._live.add(document)
        hot, low = self._hot, document & LOW
        held = {key: hot[key] for key in hot.keys() & keys}
        for key in keys:
            hot[key] = low
        for key, known in held.items():
            hot[key] = [*known, low] if isinstance(known, list) else [known, low]
        self._fresh.append((low, array("I", keys)))
        if len(self._fresh) >= HOT_DOCUMENTS:
            self._freeze()

    def discard(self, document: int, keys: list[int]) -> None:
        """The document with these keys is not found; its number must not be used again."""
        self._live.discard(document)
        self._discarded = True
        self._crowded.difference_update(keys)

    def find(self, keys: list[int]) -> Hits:
        """The documents that hold each key; nothing under keys that are frequent."""
        newest = self._hot.keys() & keys
        older = self._seen.among(keys) if self._segments else []
        # a frequent key is held, so it is enough to look among these few
        frequent = self._crowded.intersection(newest) | self._crowded.intersection(older)
        if frequent:
            newest -= frequent
            older = [key for key in older if key not in frequent]
        by_key = self._lookup(newest, older)
        most = self._frequent
        found = [k for k, d in by_key.items() if len(d) >= most and self._is_frequent(d)]
        for key in found:
            del by_key[key]
        self._crowded.update(found)
        frequent.update(found)
        return Hits(by_key, [key for key in keys if key not in frequent] if frequent else keys)

    def live(self, documents: dict[int, int], at_least: int) -> dict[int, int]:
        """Whole numbers of documents in use -> value, of those whose value is so high.

        `documents` has the lower halves of numbers, as in `Hits`.
        """
        found = self._live.find([d for d, value in documents.items() if value >= at_least])
        return {number: documents[number & LOW] for number in found}

    def _is_frequent(self, documents: list[int]) -> bool:
        return len(self._live.find(documents)) >= self._frequent

    def _lookup(self, newest: set[int], older: list[int]) -> dict[int, list[int]]:
        """Key -> documents, in use or not, that hold it."""
        by_key: dict[int, list[int]] = {}
        for key in newest:
            known = self._hot[key]
            by_key[key] = known.copy() if isinstance(known, list) else [known]
        for segment in self._segments:
            segment.collect(older, by_key)
        return by_key

    def _freeze(self) -> None:
        """The newest documents become a segment; segments of like size are merged."""
        fresh = np.concatenate([np.frombuffer(k, np.uint32) for _, k in self._fresh])
        pairs = fresh.astype(np.uint64) << _KEY_SHIFT
        numbers = np.array([d for d, _ in self._fresh], np.uint64)
        pairs |= numbers.repeat([len(k) for _, k in self._fresh])
        pairs.sort()
        self._hot, self._fresh = {}, []
        parts = [pairs]
        size = len(pairs)
        while self._segments and len(self._segments[-1]) < _GROWTH * size:
            parts.append(self._segments.pop().pairs)
            size += len(parts[-1])
        if len(parts) > 1:
            pairs = self._merged(parts[::-1])
        self._segments.append(Segment(pairs))
        if len(self._segments) == 1:
            self._seen.fill((pairs >> _KEY_SHIFT).astype(np.uint32))
        else:
            self._seen.add(fresh)

    def _merged(self, parts: list[Pairs]) -> Pairs:
        """One sorted segment of several; a stable sort is fast on sorted runs."""
        pairs = np.concatenate(parts)
        if self._discarded:
            pairs = pairs[self._live.mask(pairs)]
        pairs.sort(kind="stable")
        if not self._segments:
            self._live.trim()
            self._discarded = False
        return pairs
