"""How likely pairs of mentions tell one incident, each pair compared as seldom as possible."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from itertools import count
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from service.stages.link.face import Face
from service.stages.link.pairing import compare

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

#: log odds without and with pointing
Scores = tuple[float, float]

#: pairs that are remembered at least, and at most twice as many
_REMEMBERED_PAIRS: Final = 15_000
#: groups of mentions of which it is remembered how they fit, at least and at most twice as many
_REMEMBERED_FITS: Final = 4_000
#: a mention's number has fewer bits
_BITS: Final = 40

_NOBODY: Final[Mapping[str, Scores]] = MappingProxyType({})


class ScoreIndex:
    """The faces of the mentions, their likely partners, and the log odds of any two."""

    def __init__(self) -> None:
        self.faces: dict[str, Face] = {}
        self._arrived: dict[str, int] = {}
        self._next = count()
        self._edges: dict[str, dict[str, Scores]] = {}
        self.fits: Recent[tuple[tuple[int, ...], tuple[int, ...]], float] = Recent(_REMEMBERED_FITS)
        self._pairs: Recent[int, Scores] = Recent(_REMEMBERED_PAIRS)

    def add(self, face: Face) -> None:
        """Take a mention."""
        self.faces[face.mention_id] = face
        self._arrived[face.mention_id] = next(self._next)

    def compare(self, one: str, other: str) -> None:
        """Make two mentions partners when they are likely to tell the same."""
        scores = self._compared(one, other)
        if max(scores) > 0:
            self._edges.setdefault(one, {})[other] = scores
            self._edges.setdefault(other, {})[one] = scores

    def release(self, mention_id: str) -> list[str]:
        """Take a mention's likely partners from it; who they were."""
        others = [*self._edges.pop(mention_id, ())]
        for other in others:
            del self._edges[other][mention_id]
        return others

    def remove(self, mention_id: str) -> None:
        """Forget a mention."""
        self.release(mention_id)
        self._arrived.pop(mention_id, None)
        self.faces.pop(mention_id, None)

    def neighbours(self, mention_id: str) -> Set[str]:
        """The mentions that likely tell the same incident, each pair taken alone."""
        return self._edges.get(mention_id, _NOBODY).keys()

    def partners(self, mention_id: str) -> Mapping[str, Scores]:
        """The same, with the log odds of each pair."""
        return self._edges.get(mention_id, _NOBODY)

    def of(self, one: str, other: str) -> Scores:
        """Log odds that two mentions tell one incident."""
        likely = self._edges.get(one)
        if likely is not None and other in likely:
            return likely[other]
        return self._compared(one, other)

    def arrived(self, mention_id: str) -> int:
        """A number that no other mention ever had, nor this one before it changed."""
        return self._arrived[mention_id]

    def _compared(self, one: str, other: str) -> Scores:
        first, second = self._arrived[one], self._arrived[other]
        if second < first:
            first, second = second, first
        # two numbers in one: a key of its own for each would take more than the odds
        pair = first << _BITS | second
        found = self._pairs.get(pair)
        return found or self._pairs.put(pair, _scores(self.faces[one], self.faces[other]))


class Recent(Generic[K, V]):
    """What was put in last: `kept` entries at least and twice as many at most."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What was put in, unless it is long ago."""
        found = self._young.get(key)
        return self._old.get(key) if found is None else found

    def put(self, key: K, value: V) -> V:
        """Take and give back `value`."""
        if len(self._young) >= self._kept:
            self._old, self._young = self._young, {}
        self._young[key] = value
        return value


def _scores(one: Face, other: Face) -> Scores:
    pair = compare(one, other)
    return pair.score, round(pair.score + pair.pointing, 3)
