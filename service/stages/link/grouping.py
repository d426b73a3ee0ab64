"""Which mentions of a component tell one incident: the same grouping for any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from service.stages.link.face import Face

#: log odds above which a mention joins and groups are merged
JOIN: Final = 0.0
#: a single pair below this keeps two mentions apart, whatever the rest says
APART: Final = -4.5
#: by how much vague mentions must fit one group better than any other
CLEAR: Final = 0.5
_MEAN: Final = 0.3

Group = list[Face]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Log odds of any two mentions without and with pointing, and the likely partners of one."""

    score: Callable[[str, str], tuple[float, float]]
    neighbours: Callable[[str], frozenset[str]]

    def scores(self, some: Sequence[Face], others: Sequence[Face]) -> list[tuple[float, float]]:
        """The log odds of each of the one with each of the others."""
        return [self.score(a.mention_id, b.mention_id) for a in some for b in others]


def group(faces: Iterable[Face], pairs: Pairs) -> list[Group]:
    """The mentions in groups, oldest first.

    Mentions come in the order of publication and join the group that fits best; then the groups
    that fit best are merged as long as some fit. Groups of vague mentions only are added to the
    one group that they clearly point to.
    """
    groups = _merged(_grouped(sorted(faces, key=lambda f: f.order), pairs), pairs)
    told = [g for g in groups if not all(face.vague for face in g)]
    joined: list[Group] = [[] for _ in told]
    alone = []
    for some in (g for g in groups if all(face.vague for face in g)):
        place = _clearest(some, told, pairs)
        if place is None:
            alone.append(some)
        else:
            joined[place] += some
    return [sorted(g + j, key=lambda f: f.order) for g, j in zip(told, joined, strict=True)] + alone


def fit(some: Sequence[Face], others: Sequence[Face], pairs: Pairs) -> float:
    """Mostly the best and partly the mean log odds over all pairs; that of the worst by a veto."""
    scores = [score for score, _ in pairs.scores(_telling(some), _telling(others))]
    worst = min(scores)
    if worst < APART:
        return worst
    return _MEAN * sum(scores) / len(scores) + (1 - _MEAN) * max(scores)


def _telling(members: Sequence[Face]) -> Sequence[Face]:
    """Those that are not vague, if there are such: what vague ones leave out is no evidence."""
    return [face for face in members if not face.vague] or members


def _clearest(some: Group, groups: Sequence[Group], pairs: Pairs) -> int | None:
    """The group that the vague mentions fit best, by the best pair, when no other comes near."""
    near = _near(some, pairs)
    fits = sorted(
        ((_best(some, g, pairs), -i) for i, g in enumerate(groups) if _touches(g, near)),
        reverse=True,
    )
    if not fits or fits[0][0] <= JOIN:
        return None
    if len(fits) > 1 and fits[0][0] - fits[1][0] < CLEAR:
        return None
    return -fits[0][1]


def _best(some: Group, others: Group, pairs: Pairs) -> float:
    scores = [score for _, score in pairs.scores(some, others)]
    worst = min(scores)
    return worst if worst < APART else max(scores)


def _near(some: Iterable[Face], pairs: Pairs) -> set[str]:
    return {n for face in some for n in pairs.neighbours(face.mention_id)}


def _touches(members: Iterable[Face], near: set[str]) -> bool:
    return any(face.mention_id in near for face in members)


def _grouped(faces: Iterable[Face], pairs: Pairs) -> list[Group]:
    groups: list[Group] = []
    for face in faces:
        near = _near([face], pairs)
        scored = [(fit([face], g, pairs), -i) for i, g in enumerate(groups) if _touches(g, near)]
        best = max(scored, default=(JOIN, 0))
        if best[0] > JOIN:
            groups[-best[1]].append(face)
        else:
            groups.append([face])
    return groups


def _merged(groups: list[Group], pairs: Pairs) -> list[Group]:
    alive = dict(enumerate(groups))
    fits = {
        (i, j): fit(alive[i], alive[j], pairs)
        for j in alive
        for i in _beside(j, alive, pairs)
        if i < j
    }
    while fits:
        best, i, j = max((f, -i, -j) for (i, j), f in fits.items())
        if best <= JOIN:
            break
        i, j = -i, -j
        alive[i] = sorted(alive[i] + alive.pop(j), key=lambda f: f.order)
        fits = {pair: f for pair, f in fits.items() if i not in pair and j not in pair}
        for k in _beside(i, alive, pairs):
            fits[min(i, k), max(i, k)] = fit(alive[i], alive[k], pairs)
    return list(alive.values())


def _beside(i: int, alive: dict[int, Group], pairs: Pairs) -> list[int]:
    """The other groups that have a likely pair with this one."""
    near = _near(alive[i], pairs)
    return [k for k, members in alive.items() if k != i and _touches(members, near)]
