"""The places that an article names: found, told from persons and bodies, and put on the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any, Final

from schemas.codebook import PlacePrecision
from service.stages.extract.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from service.stages.extract.gazetteer_keys import fold
from service.stages.extract.place_lexicon import demonyms, words_of
from service.stages.extract.places_candidates import Candidate, find_candidates
from service.stages.extract.places_context import (
    ContextIndex,
    find_containers,
    is_certain,
    lies_in,
)
from service.stages.extract.places_flags import is_embedded, is_metonym
from service.stages.extract.places_score import ACCEPT, evidence, fit, hint_of, towns_of_areas
from service.stages.extract.places_view import DocView, view_doc

_MOST_SENSES: Final = 24
_ALTERNATIVES: Final = 3
_UNKNOWN_CONFIDENCE: Final = 0.4


@dataclass(frozen=True, slots=True)
class FoundPlace:
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """The senses of a name in an article, best first, with their fit."""

    senses: tuple[tuple[float, GazetteerPlace], ...]

    @property
    def best(self) -> GazetteerPlace | None:
        return self.senses[0][1] if self.senses else None

    @property
    def margin(self) -> float:
        return self.senses[0][0] - self.senses[1][0] if len(self.senses) > 1 else 3.0


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
    context = _context(found, gazetteer, dateline_place, title)
    found = [_with_variants(c, gazetteer, context) for c in found]
    readings = _read(view, found, containers, context)
    places = []
    strengths = _strengths(view, found, readings, containers, context)
    best = defaultdict(lambda: -10.0)
    for candidate, strength in zip(found, strengths, strict=True):
        best[candidate.text] = max(best[candidate.text], strength)
    for k, candidate in enumerate(found):
        lifted = strengths[k] + (1.5 if best[candidate.text] >= ACCEPT + 1 else 0.0)
        if candidate.people is not None or lifted >= ACCEPT:
            outer = containers.get(k, [])
            places.append(_found(doc, view, candidate, readings[_key(candidate)], outer, context))
    return places


def _key(candidate: Candidate) -> str:
    return fold(candidate.text)


def _context(
    found: Sequence[Candidate], gazetteer: Gazetteer, dateline: str | None, title: str | None
) -> ContextIndex:
    context = ContextIndex()
    for candidate in found:
        if candidate.people is not None:
            state = candidate.people.state
            context.countries[state] = context.countries.get(state, 0.0) + 0.7
            continue
        certain = is_certain(candidate.senses)
        if certain is not None:
            context.add(certain, 1.0 if certain.kind == "country" else 0.5)
    for word in (title or "").replace("'s", "").replace("’s", "").split():
        if word in demonyms():
            state = demonyms()[word].state
            context.countries[state] = context.countries.get(state, 0.0) + 1.0
    sense = is_certain(gazetteer.lookup(dateline)) if dateline else None
    if sense is not None:
        context.add(sense, 1.5)
    return context


def _with_variants(candidate: Candidate, gazetteer: Gazetteer, context: ContextIndex) -> Candidate:
    """The candidate with senses under another spelling, in the countries of the article only."""
    if candidate.senses or candidate.people is not None:
        return candidate
    return replace(candidate, senses=gazetteer.lookup_variant(candidate.text, context.countries))


def _read(
    view: DocView, found: Sequence[Candidate], containers: dict[int, list[Candidate]],
    context: ContextIndex,
) -> dict[str, _Reading]:  # fmt: skip
    """One reading for each name: what stands around any of its mentions counts for all."""
    outer: dict[str, list[Candidate]] = defaultdict(list)
    hints: dict[str, str] = {}
    senses: dict[str, tuple[GazetteerPlace, ...]] = {}
    for k, candidate in enumerate(found):
        key = _key(candidate)
        senses.setdefault(key, candidate.senses)
        outer[key] += containers.get(k, [])
        hints[key] = hints.get(key) or hint_of(view, candidate)
    readings = {}
    for key, places in senses.items():
        twins = towns_of_areas(places)
        scored = [
            (fit(place, key, context, outer[key], hints[key], twins), -i, place)
            for i, place in enumerate(_shortlist(places, context, outer[key]))
        ]
        scored.sort(key=lambda item: item[:2], reverse=True)
        readings[key] = _Reading(tuple((score, place) for score, _, place in scored[:4]))
    return readings


def _shortlist(
    places: tuple[GazetteerPlace, ...], context: ContextIndex, outer: Sequence[Candidate]
) -> list[GazetteerPlace]:
    """The most populous senses, those in the article's countries, those in a stated container."""
    if len(places) <= _MOST_SENSES // 2:
        return list(places)
    rest = [
        place
        for place in places[8:]
        if place.country in context.countries or any(lies_in(place, c) for c in outer[:2])
    ]
    return [*places[:8], *rest[:_MOST_SENSES]]


def _strengths(
    view: DocView, found: Sequence[Candidate], readings: dict[str, _Reading],
    containers: dict[int, list[Candidate]], context: ContextIndex,
) -> list[float]:  # fmt: skip
    strengths = []
    for k, candidate in enumerate(found):
        if candidate.people is not None:
            strengths.append(0.0)
            continue
        place = readings[_key(candidate)].best
        strength = evidence(view, candidate, place)
        outer = containers.get(k, [])
        if outer and (place is None or any(lies_in(place, c) for c in outer)):
            strength += 1.5
        if place is not None and place.country in context.countries:
            strength += 0.8
        strengths.append(strength)
    return strengths


def _found(
    doc: Any, view: DocView, candidate: Candidate, reading: _Reading,
    outer: Sequence[Candidate], context: ContextIndex,
) -> FoundPlace:  # fmt: skip
    start, end = view.starts[candidate.first], view.end(candidate.last - 1)
    span = {
        "text": candidate.text, "start": start, "end": end, "first": candidate.first,
        "last": candidate.last,
    }  # fmt: skip
    if candidate.people is not None:
        return _people(span, candidate)
    place = reading.best
    direction = view.lower(candidate.first - 1)
    flags = {
        "embedded": is_embedded(view, candidate),
        "metonym": is_metonym(doc, candidate, place),
        "direction": direction if direction in words_of("direction") else None,
    }
    if place is None:
        return _unknown(span, flags, outer, context)
    return FoundPlace(
        **span, **flags, name=place.name, kind=place.kind, precision=place.precision,
        country=place.country, admin1=place.admin1, admin2=place.admin2,
        geonames_id=place.geonames_id, lat=place.lat, lon=place.lon,
        confidence=round(0.5 + 0.48 * (1 - exp(-max(reading.margin, 0.0))), 2),
        alternatives=tuple(p for _, p in reading.senses[1 : _ALTERNATIVES + 1]),
        explanation=_explain(place, outer, context),
    )  # type: ignore[arg-type]  # fmt: skip


def _people(span: dict[str, Any], candidate: Candidate) -> FoundPlace:
    entry = candidate.people
    assert entry is not None  # noqa: S101
    return FoundPlace(
        **span, name=entry.name, kind="country", precision="country", country=entry.state,
        geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon, demonym=True,
        explanation=f"people or adjective of {entry.name}",
    )  # fmt: skip


def _unknown(
    span: dict[str, Any], flags: dict[str, Any], outer: Sequence[Candidate], context: ContextIndex
) -> FoundPlace:
    """A place that the gazetteer lacks: no point; its country is that of what lies around it."""
    around = next((sense for c in outer for sense in c.senses[:1]), None)
    country = around.country if around else context.main_country()
    people = next((c.people.state for c in outer if c.people is not None), None)
    return FoundPlace(
        **span, **flags, name=span["text"], kind="point", precision="city",
        country=people or country,
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
