"""Larger incidents that an incident is part of."""

from __future__ import annotations

from collections.abc import Iterable

from service.stages.link.face import Face
from service.stages.link.index import IncidentIndex
from service.stages.link.pairing import compatible


def parent_of(index: IncidentIndex, incident_id: str) -> str | None:
    """The incident that this one is part of: a plural act in a larger place around it.

    Only incidents told in the same articles are looked at; null when none or several fit.
    """
    faces = [f for m in index.members(incident_id) if (f := index.faces[m]).spot is not None]
    articles = {f.article_id for f in faces}
    told_with = (index.faces[m] for article in articles for m in index.cues.told_in(article))
    larger = [f for f in told_with if f.plural and f.spot is not None]
    found = {
        index.known[f.mention_id].incident_id
        for f in larger
        if any(_contains(f, part) for part in faces)
    } - {incident_id}
    return found.pop() if len(found) == 1 else None


def parts_of(index: IncidentIndex, mention_ids: Iterable[str]) -> set[str]:
    """The incidents that may be part of what the mentions tell: sent anew when that has changed."""
    larger = (f for m in mention_ids if (f := index.faces.get(m)) is not None)
    return {
        index.known[part.mention_id].incident_id
        for whole in larger
        if whole.plural and whole.spot is not None
        for part in map(index.faces.__getitem__, index.cues.told_in(whole.article_id))
        if part.spot is not None and _contains(whole, part)
    }


def _contains(larger: Face, part: Face) -> bool:
    if larger.spot is None or part.spot is None or not compatible(larger, part):
        return False
    around = larger.spot.name in part.spot.names and larger.spot.name != part.spot.name
    return around and not _days_apart(larger, part)


def _days_apart(a: Face, b: Face) -> bool:
    if a.days is None or b.days is None:
        return False
    return a.days.first > b.days.last or b.days.first > a.days.last
