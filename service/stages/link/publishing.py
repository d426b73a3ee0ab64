"""Revisions: what is sent about an incident, and when its number goes up."""

from __future__ import annotations

from collections.abc import Iterable

from xxhash import xxh3_64_hexdigest

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import content
from service.stages.link.index import CountryIndex, Version
from service.stages.link.parts import parent_of


def revise(where: CountryIndex, incident_id: str, merged_into: str | None) -> Version:
    """The incident's next version; the same one when its content is as it was."""
    earlier = where.versions.get(incident_id, Version(0, ""))
    digest = ""
    if mentions := mentions_of(where, incident_id):
        built = _build(where, incident_id, mentions, revision=1)
        digest = xxh3_64_hexdigest(built.to_bytes())
    if (earlier.digest, earlier.merged_into) == (digest, merged_into) and earlier.revision:
        return earlier
    return Version(earlier.revision + 1, digest, merged_into)


def current(
    where: CountryIndex, incident_ids: Iterable[str]
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    """The incidents as they stand, merged ones with their heir; and the ids that are no more."""
    incidents: list[Incident] = []
    gone: list[str] = []
    for incident_id in incident_ids:
        version = where.versions.get(incident_id)
        if version is None:
            continue
        mentions = mentions_of(where, version.merged_into or incident_id)
        if mentions:
            built = _build(where, incident_id, mentions, revision=version.revision)
            incidents.append(built.model_copy(update={"merged_into": version.merged_into}))
        if version.merged_into or not mentions:
            gone.append(incident_id)
    return tuple(incidents), tuple(gone)


def mentions_of(where: CountryIndex, incident_id: str) -> list[EventMention]:
    """The incident's mentions, oldest first."""
    members = sorted(where.members(incident_id), key=lambda m: where.faces[m].order)
    return [where.known[m].mention for m in members]


def _build(
    where: CountryIndex, incident_id: str, mentions: list[EventMention], *, revision: int
) -> Incident:
    parent = parent_of(where, incident_id)
    return content.incident(incident_id, mentions, revision=revision, part_of=parent)
