"""Why the mentions of an incident were joined, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.stages.link.index import IncidentIndex
from service.stages.link.pairing import compare


@dataclass(frozen=True, slots=True)
class Join:
    """A mention, the earlier one that it is most like (none: it is the first), and the evidence.

    `score` is in log odds: above 0 the two likely tell the same incident.
    """

    mention_id: str
    earlier: str | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()


def joins(index: IncidentIndex, incident_id: str) -> tuple[Join, ...]:
    """The mentions of an incident in their order; empty when it is not known or closed."""
    return tuple(_joins(index, incident_id)) if index.members(incident_id) else ()


def explain(index: IncidentIndex, incident_id: str) -> tuple[str, ...]:
    """One line for each mention: the earlier mention it is most like, log odds and evidence.

    Empty when the incident is not known or closed.
    """
    return tuple(map(_line, joins(index, incident_id)))


def _joins(index: IncidentIndex, incident_id: str) -> Iterator[Join]:
    faces = sorted((index.faces[m] for m in index.members(incident_id)), key=lambda f: f.order)
    yield Join(faces[0].mention_id)
    for i, face in enumerate(faces[1:], start=1):
        pairs = ((compare(face, earlier), earlier.mention_id) for earlier in faces[:i])
        pair, earlier = max(pairs, key=lambda item: (item[0].score, item[1]))
        yield Join(face.mention_id, earlier, pair.score, pair.reasons)


def _line(join: Join) -> str:
    if join.earlier is None:
        return f"{join.mention_id} is the first"
    reasons = ", ".join(join.reasons)
    return f"{join.mention_id} joined {join.earlier} ({join.score:+.2f}: {reasons})"
