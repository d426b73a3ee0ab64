"""How likely pairs of mentions tell one incident, each pair compared as seldom as possible."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from types import MappingProxyType
from typing import Final

from service.stages.link.face import Face
from service.stages.link.pairing import compare

#: log odds without and with pointing
Scores = tuple[float, float]

#: pairs that are not likely and that groups ask for again; likely ones are kept as long as both are
_REMEMBERED_PAIRS: Final = 20_000


_NOBODY: Final[Mapping[str, Scores]] = MappingProxyType({})


class ScoreIndex:
    """The faces of the mentions, their likely partners, and the log odds of any two."""

    def __init__(self) -> None:
        self.faces: dict[str, Face] = {}
        self._numbers: dict[str, int] = {}
        self._next = count()
        self._edges: dict[str, dict[str, Scores]] = {}
        self._others: dict[tuple[int, int], Scores] = {}

    def add(self, face: Face) -> None:
        """Take a mention."""
        self.faces[face.mention_id] = face
        self._numbers[face.mention_id] = next(self._next)  # an id may come again, changed

    def compare(self, one: str, other: str) -> None:
        """Make two mentions partners when they are likely to tell the same."""
        scores = _scores(self.faces[one], self.faces[other])
        if max(scores) > 0:
            self._edges.setdefault(one, {})[other] = scores
            self._edges.setdefault(other, {})[one] = scores

    def remove(self, mention_id: str) -> Face | None:
        """Forget a mention; its face when it was there."""
        for other in self._edges.pop(mention_id, ()):
            del self._edges[other][mention_id]
        self._numbers.pop(mention_id, None)
        return self.faces.pop(mention_id, None)

    def neighbours(self, mention_id: str) -> frozenset[str]:
        """The mentions that likely tell the same incident, each pair taken alone."""
        return frozenset(self._edges.get(mention_id, ()))

    def partners(self, mention_id: str) -> Mapping[str, Scores]:
        """The same, with the log odds of each pair."""
        return self._edges.get(mention_id, _NOBODY)

    def of(self, one: str, other: str) -> Scores:
        """Log odds that two mentions tell one incident."""
        likely = self._edges.get(one)
        if likely is not None and other in likely:
            return likely[other]
        first, second = self._numbers[one], self._numbers[other]
        key = (first, second) if first < second else (second, first)
        scores = self._others.get(key)
        if scores is None:
            if len(self._others) >= _REMEMBERED_PAIRS:
                self._others.clear()
            scores = self._others[key] = _scores(self.faces[one], self.faces[other])
        return scores


def _scores(one: Face, other: Face) -> Scores:
    pair = compare(one, other)
    return pair.score, round(pair.score + pair.pointing, 3)
