"""Which documents hold an anchor: a dictionary for the newest, sorted arrays for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from service.stages.dedupe.sketch import Anchors

#: an anchor in this many documents is wording of an agency or a site, not of a story
FREQUENT: Final = 64
#: documents before the dictionary becomes an array: 80 against 16 bytes for each anchor
HOT_DOCUMENTS: Final = 2048
_GROWTH: Final = 3

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hits:
    """How many anchors each document shares with a query, and which anchors are not frequent."""

    shared: dict[int, int]
    usual: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Segment:
    anchors: Anchors
    documents: Ints


class PostingsIndex:
    """Anchor -> documents. A removed document is ignored at once and dropped at a later merge."""

    def __init__(self) -> None:
        self._live: set[int] = set()
        self._hot: dict[int, int | list[int]] = {}
        self._fresh: list[tuple[int, Anchors]] = []
        self._segments: list[_Segment] = []

    def add(self, document: int, anchors: Anchors) -> None:
        """The document is found by its anchors from now on."""
        self._live.add(document)
        hot = self._hot
        for anchor in anchors.tolist():
            known = hot.setdefault(anchor, document)
            if known is not document:
                hot[anchor] = [*known, document] if isinstance(known, list) else [known, document]
        self._fresh.append((document, anchors))
        if len(self._fresh) >= HOT_DOCUMENTS:
            self._freeze()

    def discard(self, document: int) -> None:
        """The document is not found any more; its number must not be used again."""
        self._live.discard(document)

    def find(self, anchors: Anchors) -> Hits:
        """Documents by number of shared anchors, those that are in 64 documents aside."""
        by_anchor: dict[int, list[int]] = {}
        for position, documents in self._lookup(anchors):
            live = [d for d in documents if d in self._live]
            by_anchor.setdefault(position, []).extend(live)
        usual = np.ones(len(anchors), np.bool_)
        shared: dict[int, int] = {}
        for position, live in by_anchor.items():
            if len(live) >= FREQUENT:
                usual[position] = False
                continue
            for document in live:
                shared[document] = shared.get(document, 0) + 1
        return Hits(shared, usual)

    def _lookup(self, anchors: Anchors) -> Iterator[tuple[int, list[int]]]:
        """Pairs of an anchor's position and documents that hold it."""
        hot = self._hot
        for position, anchor in enumerate(anchors.tolist()):
            if anchor in hot:
                known = hot[anchor]
                yield position, known if isinstance(known, list) else [known]
        for segment in self._segments:
            yield from _lookup_segment(segment, anchors)

    def _freeze(self) -> None:
        """The newest documents become a segment; segments of like size are merged."""
        merged = [
            _Segment(
                np.concatenate([a for _, a in self._fresh]),
                np.repeat([d for d, _ in self._fresh], [len(a) for _, a in self._fresh]),
            )
        ]
        self._hot, self._fresh = {}, []
        size = len(merged[0].anchors)
        while self._segments and len(self._segments[-1].anchors) < _GROWTH * size:
            merged.append(self._segments.pop())
            size += len(merged[-1].anchors)
        self._segments.append(self._sorted(merged))

    def _sorted(self, parts: list[_Segment]) -> _Segment:
        anchors = np.concatenate([p.anchors for p in parts])
        documents = np.concatenate([p.documents for p in parts])
        kept = np.isin(documents, np.fromiter(self._live, np.int64, len(self._live)))
        anchors, documents = anchors[kept], documents[kept]
        order = np.argsort(anchors)
        return _Segment(anchors[order], documents[order])


def _lookup_segment(segment: _Segment, anchors: Anchors) -> Iterator[tuple[int, list[int]]]:
    held, size = segment.anchors, len(segment.anchors)
    if not size:
        return
    left = held.searchsorted(anchors)
    found = held.take(left, mode="clip") == anchors
    if not found.any():
        return
    for position in found.nonzero()[0].tolist():
        start = end = int(left[position])
        while end < size and held[end] == anchors[position]:
            end += 1
        yield position, segment.documents[start:end].tolist()
