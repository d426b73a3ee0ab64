"""Revisions: what is sent about an incident, and when its number goes up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from xxhash import xxh3_64_hexdigest

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import content
from service.stages.link.index import IncidentIndex
from service.stages.link.naming import own_id
from service.stages.link.parts import parent_of
from service.stages.link.records import Version

#: incidents to send, and the ids to delete after them
Published = tuple[tuple[Incident, ...], tuple[str, ...]]


def revise(
    index: IncidentIndex, incident_ids: Iterable[str], merged: Mapping[str, str]
) -> Published:
    """Take the incidents' next versions, and what is to be sent about them.

    A version stays the same when its content is as it was. `merged` has the heirs of those that
    went into others.
    """
    built: dict[str, Incident] = {}
    for incident_id in incident_ids:
        digest = ""
        if mentions := mentions_of(index, incident_id):
            built[incident_id] = _build(index, incident_id, mentions)
            digest = xxh3_64_hexdigest(built[incident_id].to_bytes())
        version = _next(index, incident_id, digest, merged.get(incident_id))
        index.versions[incident_id] = version
    return current(index, incident_ids, built)


def _next(index: IncidentIndex, incident_id: str, digest: str, heir: str | None) -> Version:
    earlier = index.versions.get(incident_id, Version(0, ""))
    if (earlier.digest, earlier.merged_into) == (digest, heir) and earlier.revision:
        return earlier
    country = earlier.country or _country(index, incident_id)
    return Version(earlier.revision + 1, digest, heir, country)


def _country(index: IncidentIndex, incident_id: str) -> str:
    """The topic's key of the mention that began the incident."""
    members = sorted(index.members(incident_id), key=lambda m: (own_id(m) != incident_id, m))
    return next((index.known[m].country for m in members), "")


def current(
    index: IncidentIndex,
    incident_ids: Iterable[str],
    built: Mapping[str, Incident] = MappingProxyType({}),
) -> Published:
    """The incidents as they stand, merged ones with their heir; and the ids that are no more.

    `built` has the content of incidents that was put together already.
    """
    incidents: list[Incident] = []
    gone: list[str] = []
    for incident_id in incident_ids:
        version = index.versions.get(incident_id)
        if version is None:
            continue
        heir = version.merged_into or incident_id
        content = built.get(heir) or _content(index, heir)
        if content is not None:
            incidents.append(_of(incident_id, content, version))
        if version.merged_into or content is None:
            gone.append(incident_id)
    return tuple(incidents), tuple(gone)


def _of(incident_id: str, content: Incident, version: Version) -> Incident:
    update: dict[str, object] = {"revision": version.revision, "merged_into": version.merged_into}
    if version.merged_into:
        update |= {"incident_id": incident_id, "part_of": None}
    return content.model_copy(update=update)


def _content(index: IncidentIndex, incident_id: str) -> Incident | None:
    mentions = mentions_of(index, incident_id)
    return _build(index, incident_id, mentions) if mentions else None


def mentions_of(index: IncidentIndex, incident_id: str) -> list[EventMention]:
    """The incident's mentions, oldest first."""
    members = sorted(index.members(incident_id), key=lambda m: index.faces[m].order)
    return [index.mention(m) for m in members]


def _build(index: IncidentIndex, incident_id: str, mentions: list[EventMention]) -> Incident:
    parent = parent_of(index, incident_id)
    return content.incident(incident_id, mentions, revision=1, part_of=parent)
