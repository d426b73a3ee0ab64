"""Which documents hold an anchor: a dictionary for the newest, sorted arrays for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from service.stages.dedupe.sketch import Anchors

#: an anchor in this many documents is wording of an agency or a site, not of a story
FREQUENT: Final = 64
HOT_DOCUMENTS: Final = 2048
_GROWTH: Final = 3

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents that share anchors with a query, how many, and which anchors are frequent."""

    documents: list[int]
    shared: list[int]
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
        self._hot_documents = 0
        self._segments: list[_Segment] = []

    def add(self, document: int, anchors: Anchors) -> None:
        """The document is found by its anchors from now on."""
        self._live.add(document)
        for anchor in anchors.tolist():
            known = self._hot.setdefault(anchor, document)
            if isinstance(known, list):
                known.append(document)
            elif known != document:
                self._hot[anchor] = [known, document]
        self._hot_documents += 1
        if self._hot_documents >= HOT_DOCUMENTS:
            self._freeze()

    def discard(self, document: int) -> None:
        """The document is not found any more; its number must not be used again."""
        self._live.discard(document)

    def find(self, anchors: Anchors) -> Hits:
        """Documents by number of shared anchors, those that are in 64 documents aside."""
        which, documents = self._lookup(anchors)
        unique, inverse = np.unique(documents, return_inverse=True)
        numbers = unique.tolist()
        live = np.fromiter((d in self._live for d in numbers), np.bool_, len(numbers))[inverse]
        usual = np.bincount(which[live], minlength=len(anchors)) < FREQUENT
        counted = inverse[live & usual[which]]
        shared = np.bincount(counted, minlength=len(numbers))
        return Hits(numbers, shared.tolist(), usual)

    def _lookup(self, anchors: Anchors) -> tuple[Ints, Ints]:
        """Pairs (position of the anchor, document)."""
        which, documents = self._lookup_hot(anchors)
        parts = [(np.array(which, np.int64), np.array(documents, np.int64))]
        parts += [_lookup_segment(segment, anchors) for segment in self._segments]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    def _lookup_hot(self, anchors: Anchors) -> tuple[list[int], list[int]]:
        which: list[int] = []
        documents: list[int] = []
        for position, anchor in enumerate(anchors.tolist()):
            known = self._hot.get(anchor)
            if known is None:
                continue
            found = known if isinstance(known, list) else [known]
            documents += found
            which += [position] * len(found)
        return which, documents

    def _freeze(self) -> None:
        """The newest documents become a segment; segments of like size are merged."""
        pairs = [
            (anchor, document)
            for anchor, known in self._hot.items()
            for document in (known if isinstance(known, list) else (known,))
        ]
        self._hot, self._hot_documents = {}, 0
        fresh = _Segment(
            np.fromiter((p[0] for p in pairs), np.uint64, len(pairs)),
            np.fromiter((p[1] for p in pairs), np.int64, len(pairs)),
        )
        while self._segments and len(self._segments[-1].anchors) < _GROWTH * len(fresh.anchors):
            older = self._segments.pop()
            fresh = _Segment(
                np.concatenate([older.anchors, fresh.anchors]),
                np.concatenate([older.documents, fresh.documents]),
            )
        self._segments.append(self._sorted(fresh))

    def _sorted(self, segment: _Segment) -> _Segment:
        live = np.fromiter(self._live, np.int64, len(self._live))
        kept = np.isin(segment.documents, live)
        anchors, documents = segment.anchors[kept], segment.documents[kept]
        order = np.argsort(anchors, kind="stable")
        return _Segment(anchors[order], documents[order])


def _lookup_segment(segment: _Segment, anchors: Anchors) -> tuple[Ints, Ints]:
    left = np.searchsorted(segment.anchors, anchors)
    inside = np.minimum(left, max(len(segment.anchors) - 1, 0))
    if not len(segment.anchors):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    which = np.nonzero(segment.anchors[inside] == anchors)[0]
    if not len(which):
        return which, np.empty(0, np.int64)
    right = np.searchsorted(segment.anchors, anchors[which], side="right")
    sizes = right - left[which]
    documents = [segment.documents[a:b] for a, b in zip(left[which], right, strict=True)]
    return np.repeat(which, sizes), np.concatenate(documents)
