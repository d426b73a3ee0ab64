"""Revisions: what is sent about an incident, and when its number goes up."""

from __future__ import annotations

from collections.abc import Iterable

from xxhash import xxh3_64_hexdigest

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import content
from service.stages.link.index import IncidentIndex
from service.stages.link.naming import own_id
from service.stages.link.parts import parent_of
from service.stages.link.records import Version


def revise(index: IncidentIndex, incident_id: str, merged_into: str | None) -> Version:
    """The incident's next version; the same one when its content is as it was."""
    earlier = index.versions.get(incident_id, Version(0, ""))
    digest = ""
    if mentions := mentions_of(index, incident_id):
        built = _build(index, incident_id, mentions, revision=1)
        digest = xxh3_64_hexdigest(built.to_bytes())
    if (earlier.digest, earlier.merged_into) == (digest, merged_into) and earlier.revision:
        return earlier
    country = earlier.country or _country(index, incident_id)
    return Version(earlier.revision + 1, digest, merged_into, country)


def _country(index: IncidentIndex, incident_id: str) -> str:
    """The topic's key of the mention that began the incident."""
    members = sorted(index.members(incident_id), key=lambda m: (own_id(m) != incident_id, m))
    return next((index.known[m].country for m in members), "")


def current(
    index: IncidentIndex, incident_ids: Iterable[str]
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    """The incidents as they stand, merged ones with their heir; and the ids that are no more."""
    incidents: list[Incident] = []
    gone: list[str] = []
    for incident_id in incident_ids:
        version = index.versions.get(incident_id)
        if version is None:
            continue
        mentions = mentions_of(index, version.merged_into or incident_id)
        if mentions:
            built = _build(index, incident_id, mentions, revision=version.revision)
            incidents.append(built.model_copy(update={"merged_into": version.merged_into}))
        if version.merged_into or not mentions:
            gone.append(incident_id)
    return tuple(incidents), tuple(gone)


def mentions_of(index: IncidentIndex, incident_id: str) -> list[EventMention]:
    """The incident's mentions, oldest first."""
    members = sorted(index.members(incident_id), key=lambda m: index.faces[m].order)
    return [index.mention(m) for m in members]


def _build(
    index: IncidentIndex, incident_id: str, mentions: list[EventMention], *, revision: int
) -> Incident:
    parent = parent_of(index, incident_id)
    return content.incident(incident_id, mentions, revision=revision, part_of=parent)
