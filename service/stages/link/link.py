"""What an arriving mention does to the incidents of its country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import expiry
from service.stages.link.face import Face, country_of, ordinal
from service.stages.link.grouping import JOIN, fit, group
from service.stages.link.index import (
    CountryIndex,
    IncidentIndex,
    Known,
    Writes,
    dump_known,
    dump_version,
)
from service.stages.link.naming import Named, name
from service.stages.link.publishing import current, revise

#: a component larger than this is not grouped anew: the newcomer joins the best of its incidents
MOST_REGROUPED: Final = 100
_MEMBERS_COMPARED: Final = 30


@dataclass(frozen=True, slots=True)
class Linked:
    """New revisions, deleted ids (after the record that says where they went), table writes."""

    incidents: tuple[Incident, ...] = ()
    tombstones: tuple[str, ...] = ()
    writes: Writes = ()


def link(mention: EventMention, index: IncidentIndex, *, now: datetime) -> Linked:
    """The incidents that the mention changes; the index has taken the writes already.

    A mention that is known already yields the same revisions again. Hypothetical acts are no
    incidents. A retracted mention is taken out of its incident, also when it comes first.
    """
    if mention.modality == "hypothetical":
        return Linked()
    key, mention_id = country_of(mention), mention.mention_id
    where = index.country(key)
    raw = mention.model_dump_json()
    known = where.known.get(mention_id)
    if known is not None and (known.raw == raw or _withdrawn_before(known)):
        return _again(key, where, mention_id)
    before = set(where.members(known.incident_id)) if known else set()
    number = known.number if known else where.next_number
    newcomer = Known(raw, _day(mention, now), number, retracted=mention.retracted)
    where.put(mention_id, newcomer)
    return _changed(key, where, mention_id, known, before)


def _withdrawn_before(known: Known) -> bool:
    """Whether the retraction overtook the mention: then it stays retracted."""
    return known.retracted and not known.touched


def _day(mention: EventMention, now: datetime) -> int:
    """The day of publication, today at the latest; today when it is unknown."""
    today = now.toordinal()
    published = ordinal(mention.published_at)
    return today if published is None else min(published, today + 1)


def _changed(
    key: str, where: CountryIndex, mention_id: str, known: Known | None, before: set[str]
) -> Linked:
    named = _regroup(where, mention_id, before)
    left = {known.incident_id} if known else set()
    moved = _move(where, named)
    changed = {i for pair in moved.values() for i in pair} | {where.known[mention_id].incident_id}
    touched = tuple(sorted({*changed, *named.merged, *left} - {""}))
    where.put(mention_id, replace(where.known[mention_id], touched=touched))
    for incident_id in touched:
        where.versions[incident_id] = revise(where, incident_id, named.merged.get(incident_id))
    incidents, tombstones = current(where, touched)
    writes = _writes(key, where, {mention_id, *moved}, touched)
    return Linked(incidents, tombstones, (*writes, *expiry.sweep(key, where)))


def _regroup(where: CountryIndex, mention_id: str, before: set[str]) -> Named:
    """The mentions around the newcomer, and those it was with, in incidents with their ids."""
    around = where.component({mention_id, *before}, MOST_REGROUPED)
    if len(around) > MOST_REGROUPED:
        return _join(where, mention_id)
    faces = [where.faces[m] for m in around]
    earlier = {m: where.known[m].incident_id for m in around}
    return name(group(faces, where.score), earlier)


def _join(where: CountryIndex, mention_id: str) -> Named:
    """The newcomer alone, in the incident that it fits best; the others stay as they are."""
    newcomer = where.faces.get(mention_id)
    if newcomer is None:
        return Named({}, {})
    near = {where.known[m].incident_id for m in where.neighbours(mention_id)} - {""}
    fits = [(fit([newcomer], _latest(where, i), where.score), i) for i in sorted(near)]
    best = max(fits, default=(JOIN, ""))
    if best[0] > JOIN:
        return Named({best[1]: [newcomer]}, {})
    return name([[newcomer]], {})


def _latest(where: CountryIndex, incident_id: str) -> list[Face]:
    members = sorted((where.faces[m] for m in where.members(incident_id)), key=lambda f: f.order)
    return members[-_MEMBERS_COMPARED:]


def _move(where: CountryIndex, named: Named) -> dict[str, tuple[str, str]]:
    """Write the ids to the mentions; earlier and new id of those that changed."""
    moved = {}
    for incident_id, members in named.groups.items():
        for face in members:
            known = where.known[face.mention_id]
            if known.incident_id != incident_id:
                where.put(face.mention_id, replace(known, incident_id=incident_id))
                moved[face.mention_id] = (known.incident_id, incident_id)
    return moved


def _again(key: str, where: CountryIndex, mention_id: str) -> Linked:
    """The same revisions and writes once more: a crash may have lost them."""
    touched = where.known[mention_id].touched
    incidents, tombstones = current(where, touched)
    mentions = {mention_id}.union(*(where.members(i) for i in touched))
    return Linked(incidents, tombstones, _writes(key, where, mentions, touched))


def _writes(
    key: str, where: CountryIndex, mentions: Iterable[str], incidents: Iterable[str]
) -> Writes:
    kept = (dump_known(key, m, where.known[m]) for m in sorted(mentions))
    versions = ((i, where.versions.get(i)) for i in sorted(incidents))
    return (*kept, *(dump_version(key, i, v) for i, v in versions if v is not None))
