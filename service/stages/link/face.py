"""What of an event mention is compared when two mentions may tell one incident."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields
from functools import lru_cache
from math import fsum
from operator import attrgetter
from typing import Final

from schemas.codebook import EventType, Modality
from schemas.event import EventMention, Place
from service.stages.link import wording
from service.stages.link.courses import Told, is_course
from service.stages.link.day_numbers import Days, days, ordinal
from service.stages.link.phrasing import phrasing
from service.stages.link.sides import Side, side
from service.stages.link.weights import CRIME, GENERAL, KINDS, RESULTS

UNKNOWN_COUNTRY: Final = "XXX"
#: how many an act befell; 0 where the words do not tell
ONE: Final = 1
SEVERAL: Final = 2
#: sentences that say what an article is about
_LEAD: Final = 3
#: sectors of victims that tell no incident from another
_ANYBODY: Final = frozenset({None, "CVL", "UNK"})
_BELOW_COUNTRY: Final = frozenset({"point", "city", "admin"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place below country: its own name and those of the areas around it, case-folded."""

    name: str
    names: frozenset[str]
    geonames_id: int | None
    lat: float | None
    lon: float | None
    area: bool = False
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Face:
    """A mention as linking sees it; `order` sorts mentions the same way in every run."""

    mention_id: str
    order: tuple[str, str]
    article_id: str
    story_id: str
    sentence: int
    type: EventType
    modality: Modality
    days: Days | None
    published: int | None
    spot: Spot | None
    actors: Side
    recipients: Side
    parties: Side
    trigger: frozenset[str]
    kinds: frozenset[str]
    words: dict[str, float]
    figures: frozenset[tuple[str, int]]
    norm: float
    plural: bool
    modes: frozenset[str]
    countries: frozenset[str]
    place_country: str | None
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    definite: bool
    lead: bool
    vague: bool
    bare: bool
    count: int
    clause: tuple[str, ...]
    begins: bool
    course: bool
    running: bool
    crime: bool
    totals: frozenset[tuple[str, int]]
    going_on: bool
    verbatim: tuple[int, ...]
    weight: float
    syndicated: bool


#: what is one's own, also where a copy tells the same
_OWN: Final = frozenset({"mention_id", "order", "article_id", "syndicated"})
_TOLD = attrgetter(*(f.name for f in fields(Face) if f.name not in _OWN | {"words"}))


def told(face: Face) -> tuple[Hashable, ...]:
    """All that is compared, but whose it is: equal for a mention and its copies."""
    return (frozenset(face.words), *_TOLD(face))


def country_of(mention: EventMention) -> str:
    """The topic's key: country of the place, else of a recipient, else of an actor, else XXX."""
    people = (*mention.recipients, *mention.actors)
    named = (mention.place.country if mention.place else None, *(p.country for p in people))
    return next((country for country in named if country), UNKNOWN_COUNTRY)


def countries(mention: EventMention) -> frozenset[str]:
    """All countries that the mention states: of the place and of everybody in it."""
    people = (*mention.recipients, *mention.actors)
    named = (mention.place.country if mention.place else None, *(p.country for p in people))
    return wording.shared(frozenset(country for country in named if country))


def face(mention: EventMention) -> Face:
    """The mention's face."""
    words = wording.weighted(mention.sentence.text)
    parties = side((*mention.actors, *mention.recipients))
    trigger = wording.stems(f"{mention.trigger.text} {mention.trigger.lemma}")
    where, when, told = spot(mention.place), days(mention.date), phrasing(mention)
    published, several = ordinal(mention.published_at), _plural(mention.trigger.text)
    placed, begins = where is not None, told.begins
    long = is_course(Told(trigger, mention.sentence.text, when, published, several, begins, placed))
    return Face(
        mention_id=mention.mention_id,
        order=(mention.published_at or "", mention.mention_id),
        article_id=mention.article_id,
        story_id=mention.story_id,
        sentence=mention.sentence.index,
        type=mention.type,
        modality=mention.modality,
        # what goes on for weeks is meant as a whole, whatever day is told of it
        days=None if long else when,
        published=published,
        spot=where,
        actors=side(mention.actors),
        recipients=side(mention.recipients),
        parties=parties,
        trigger=trigger,
        kinds=KINDS.of(wording.stems(told.act)),
        words=words,
        figures=_figures(mention),
        norm=sum(w * w for w in words.values()) ** 0.5,
        plural=several,
        modes=wording.shared(frozenset(mention.modes)),
        countries=countries(mention),
        place_country=mention.place.country if mention.place else None,
        names=wording.names(mention.sentence.text),
        numbers=wording.numbers(mention.sentence.text),
        quoted=wording.quoted(mention.sentence.text),
        definite=told.definite,
        lead=mention.sentence.index < _LEAD,
        vague=_vague(mention),
        count=count(mention),
        clause=_clause(told.beside - trigger - parties.names, mention.place),
        begins=begins,
        course=long,
        running=any(q.cumulative for q in mention.quantities),
        crime=not CRIME.isdisjoint(words),
        bare=not (mention.actors or mention.recipients or where or mention.date),
        totals=_figures(mention, cumulative=True),
        going_on=wording.going_on(mention.trigger.text),
        verbatim=told.verbatim,
        weight=fsum(sorted(words.values())),
        syndicated=mention.report == "syndicated",
    )


def _clause(beside: frozenset[str], place: Place | None) -> tuple[str, ...]:
    """The telling words beside the trigger that name neither place nor party."""
    return tuple(sorted(beside if place is None else beside - wording.stems(place.name)))


def _figures(mention: EventMention, *, cumulative: bool = False) -> frozenset[tuple[str, int]]:
    counted = (q for q in mention.quantities if bool(q.cumulative) is cumulative)
    return wording.shared(frozenset((q.kind, q.min) for q in counted if q.min is not None))


def _vague(mention: EventMention) -> bool:
    """Whether the mention only points to violence that is told elsewhere: no place, no target."""
    if any(q.cumulative for q in mention.quantities):
        return False
    if spot(mention.place) or {r.sector for r in mention.recipients} - _ANYBODY:
        return False
    kinds = KINDS.of(wording.stems(mention.trigger.text))
    return mention.type == "ASSAULT" and bool(kinds & (GENERAL | RESULTS))


def count(mention: EventMention) -> int:
    """How many the act befell: `ONE`, `SEVERAL`, 0 where the words do not tell."""
    if any((q.min or 0) > 1 for q in mention.quantities) or len(mention.recipients) > 1:
        return SEVERAL
    if not mention.recipients:
        return 0
    name = mention.recipients[0].name
    if wording.one(name):
        return ONE
    return SEVERAL if wording.several(name) else 0


def _plural(trigger: str) -> bool:
    last = trigger.casefold().rsplit(maxsplit=1)[-1:]
    return bool(last) and wording.plural(last[0])


def spot(place: Place | None) -> Spot | None:
    """The place when it is below country, else null."""
    if place is None or place.precision not in _BELOW_COUNTRY:
        return None
    around = (place.admin1, place.admin2)
    area = place.precision == "admin"
    return _spot(place.name.casefold(), around, place.geonames_id, (place.lat, place.lon), area)


@lru_cache(maxsize=20_000)
def _spot(
    name: str,
    around: tuple[str | None, ...],
    own_id: int | None,
    where: tuple[float | None, float | None],
    area: bool,
) -> Spot:
    names = frozenset({name, *(n.casefold() for n in around if n)})
    return Spot(name, names, own_id, *where, area, frozenset(name.split()))
