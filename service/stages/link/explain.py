"""Why the mentions of an incident were joined, in words."""

from __future__ import annotations

from collections.abc import Iterator

from service.stages.link.index import CountryIndex, IncidentIndex
from service.stages.link.pairing import compare


def explain(index: IncidentIndex, incident_id: str) -> tuple[str, ...]:
    """One line for each mention: the earlier mention it is most like, log odds and evidence.

    Empty when the incident is not known or closed.
    """
    for _, where in index.countries():
        if where.members(incident_id):
            return tuple(_lines(where, incident_id))
    return ()


def _lines(where: CountryIndex, incident_id: str) -> Iterator[str]:
    faces = sorted((where.faces[m] for m in where.members(incident_id)), key=lambda f: f.order)
    yield f"{faces[0].mention_id} is the first"
    for i, face in enumerate(faces[1:], start=1):
        pairs = ((compare(face, earlier), earlier.mention_id) for earlier in faces[:i])
        pair, earlier = max(pairs, key=lambda item: (item[0].score, item[1]))
        reasons = ", ".join(pair.reasons)
        yield f"{face.mention_id} joined {earlier} ({pair.score:+.2f}: {reasons})"
