"""What of an event mention is compared when two mentions may tell one incident."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from schemas.codebook import EventType, Modality
from schemas.event import Actor, EventDate, EventMention, Place
from service.stages.dedupe.terms import stem, weight
from service.stages.link.weights import KINDS

UNKNOWN_COUNTRY: Final = "XXX"
_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = str.maketrans({"\u2019": "'"})
#: a word lighter than this (in one article of eight) says nothing about an act
TELLING: Final = 2.0
_BELOW_COUNTRY: Final = frozenset({"point", "city", "admin"})


@dataclass(frozen=True, slots=True)
class Days:
    """Ordinal days, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place below country: its own name and those of the areas around it, case-folded."""

    name: str
    names: frozenset[str]
    geonames_id: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Side:
    """Who acted, or to whom: name words, codes and actor ids."""

    names: frozenset[str]
    codes: frozenset[tuple[str | None, str | None]]


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
    trigger: frozenset[str]
    kinds: frozenset[str]
    words: dict[str, float]
    figures: frozenset[tuple[str, int]]
    norm: float
    plural: bool


def country_of(mention: EventMention) -> str:
    """The topic's key: country of the place, else of a recipient, else of an actor, else XXX."""
    people = (*mention.recipients, *mention.actors)
    named = (mention.place.country if mention.place else None, *(p.country for p in people))
    return next((country for country in named if country), UNKNOWN_COUNTRY)


def face(mention: EventMention) -> Face:
    """The mention's face."""
    words = weighted(mention.sentence.text)
    trigger = frozenset(map(stem, tokens(mention.trigger.text)))
    return Face(
        mention_id=mention.mention_id,
        order=(mention.published_at or "", mention.mention_id),
        article_id=mention.article_id,
        story_id=mention.story_id,
        sentence=mention.sentence.index,
        type=mention.type,
        modality=mention.modality,
        days=days(mention.date),
        published=ordinal(mention.published_at),
        spot=spot(mention.place),
        actors=side(mention.actors),
        recipients=side(mention.recipients),
        trigger=trigger,
        kinds=KINDS.of(trigger),
        words=words,
        figures=frozenset(
            (q.kind, q.min) for q in mention.quantities if q.min is not None and not q.cumulative
        ),
        norm=sum(w * w for w in words.values()) ** 0.5,
        plural=_plural(mention.trigger.text),
    )


def _plural(trigger: str) -> bool:
    last = trigger.casefold().rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0].endswith("s") and not last[0].endswith("ss")


def tokens(text: str) -> list[str]:
    """Case-folded words without the English genitive."""
    plain = text.translate(_MARKS).casefold().replace("'s ", " ")
    return _WORD.findall(plain)


def weighted(text: str) -> dict[str, float]:
    """Stems of the telling words with their weights."""
    return {stem(w): weight(w) for w in tokens(text) if weight(w) >= TELLING}


def side(actors: tuple[Actor, ...]) -> Side:
    """The actors' name words and codes."""
    names = {
        stem(t) for a in actors for t in tokens(f"{a.name} {a.actor_id or ''}") if weight(t) > 1
    }
    return Side(frozenset(names), frozenset((a.country, a.sector) for a in actors))


def spot(place: Place | None) -> Spot | None:
    """The place when it is below country, else null."""
    if place is None or place.precision not in _BELOW_COUNTRY:
        return None
    name = place.name.casefold()
    around = {n.casefold() for n in (place.admin1, place.admin2) if n}
    return Spot(name, frozenset({name, *around}), place.geonames_id, place.lat, place.lon)


def days(stated: EventDate | None) -> Days | None:
    """The stated days; an open end is as open as the other end."""
    if stated is None:
        return None
    first, last = ordinal(stated.start), ordinal(stated.end)
    if first is None and last is None:
        return None
    return Days(first if first is not None else last or 0, last if last is not None else first or 0)


def ordinal(text: str | None) -> int | None:
    """The proleptic day number of an ISO date or time; null when it cannot be read."""
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None
