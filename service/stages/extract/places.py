"""The places that an article names: found, told from persons and bodies, and put on the map."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any, Final, NamedTuple

from schemas.codebook import PlacePrecision
from service.stages.extract.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from service.stages.extract.gazetteer_keys import as_written, fold
from service.stages.extract.place_lexicon import CountryEntry, words_of
from service.stages.extract.places_candidates import Candidate, facility_around, find_candidates
from service.stages.extract.places_context import ContextIndex, find_containers, lies_in
from service.stages.extract.places_flags import is_embedded, is_metonym
from service.stages.extract.places_reading import (
    Reading,
    build_context,
    lifted,
    read_names,
    strengths,
    with_variants,
)
from service.stages.extract.places_score import ACCEPT
from service.stages.extract.places_view import DocView, view_doc

_ALTERNATIVES: Final = 3
_UNKNOWN_CONFIDENCE: Final = 0.4


class FoundPlace(NamedTuple):
    """One mention of a place; offsets into the text, tokens into the doc (last exclusive).

    `demonym`: a people or an adjective ('Turkish'); `metonym`: a government ('Moscow said');
    `embedded`: part of a body's name ('Houston Police Department'); none of the three is where an
    act took place. `direction` is the word before it ('northern').
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    name: str
    kind: PlaceKind
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    confidence: float = 1.0
    alternatives: tuple[GazetteerPlace, ...] = ()
    explanation: str = ""
    demonym: bool = False
    metonym: bool = False
    embedded: bool = False
    direction: str | None = None

    @property
    def is_locative(self) -> bool:
        """Whether the mention may say where something happened."""
        return not (self.demonym or self.metonym or self.embedded)


def find_places(
    doc: Any, gazetteer: Gazetteer, *, dateline_place: str | None = None, title: str | None = None,
    taken: Sequence[tuple[int, int]] = (),
) -> list[FoundPlace]:  # fmt: skip
    """Places of a spaCy doc in text order; `taken` are spans known to be no places.

    Demonyms, metonyms and names inside names of bodies are in it, flagged.
    """
    view = view_doc(doc, taken)
    found = find_candidates(view, gazetteer)
    containers = find_containers(view, found)
    context = build_context(found, gazetteer, dateline_place, title)
    found = [with_variants(candidate, gazetteer, context) for candidate in found]
    readings = read_names(view, found, containers, context)
    best = [readings[fold(c.text)].best for c in found]
    each = lifted(found, strengths(view, found, best, containers, context), sure=ACCEPT + 1)
    places = []
    for k, candidate in enumerate(found):
        span = _span(view, candidate)
        if candidate.people is not None:
            land = _land(view, candidate)
            places.append(_people(span | land, candidate.people, demonym=not land))
        elif each[k] >= ACCEPT:
            flags = _flags(view, candidate, best[k])
            span |= _facility(view, candidate)
            outer = containers.get(k, [])
            if best[k] is None:
                places.append(_unknown(span | flags, outer, context))
            else:
                places.append(_known(span | flags, readings[fold(candidate.text)], outer, context))
    return places


def _span(view: DocView, candidate: Candidate) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "start": view.start(candidate.first),
        "end": view.end(candidate.last - 1),
        "first": candidate.first,
        "last": candidate.last,
    }


def _facility(view: DocView, candidate: Candidate) -> dict[str, Any]:
    """The wider span of a facility that is named after the place."""
    last = facility_around(view, candidate)
    if not last:
        return {}
    return {"last": last, "end": view.end(last - 1), "text": view.slice(candidate.first, last)}


def _flags(view: DocView, candidate: Candidate, place: GazetteerPlace | None) -> dict[str, Any]:
    direction = view.lower(candidate.first - 1)
    return {
        "embedded": not facility_around(view, candidate) and is_embedded(view, candidate),
        "metonym": is_metonym(view, candidate, place),
        "direction": direction if direction in words_of("direction") else None,
    }


def _known(
    mention: dict[str, Any], reading: Reading, outer: Sequence[Candidate], context: ContextIndex
) -> FoundPlace:
    place = reading.senses[0][1]
    text = mention["text"]
    is_facility = text.rpartition(" ")[2].lower() in words_of("facility")
    name = text if is_facility else _name(text, place)
    return FoundPlace(
        **mention, name=name,
        kind="point" if is_facility else place.kind,
        precision="point" if is_facility else place.precision,
        country=place.country, admin1=place.admin1, admin2=place.admin2,
        geonames_id=place.geonames_id, lat=place.lat, lon=place.lon,
        confidence=round(0.5 + 0.48 * (1 - exp(-max(reading.margin, 0.0))), 2),
        alternatives=tuple(p for _, p in reading.senses[1 : _ALTERNATIVES + 1]),
        explanation=_explain(place, outer, context),
    )  # fmt: skip


def _name(text: str, place: GazetteerPlace) -> str:
    """The name in the article's spelling; countries and regions have one name in all articles."""
    if place.kind in ("city", "admin1", "admin2"):
        return as_written(text, place.name)
    return place.name


def _land(view: DocView, candidate: Candidate) -> dict[str, Any]:
    """The wider span of 'Honduran territory', which is the country."""
    last = candidate.last + 1
    if view.lower(candidate.last) not in words_of("land"):
        return {}
    return {"last": last, "end": view.end(last - 1), "text": view.slice(candidate.first, last)}


def _people(mention: dict[str, Any], entry: CountryEntry, *, demonym: bool) -> FoundPlace:
    return FoundPlace(
        **mention, name=entry.name, kind="country", precision="country", country=entry.state,
        geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon, demonym=demonym,
        explanation=f"people or adjective of {entry.name}",
    )  # fmt: skip


def _unknown(
    mention: dict[str, Any], outer: Sequence[Candidate], context: ContextIndex
) -> FoundPlace:
    """A place that the gazetteer lacks: no point; its country is that of what lies around it."""
    around = next((sense for c in outer for sense in c.senses[:1]), None)
    people = next((c.people.state for c in outer if c.people is not None), None)
    return FoundPlace(
        **mention, name=mention["text"], kind="point", precision="city",
        country=people or (around.country if around else context.main_country()),
        admin1=around.admin1 if around else None, confidence=_UNKNOWN_CONFIDENCE,
        explanation="not in the gazetteer; country of the places around it",
    )  # fmt: skip


def _explain(place: GazetteerPlace, outer: Sequence[Candidate], context: ContextIndex) -> str:
    """Why this sense: 'city in SYR; lies in Homs; SYR named (weight 3.1)'."""
    parts = [f"{place.kind} in {place.country}" if place.country else place.kind]
    parts += [f"lies in {c.text}" for c in outer[:1] if lies_in(place, c)]
    weight = context.countries.get(place.country or "", 0.0)
    if weight:
        parts.append(f"{place.country} named (weight {weight:.1f})")
    if place.population:
        parts.append(f"population {place.population:,}")
    return "; ".join(parts)
