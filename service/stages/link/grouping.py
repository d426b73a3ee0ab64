"""Which mentions of a component tell one incident: the same grouping for any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final, Protocol

from service.stages.link.face import Face

#: log odds above which a mention joins and groups are merged
JOIN: Final = 0.05
#: log odds below which a mention leaves a group that has become another than the one it joined
LEAVE: Final = -0.3
#: a single pair below this keeps two mentions apart, whatever the rest says
APART: Final = -6.0
#: by how much vague mentions must fit one group better than any other
CLEAR: Final = 0.5
_MEAN: Final = 0.7
_TIMES_SETTLED: Final = 2

Group = list[Face]


class Fits(Protocol):
    """How two groups of mentions fitted; may forget."""

    def get(self, key: tuple[tuple[int, ...], tuple[int, ...]]) -> float | None:
        """What was put in, or null."""

    def put(self, key: tuple[tuple[int, ...], tuple[int, ...]], value: float) -> float:
        """Take and give back the value."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is known of the mentions.

    Log odds of any two without and with pointing, the likely partners of one, a number that stands
    for what one tells, and how groups fitted before.
    """

    score: Callable[[str, str], tuple[float, float]]
    neighbours: Callable[[str], Set[str]]
    arrived: Callable[[str], int]
    fits: Fits

    def fit(self, some: Sequence[Face], others: Sequence[Face]) -> float:
        """As `fit`; what has been compared before is not compared again."""
        some, others = _telling(some), _telling(others)
        key = self._numbers(some), self._numbers(others)
        found = self.fits.get(key)
        return self.fits.put(key, fit(some, others, self)) if found is None else found

    def _numbers(self, faces: Sequence[Face]) -> tuple[int, ...]:
        return tuple(self.arrived(face.mention_id) for face in faces)


def group(faces: Iterable[Face], pairs: Pairs) -> list[Group]:
    """The mentions in groups, each oldest first.

    Mentions come in the order of publication and join the group that fits best; then the groups
    that fit best are merged as long as some fit, and who no longer fits leaves. Groups of vague
    mentions only are added to the one group that they clearly point to.
    """
    groups = _merged(_grouped(sorted(faces, key=lambda f: f.order), pairs), pairs)
    groups = _settled(groups, pairs)
    told = [g for g in groups if not all(face.vague for face in g)]
    joined: list[Group] = [[] for _ in told]
    alone = []
    for some in (g for g in groups if all(face.vague for face in g)):
        place = _clearest(some, told, pairs)
        if place is None or _apart(some, joined[place], pairs):
            alone.append(some)
        else:
            joined[place] += some
    return [sorted(g + j, key=lambda f: f.order) for g, j in zip(told, joined, strict=True)] + alone


def fit(some: Sequence[Face], others: Sequence[Face], pairs: Pairs) -> float:
    """Between the best and the mean log odds over all pairs; that of any pair by a veto."""
    scores = []
    for a in _telling(some):
        for b in _telling(others):
            odds = pairs.score(a.mention_id, b.mention_id)[0]
            if odds < APART:
                return odds
            scores.append(odds)
    return _MEAN * sum(scores) / len(scores) + (1 - _MEAN) * max(scores)


def _apart(some: Group, others: Group, pairs: Pairs) -> bool:
    """Whether any two are too unlike to tell one act."""
    return any(pairs.score(a.mention_id, b.mention_id)[0] < APART for a in some for b in others)


def _telling(members: Sequence[Face]) -> Sequence[Face]:
    """Those that are not vague, if there are such: what vague ones leave out is no evidence."""
    return [face for face in members if not face.vague] or members


def _clearest(some: Group, groups: Sequence[Group], pairs: Pairs) -> int | None:
    """The group that the vague mentions fit best, by the best pair, when no other comes near."""
    near = {n for face in some for n in pairs.neighbours(face.mention_id)}
    touched = (i for i, g in enumerate(groups) if any(face.mention_id in near for face in g))
    fits = sorted(((_best(some, groups[i], pairs), -i) for i in touched), reverse=True)
    if not fits or fits[0][0] <= JOIN:
        return None
    if len(fits) > 1 and fits[0][0] - fits[1][0] < CLEAR:
        return None
    return -fits[0][1]


def _best(some: Group, others: Group, pairs: Pairs) -> float:
    best = APART
    for a in some:
        for b in others:
            odds = pairs.score(a.mention_id, b.mention_id)[1]
            if odds < APART:
                return odds
            best = max(best, odds)
    return best


def _grouped(faces: Iterable[Face], pairs: Pairs) -> list[Group]:
    groups: list[Group] = []
    place: dict[str, int] = {}
    for face in faces:
        _put(face, groups, place, pairs)
    return groups


def _put(
    face: Face,
    groups: list[Group],
    place: dict[str, int],
    pairs: Pairs,
    *,
    without: int | None = None,
) -> None:
    """Add a mention that is in no group to the one that it fits best, or to a new one."""
    near = {place[n] for n in pairs.neighbours(face.mention_id) if n in place} - {without}
    fits = [(pairs.fit([face], groups[i]), -i) for i in near if groups[i]]
    odds, turned = max(fits, default=(JOIN, 0))
    chosen = -turned if odds > JOIN else len(groups)
    if chosen == len(groups):
        groups.append([])
    groups[chosen].append(face)
    place[face.mention_id] = chosen


def _merged(groups: list[Group], pairs: Pairs) -> list[Group]:
    alive = dict(enumerate(groups))
    place = {face.mention_id: i for i, g in alive.items() for face in g}
    fits = {
        (i, j): pairs.fit(alive[i], alive[j])
        for j in alive
        for i in _beside(j, alive, place, pairs)
        if i < j
    }
    while fits:
        best, i, j = max((f, -i, -j) for (i, j), f in fits.items())
        if best <= JOIN:
            break
        i, j = -i, -j
        place |= dict.fromkeys((face.mention_id for face in alive[j]), i)
        alive[i] = sorted(alive[i] + alive.pop(j), key=lambda f: f.order)
        fits = {pair: f for pair, f in fits.items() if i not in pair and j not in pair}
        for k in _beside(i, alive, place, pairs):
            fits[min(i, k), max(i, k)] = pairs.fit(alive[i], alive[k])
    return list(alive.values())


def _settled(groups: list[Group], pairs: Pairs) -> list[Group]:
    """Those who do not fit the rest of their group in the one that they fit better, or alone.

    Looked at twice: with one who leaves, the rest is another. Groups are not merged once more.
    """
    for _ in range(_TIMES_SETTLED):
        place = {face.mention_id: i for i, g in enumerate(groups) for face in g}
        before = len(groups), dict(place)
        for face in sorted((f for g in groups for f in g), key=lambda f: f.order):
            _resettle(face, groups, place, pairs)
        if before == (len(groups), place):
            break
    return [sorted(g, key=lambda f: f.order) for g in groups if g]


def _resettle(face: Face, groups: list[Group], place: dict[str, int], pairs: Pairs) -> None:
    """Move one mention, if it does not fit where it is."""
    own = place[face.mention_id]
    rest = [other for other in groups[own] if other is not face]
    if not rest or _stays(face, rest, pairs):
        return
    groups[own] = rest
    _put(face, groups, place, pairs, without=own)


def _stays(face: Face, rest: Group, pairs: Pairs) -> bool:
    """Whether one fits the others well enough; what is vague, whether nothing speaks against it."""
    if face.vague or all(other.vague for other in rest):
        return not _apart([face], rest, pairs)
    return pairs.fit([face], rest) >= LEAVE


def _beside(i: int, alive: dict[int, Group], place: dict[str, int], pairs: Pairs) -> set[int]:
    """The other groups that have a likely pair with this one."""
    near = (n for face in alive[i] for n in pairs.neighbours(face.mention_id))
    return {place[n] for n in near if n in place} - {i}
