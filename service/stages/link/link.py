"""What an arriving mention does to the incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import expiry
from service.stages.link.face import Face, country_of, ordinal
from service.stages.link.grouping import JOIN, Pairs, fit, group
from service.stages.link.index import IncidentIndex
from service.stages.link.naming import Named, name
from service.stages.link.publishing import current, revise
from service.stages.link.records import Known, Writes, dump_known, dump_version, mention_key

#: a component larger than this is not grouped anew: the newcomer joins the best of its incidents
MOST_REGROUPED: Final = 80
_MEMBERS_COMPARED: Final = 20


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
    index.meet_again()
    country, mention_id = country_of(mention), mention.mention_id
    raw = mention.model_dump_json()
    known = index.known.get(mention_id)
    if known is not None and (known.raw == raw or _withdrawn_before(known)):
        return _again(index, mention_id)
    before = set(index.members(known.incident_id)) if known else set()
    kept = known is not None and known.country == country
    number = known.number if known and kept else index.arrivals(country).next_number
    day = _day(mention, now)
    newcomer = Known(raw, day, number, retracted=mention.retracted, country=country)
    index.put(mention_id, newcomer, mention)
    return _changed(index, mention_id, known, before)


def _withdrawn_before(known: Known) -> bool:
    """Whether the retraction overtook the mention: then it stays retracted."""
    return known.retracted and not known.touched


def _day(mention: EventMention, now: datetime) -> int:
    """The day of publication, today at the latest; today when it is unknown."""
    today = now.toordinal()
    published = ordinal(mention.published_at)
    return today if published is None else min(published, today + 1)


def _changed(
    index: IncidentIndex, mention_id: str, known: Known | None, before: set[str]
) -> Linked:
    named = _regroup(index, mention_id, before)
    left = {known.incident_id} if known else set()
    moved = _move(index, named)
    changed = {i for pair in moved.values() for i in pair} | {index.known[mention_id].incident_id}
    touched = tuple(sorted({*changed, *named.merged, *left} - {""}))
    index.put(mention_id, replace(index.known[mention_id], touched=touched))
    incidents, tombstones = revise(index, touched, named.merged)
    writes = _writes(index, {mention_id, *moved}, touched)
    country = index.known[mention_id].country
    left_key: Writes = ()
    if known is not None and known.country != country:
        left_key = ((mention_key(known.country, mention_id), None),)
    return Linked(incidents, tombstones, (*left_key, *writes, *expiry.sweep(country, index)))


def _regroup(index: IncidentIndex, mention_id: str, before: set[str]) -> Named:
    """The mentions around the newcomer, and those it was with, in incidents with their ids."""
    around = index.component({mention_id, *before}, MOST_REGROUPED)
    if len(around) > MOST_REGROUPED:
        around = _beside(index, mention_id) | (before & index.faces.keys())
    if len(around) > MOST_REGROUPED:
        return _join(index, mention_id)
    faces = [index.faces[m] for m in around]
    earlier = {m: index.known[m].incident_id for m in around}
    return name(group(faces, Pairs(index.scores.of, index.scores.neighbours)), earlier)


def _beside(index: IncidentIndex, mention_id: str) -> set[str]:
    """The newcomer and the incidents that it touches."""
    near = {index.known[m].incident_id for m in index.scores.neighbours(mention_id)} - {""}
    known = {m for incident_id in near for m in index.members(incident_id)} | {mention_id}
    return {m for m in known if m in index.faces}


def _join(index: IncidentIndex, mention_id: str) -> Named:
    """The newcomer alone, in the incident that it fits best; the others stay as they are."""
    newcomer = index.faces.get(mention_id)
    if newcomer is None:
        return Named({}, {})
    near = {index.known[m].incident_id for m in index.scores.neighbours(mention_id)} - {""}
    pairs = Pairs(index.scores.of, index.scores.neighbours)
    fits = [(fit([newcomer], _latest(index, i), pairs), i) for i in sorted(near)]
    best = max(fits, default=(JOIN, ""))
    if best[0] > JOIN:
        return Named({best[1]: [newcomer]}, {})
    return name([[newcomer]], {})


def _latest(index: IncidentIndex, incident_id: str) -> list[Face]:
    members = sorted((index.faces[m] for m in index.members(incident_id)), key=lambda f: f.order)
    return members[-_MEMBERS_COMPARED:]


def _move(index: IncidentIndex, named: Named) -> dict[str, tuple[str, str]]:
    """Write the ids to the mentions; earlier and new id of those that changed."""
    moved = {}
    for incident_id, members in named.groups.items():
        for face in members:
            known = index.known[face.mention_id]
            if known.incident_id != incident_id:
                index.put(face.mention_id, replace(known, incident_id=incident_id))
                moved[face.mention_id] = (known.incident_id, incident_id)
    return moved


def _again(index: IncidentIndex, mention_id: str) -> Linked:
    """The same revisions and writes once more: a crash may have lost them."""
    touched = index.known[mention_id].touched
    incidents, tombstones = current(index, touched)
    mentions = {mention_id}.union(*(index.members(i) for i in touched))
    return Linked(incidents, tombstones, _writes(index, mentions, touched))


def _writes(index: IncidentIndex, mentions: Iterable[str], incidents: Iterable[str]) -> Writes:
    kept = (dump_known(m, index.known[m], index.likely(m)) for m in sorted(mentions))
    versions = ((i, index.versions.get(i)) for i in sorted(incidents))
    return (*kept, *(dump_version(i, v) for i, v in versions if v is not None))
