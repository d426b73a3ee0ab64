"""Which mentions are grouped together: those that likely pairs connect, in pieces of bounded size.

A piece depends on the mentions alone, not on the order in which they came. A crowd, too large even
without the doubtful pairs, is in no piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: mentions of one piece at most; a larger one is cut where its pairs are least likely
MOST_CONNECTED: Final = 120
#: log odds above which a pair connects, one after the other until the piece is small enough
_LEVELS: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
#: a pair above it is in one piece or in one crowd
SURE: Final = _LEVELS[-1]

#: the likely partners of a mention, with the log odds of each pair without and with pointing
Partners = Callable[[str], Mapping[str, tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces without a common mention, and those of the starts that are in a crowd."""

    bounded: frozenset[frozenset[str]]
    crowded: frozenset[str]


def whole(start: str, partners: Partners) -> frozenset[str] | None:
    """All that any pairs connect with the start; null when that is more than a piece holds."""
    return _Walk(partners, None).piece(start, _LEVELS[0], set())


def pieces(starts: Iterable[str], partners: Partners, *, without: str | None = None) -> Pieces:
    """The pieces that hold the starts; as they would be `without` a mention."""
    found: dict[str, frozenset[str]] = {}
    crowded: set[str] = set()
    walk = _Walk(partners, without)
    large: dict[float, set[str]] = {level: set() for level in _LEVELS}
    for start in starts:
        if start in found:
            continue
        tried = (walk.piece(start, v, large[v]) for v in _LEVELS if start not in large[v])
        piece = next(filter(None, tried), None)
        if piece is None:
            crowded.add(start)
        else:
            found |= dict.fromkeys(piece, piece)
    return Pieces(frozenset(found.values()), frozenset(crowded))


@dataclass(frozen=True, slots=True)
class _Walk:
    partners: Partners
    without: str | None

    def piece(self, start: str, level: float, large: set[str]) -> frozenset[str] | None:
        """What pairs above the level connect with the start; null when that is too much.

        `large` collects mentions of which this is known.
        """
        found, waiting = {start}, [start]
        while waiting:
            for other in self._beyond(waiting.pop(), level):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
                    if len(found) > MOST_CONNECTED or other in large:
                        large |= found
                        return None
        return frozenset(found)

    def _beyond(self, mention_id: str, level: float) -> Iterable[str]:
        partners = self.partners(mention_id)
        if level == _LEVELS[0]:  # no partner is below it
            return partners if self.without is None else partners.keys() - {self.without}
        found = [m for m, (told, meant) in partners.items() if told > level or meant > level]
        return (m for m in found if m != self.without)
