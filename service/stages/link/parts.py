"""Larger incidents that an incident is part of."""

from __future__ import annotations

from service.stages.link.face import Face
from service.stages.link.index import IncidentIndex
from service.stages.link.pairing import compatible


def parent_of(index: IncidentIndex, incident_id: str) -> str | None:
    """The incident that this one is part of: a plural act in a larger place around it.

    Only incidents told in the same articles are looked at; null when none or several fit.
    """
    faces = [index.faces[m] for m in index.members(incident_id)]
    told_with = {m for f in faces for m in index.cues.told_in(f.article_id)}
    found = {
        index.known[m].incident_id
        for m in told_with
        if any(_contains(index.faces[m], f) for f in faces)
    } - {incident_id}
    return found.pop() if len(found) == 1 else None


def _contains(larger: Face, part: Face) -> bool:
    if larger.spot is None or part.spot is None or not compatible(larger, part):
        return False
    around = larger.spot.name in part.spot.names and larger.spot.name != part.spot.name
    return around and larger.plural and not _days_apart(larger, part)


def _days_apart(a: Face, b: Face) -> bool:
    if a.days is None or b.days is None:
        return False
    return a.days.first > b.days.last or b.days.first > a.days.last
