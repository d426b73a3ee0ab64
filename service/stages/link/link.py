"""What an arriving mention does to the incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import expiry
from service.stages.link.components import MOST_CONNECTED, SURE, pieces, whole
from service.stages.link.day_numbers import ordinal
from service.stages.link.face import Face, country_of
from service.stages.link.grouping import JOIN, Pairs, fit, group
from service.stages.link.index import IncidentIndex
from service.stages.link.naming import Named, name, own_id
from service.stages.link.parts import parts_of
from service.stages.link.publishing import revise
from service.stages.link.records import Known, Writes, dump_known, dump_version, mention_key

_MEMBERS_COMPARED: Final = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """New revisions, deleted ids (after the record that says where they went), table writes."""

    incidents: tuple[Incident, ...] = ()
    tombstones: tuple[str, ...] = ()
    writes: Writes = ()


def link(mention: EventMention, index: IncidentIndex, *, now: datetime) -> Linked:
    """The incidents that the mention changes; the index has taken the writes already.

    A mention that is known already yields the same revisions again, and makes up for what a crash
    cut off. Hypothetical acts are no incidents. A retracted mention is taken out of its incident,
    also when it comes first.
    """
    if mention.modality == "hypothetical":
        return Linked()
    index.meet_again()
    country, mention_id = country_of(mention), mention.mention_id
    raw = mention.model_dump_json()
    known = index.known.get(mention_id)
    if known is not None and (known.raw == raw or _withdrawn_before(known)):
        return _again(index, mention_id)
    loose = index.members(known.incident_id) if known else frozenset[str]()
    loose |= index.scores.neighbours(index.twins.leader(mention_id))
    kept = known is not None and known.country == country
    number = known.number if known and kept else index.arrivals.of(country).next_number
    day = _day(mention, now)
    newcomer = Known(raw, day, number, retracted=mention.retracted, country=country)
    index.put(mention_id, newcomer, mention)
    return _changed(index, mention_id, known, loose)


def _withdrawn_before(known: Known) -> bool:
    """Whether the retraction overtook the mention: then it stays retracted."""
    return known.retracted and not known.touched


def _day(mention: EventMention, now: datetime) -> int:
    """The day of publication, today at the latest; today when it is unknown."""
    today = now.toordinal()
    published = ordinal(mention.published_at)
    return today if published is None else min(published, today + 1)


def _changed(
    index: IncidentIndex, mention_id: str, known: Known | None, loose: frozenset[str]
) -> Linked:
    named = _regroup(index, mention_id, loose)
    left = {known.incident_id} if known else set()
    moved = _move(index, named)
    changed = {i for pair in moved.values() for i in pair} | {index.known[mention_id].incident_id}
    parts = parts_of(index, {mention_id, *moved})
    touched = tuple(sorted({*changed, *named.merged, *left, *parts} - {""}))
    index.put(mention_id, replace(index.known[mention_id], touched=touched))
    incidents, tombstones = revise(index, touched, named.merged)
    own, *others = _writes(index, mention_id, moved, touched)
    country = index.known[mention_id].country
    left_key: Writes = ()
    if known is not None and known.country != country:
        left_key = ((mention_key(known.country, mention_id), None),)
    writes = (own, *left_key, *others, *expiry.sweep(country, index))
    return Linked(incidents, tombstones, writes)


def _regroup(index: IncidentIndex, mention_id: str, loose: frozenset[str]) -> Named:
    """The mentions of all pieces that the newcomer changes, in incidents with their ids.

    `loose` are those that it was with, or likely to be with, before it changed itself.
    """
    leader, loose = index.twins.leader(mention_id), index.leaders(loose)
    if leader != mention_id and not loose:
        return Named({index.known[leader].incident_id: [index.faces[mention_id]]}, {})
    loose |= index.leaders(_left_behind(index, mention_id))
    partners, present = index.scores.partners, mention_id in index.faces
    around = whole(leader, partners) if present else frozenset[str]()
    if around is not None:
        others = pieces(loose - around, partners)
        return _named(index, {around, *others.bounded} - {frozenset()})
    before = pieces(partners(leader), partners, without=leader)
    changed = frozenset[str]().union(*before.bounded) | {leader} | loose
    after = pieces(changed, partners)
    named = _named(index, after.bounded - before.bounded)
    return _in_crowd(index, leader, named) if leader in after.crowded else named


def _left_behind(index: IncidentIndex, mention_id: str) -> Iterator[str]:
    """Those who are with a twin of the mention, which may have led it until now."""
    twins = (t for t in index.twins.of(mention_id) if t != mention_id)
    return (m for t in twins for m in index.members(index.known[t].incident_id))


def _named(index: IncidentIndex, parts: Iterable[frozenset[str]]) -> Named:
    """Groups of those in the parts and their twins."""
    pairs = _pairs(index)
    groups = [
        _with_twins(index, g)
        for part in sorted(parts, key=min)
        for g in group([index.faces[m] for m in part], pairs)
    ]
    earlier = {f.mention_id: index.known[f.mention_id].incident_id for g in groups for f in g}
    return name(groups, earlier)


def _with_twins(index: IncidentIndex, leaders: Iterable[Face]) -> list[Face]:
    """Oldest first."""
    members = index.with_twins(face.mention_id for face in leaders)
    return sorted((index.faces[m] for m in members), key=lambda f: f.order)


def _pairs(index: IncidentIndex) -> Pairs:
    scores = index.scores
    return Pairs(scores.of, scores.neighbours, scores.arrived, scores.fits)


def _in_crowd(index: IncidentIndex, mention_id: str, others: Named) -> Named:
    """The newcomer with the incidents that it is likely part of, grouped anew.

    When these are too large, it is added to the one that it fits best.
    """
    sure = (m for m, odds in index.scores.partners(mention_id).items() if max(odds) > SURE)
    near = sorted({index.known[m].incident_id for m in sure} - {""})
    beside = {mention_id}.union(*(index.leaders(index.members(i)) for i in near))
    if len(beside) <= MOST_CONNECTED:
        named = _named(index, [frozenset(beside)])
        return Named(others.groups | named.groups, others.merged | named.merged)
    newcomer, pairs = index.faces[mention_id], _pairs(index)
    fits = [(fit([newcomer], _latest(index, i), pairs), i) for i in near]
    odds, best = max(fits, default=(JOIN, ""))
    if odds <= JOIN:
        best = own_id(mention_id)
    members = [*others.groups.get(best, []), *_with_twins(index, [newcomer])]
    return Named(others.groups | {best: members}, others.merged)


def _latest(index: IncidentIndex, incident_id: str) -> list[Face]:
    leaders = index.leaders(index.members(incident_id))
    faces = sorted((index.faces[m] for m in leaders), key=lambda f: f.order)
    return faces[-_MEMBERS_COMPARED:]


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
    """The same revisions and writes once more: a crash may have lost them, or the last of them."""
    # what has been forgotten since is over, not gone: it stays as it was told last
    before = [i for i in index.known[mention_id].touched if i in index.versions or index.members(i)]
    moved, merged = _made_up(index, mention_id, before) if index.is_last(mention_id) else ({}, {})
    touched = tuple(
        sorted({*before, *merged, *(i for pair in moved.values() for i in pair)} - {""})
    )
    index.put(mention_id, replace(index.known[mention_id], touched=touched))
    incidents, tombstones = revise(index, touched, _heirs(index, touched) | merged)
    mentions = {*moved}.union(*(index.members(i) for i in touched))
    return Linked(incidents, tombstones, _writes(index, mention_id, mentions, touched))


def _made_up(
    index: IncidentIndex, mention_id: str, touched: Iterable[str]
) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """What moves, and which incidents go into others, when their pieces are grouped once more.

    Nothing, unless only a part of what the mention had changed was written: that of the last one
    alone, since all writes are in order. A crowd stays as it is: its groups are not those of the
    mentions alone.
    """
    partners, leader = index.scores.partners, index.twins.leader(mention_id)
    around = index.leaders({mention_id}.union(*(index.members(i) for i in touched)))
    named = _named(index, pieces(around | partners(leader).keys(), partners).bounded)
    return _move(index, named), named.merged


def _heirs(index: IncidentIndex, incidents: Iterable[str]) -> dict[str, str]:
    """Which of the incidents without mentions went into others before."""
    gone = (i for i in incidents if not index.members(i) and i in index.versions)
    return {i: heir for i in gone if (heir := index.versions[i].merged_into)}


def _writes(
    index: IncidentIndex, mention_id: str, mentions: Iterable[str], incidents: Iterable[str]
) -> Writes:
    """The mention's own comes first: with it, what a crash cut off behind it is found again."""
    names = (mention_id, *sorted({*mentions} - {mention_id}))
    kept = (dump_known(m, index.known[m], index.likely(m)) for m in names)
    versions = ((i, index.versions.get(i)) for i in sorted(incidents))
    return (*kept, *(dump_version(i, v) for i, v in versions if v is not None))
