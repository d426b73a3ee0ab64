"""Which mentions of a component tell one incident: the same grouping for any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Final

from service.stages.link.face import Face

#: log odds above which a mention joins and groups are merged
JOIN: Final = 0.0
#: a single pair below this keeps two mentions apart, whatever the rest says
APART: Final = -3.0

Score = Callable[[str, str], float]


def group(faces: Iterable[Face], score: Score) -> list[list[Face]]:
    """The mentions in groups, oldest first.

    Mentions come in the order of publication and join the group that fits best; then the groups
    that fit best are merged as long as some fit.
    """
    groups: list[list[Face]] = []
    for face in sorted(faces, key=lambda f: f.order):
        scored = [(fit([face], members, score), -i) for i, members in enumerate(groups)]
        best = max(scored, default=(JOIN, 0))
        if best[0] > JOIN:
            groups[-best[1]].append(face)
        else:
            groups.append([face])
    return _merged(groups, score)


def fit(some: Sequence[Face], others: Sequence[Face], score: Score) -> float:
    """Half the mean and half the best log odds over all pairs; that of the worst with a veto."""
    scores = [score(a.mention_id, b.mention_id) for a in some for b in others]
    worst = min(scores)
    return worst if worst < APART else (sum(scores) / len(scores) + max(scores)) / 2


def _merged(groups: list[list[Face]], score: Score) -> list[list[Face]]:
    fits = {
        (i, j): fit(groups[i], groups[j], score) for i, j in combinations(range(len(groups)), 2)
    }
    alive = dict(enumerate(groups))
    while fits:
        best, i, j = max((f, -i, -j) for (i, j), f in fits.items())
        if best <= JOIN:
            break
        i, j = -i, -j
        alive[i] = sorted(alive[i] + alive.pop(j), key=lambda f: f.order)
        fits = {pair: f for pair, f in fits.items() if i not in pair and j not in pair}
        for k in alive:
            if k != i:
                fits[min(i, k), max(i, k)] = fit(alive[i], alive[k], score)
    return list(alive.values())
