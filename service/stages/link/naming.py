"""Which id each group of mentions keeps, takes or loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from service.stages.link.face import Face


@dataclass(frozen=True, slots=True)
class Named:
    """Groups by incident id, and ids that went into others."""

    groups: dict[str, list[Face]]
    merged: dict[str, str]


@lru_cache(maxsize=20_000)
def own_id(mention_id: str) -> str:
    """The id of the incident that begins with this mention."""
    return str(uuid5(NAMESPACE_URL, f"wirecoder:incident:{mention_id}"))


def name(groups: Sequence[list[Face]], earlier: Mapping[str, str]) -> Named:
    """Ids for the groups; `earlier` has the incident of each mention that had one.

    An id stays where its first mention is. Of several, that of the oldest mention stays and the
    others are merged into it. A group without one takes the id of its oldest mention.
    """
    heirs: dict[int, list[tuple[tuple[str, str], str]]] = {}
    for incident_id, (order, place) in _heirs(groups, earlier).items():
        heirs.setdefault(place, []).append((order, incident_id))
    named: dict[str, list[Face]] = {}
    merged: dict[str, str] = {}
    for place, owned in sorted(heirs.items()):
        kept = min(owned)[1]
        named[kept] = groups[place]
        merged |= {incident_id: kept for _, incident_id in owned if incident_id != kept}
    for place, members in enumerate(groups):
        if place not in heirs:
            named[_fresh(members, {*named, *merged})] = members
    return Named(named, merged)


def _heirs(
    groups: Sequence[list[Face]], earlier: Mapping[str, str]
) -> dict[str, tuple[tuple[str, str], int]]:
    """Earlier id -> its heir: the mention that began it, else its oldest, and that one's group."""
    best: dict[str, tuple[bool, tuple[str, str], int]] = {}
    for place, members in enumerate(groups):
        for face in members:
            incident_id = earlier.get(face.mention_id)
            if incident_id:
                rank = (own_id(face.mention_id) != incident_id, face.order, place)
                best[incident_id] = min(best.get(incident_id, rank), rank)
    return {incident_id: (order, place) for incident_id, (_, order, place) in best.items()}


def _fresh(members: list[Face], taken: set[str]) -> str:
    ids = (own_id(face.mention_id) for face in members)
    return next((i for i in ids if i not in taken), own_id(members[0].mention_id))
