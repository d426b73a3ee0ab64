"""Which mentions of a component tell one incident: the same grouping for any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from service.stages.link.face import Face

#: log odds above which a mention joins
JOIN: Final = 0.0
#: a single pair below this keeps two mentions apart, whatever the rest says
APART: Final = -5.0

Score = Callable[[str, str], float]


def group(faces: Iterable[Face], score: Score) -> list[list[Face]]:
    """The mentions in groups, oldest first.

    Mentions come in the order of publication; each joins the group with the highest mean log
    odds, unless some pair speaks clearly against it.
    """
    groups: list[list[Face]] = []
    for face in sorted(faces, key=lambda f: f.order):
        scored = [(fit(face, members, score), -i) for i, members in enumerate(groups)]
        best = max(scored, default=(JOIN, 0))
        if scored and best[0] > JOIN:
            groups[-best[1]].append(face)
        else:
            groups.append([face])
    return groups


def fit(face: Face, members: list[Face], score: Score) -> float:
    """Half the mean and half the best log odds over the members; far below 0 with a veto."""
    scores = [score(face.mention_id, m.mention_id) for m in members]
    if min(scores) < APART:
        return min(scores)
    return sum(scores) / len(scores) / 2 + max(scores) / 2
