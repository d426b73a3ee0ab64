"""How well a sense fits its article, and how sure it is that a name is a place at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, log10
from typing import Final

from service.stages.extract.gazetteer import GazetteerPlace
from service.stages.extract.gazetteer_keys import fold
from service.stages.extract.place_lexicon import capitals, words_of
from service.stages.extract.places_candidates import (
    Candidate,
    announcing_after,
    common_words,
)
from service.stages.extract.places_context import ContextIndex, lies_in
from service.stages.extract.places_view import DocView

#: Countries whose namesake is as large: the article decides.
_SHARED_NAMES: Final = frozenset({"georgia"})
_SHARED: Final = 2.0
#: Fitted on the development toponym sets: a name below it is no place.
ACCEPT: Final = 1.8

_KIND: Final = {"country": 4.0, "admin1": 0.5, "admin2": -1.6, "region": 0.0, "point": 0.0}
_OWN_ROW: Final = {"city": 4.2, "region": 5.8}
_OWN_ROW_ABROAD: Final = 7.5
_IN_CONTAINER: Final = 5.0
_HINTED: Final = {("admin", "admin1"): 3.0, ("admin", "admin2"): 3.0, ("settlement", "city"): 2.5}
_NEAR_KM: Final = 60.0
_SAME_AREA_KM: Final = 300.0
_LABEL: Final = {
    "GPE": 1.5,
    "LOC": 1.5,
    "FAC": 0.5,
    "PERSON": -2.0,
    "ORG": -0.5,
    "NORP": 0.0,
    "": -0.3,
}
_OTHER_LABEL: Final = -0.7
_SIZES: Final = ((1_000_000, 2.5), (100_000, 1.7), (15_000, 1.0), (1_000, 0.4))
_STRONG_BEFORE: Final = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "to")
    + ("from", "toward", "towards", "via")
)

#: Persons and bodies seldom follow these.
_ONLY_PLACES: Final = frozenset(("in", "near", "outside", "around", "across", "throughout"))
#: (country, province) pairs.
Twins = frozenset[tuple[str | None, str | None]]


def prior(place: GazetteerPlace, key: str, twins: Twins) -> float:
    """How often that name means that place, before any context.

    `twins` are the provinces that have a town of that name: the bare name means the town.
    """
    score = log10(place.population + 10) if place.geonames_id else _own_row(place)
    shared = place.kind == "country" and key in _SHARED_NAMES
    score += _SHARED if shared else _KIND.get(place.kind, 0.0)
    if place.is_alias:
        score -= 0.3 if key in fold(place.name) or place.kind == "country" else 1.8
    if place.kind == "city" and place.population > 30_000 and capitals().get(key) == place.country:
        score += 2.2
    if place.kind == "admin1" and (place.country, place.admin1) in twins:
        score -= 1.5
    return score


def towns_of_areas(senses: Sequence[GazetteerPlace]) -> Twins:
    """The provinces in which a town among the senses lies."""
    return frozenset(
        (p.country, p.admin1) for p in senses if p.kind == "city" and p.population > 50_000
    )


def _own_row(place: GazetteerPlace) -> float:
    if place.country is None:
        return _OWN_ROW_ABROAD
    return _OWN_ROW.get(place.kind, 5.5)


@dataclass(frozen=True, slots=True)
class NameInArticle:
    """A folded name with the names written around it and the kind that a noun beside it says."""

    key: str
    outer: Sequence[Candidate]
    hint: str
    twins: Twins


def fit(place: GazetteerPlace, name: NameInArticle, context: ContextIndex) -> float:
    """Prior plus what the article adds; higher is better, differences of 1 are telling."""
    score = prior(place, name.key, name.twins) + _fit_country(place, context)
    if place.kind != "country":
        distance = context.nearest_km(place)
        score += 1.0 if distance < _NEAR_KM else 0.5 if distance < _SAME_AREA_KM else 0.0
    score += sum(_IN_CONTAINER for outer in name.outer if lies_in(place, outer))
    return score + _HINTED.get((name.hint, place.kind), 0.0)


def _fit_country(place: GazetteerPlace, context: ContextIndex) -> float:
    if place.country is None:
        return 0.0
    score = min(3.0, 1.3 * log2(1 + context.countries.get(place.country, 0.0)))
    if place.admin1 is not None:
        area = context.areas.get((place.country, place.admin1), 0.0)
        score += min(2.0, 0.9 * log2(1 + area))
    return score


def hint_of(view: DocView, candidate: Candidate) -> str:
    """'admin' or 'settlement' where a noun beside the name says so."""
    after = view.lower(candidate.last)
    before = view.lower(candidate.first - 2) if view.lower(candidate.first - 1) == "of" else ""
    for word in (after, before):
        if word in words_of("admin"):
            return "admin"
        if word in words_of("settlement"):
            return "settlement"
    return ""


def evidence(view: DocView, candidate: Candidate, place: GazetteerPlace | None) -> float:
    """How likely the name is a place here, from its size, its neighbours and the tagger."""
    score = _size(place)
    label = view.label(candidate.first)
    ent = view.ents.get(candidate.first)
    announced = _is_announced(view, candidate)
    filled = ent is None or _fills(ent, candidate)
    if announced:
        score += 3.0
    elif label == "PERSON" and not filled:
        score -= 1.5
    floor = -0.3 if announced or (filled and _preceding(view, candidate) in _ONLY_PLACES) else -9.0
    score += max(_LABEL.get(label, _OTHER_LABEL), floor)
    if candidate.last - candidate.first > 1:
        score += 0.7
    return (
        score + _before(view, candidate) + _after(view, candidate) + _itself(view, candidate, place)
    )


def _is_announced(view: DocView, candidate: Candidate) -> bool:
    """'village of X', 'the town of X', 'the X neighbourhood'."""
    i = candidate.first - 1
    if view.lower(candidate.last) in announcing_after():
        return True
    return view.lower(i) == "of" and view.lower(i - 1) in words_of("before")


def _fills(ent: tuple[int, int, str], candidate: Candidate) -> bool:
    return ent[0] >= candidate.first and ent[1] <= candidate.last


def _size(place: GazetteerPlace | None) -> float:
    if place is None:
        return -0.5
    if place.kind == "country":
        return 4.0
    if place.geonames_id is None:
        return 1.2 if place.kind == "city" else 2.2
    score = next((value for floor, value in _SIZES if place.population >= floor), 0.0)
    return score - (0.7 if place.is_alias else 0.0)


def _word_before(view: DocView, candidate: Candidate) -> int:
    """The token before the name, 'the' and 'northern' set aside."""
    i = candidate.first - 1
    while view.lower(i) == "the" or view.lower(i) in words_of("direction"):
        i -= 1
    return i


def _preceding(view: DocView, candidate: Candidate) -> str:
    return view.lower(_word_before(view, candidate))


def _before(view: DocView, candidate: Candidate) -> float:
    i = _word_before(view, candidate)
    word = view.lower(i)
    if word in _STRONG_BEFORE:
        return 1.2
    if word in words_of("locative"):
        return 0.3
    if word.rstrip(".") in words_of("title") and view.words[i][:1].isupper():
        return -4.0
    if view.is_name(i):
        return -3.0 if word in words_of("given") or view.label(i) == "PERSON" else -1.0
    return 0.0


def _after(view: DocView, candidate: Candidate) -> float:
    word = view.lower(candidate.last)
    if word in words_of("name_head") and view.word(candidate.last)[:1].isupper():
        return -5.0
    if word in words_of("after"):
        return 1.5
    if word in words_of("org_head"):
        return 0.5
    return -1.0 if view.is_name(candidate.last) else 0.0


def _itself(view: DocView, candidate: Candidate, place: GazetteerPlace | None) -> float:
    if place is None and view.lower(candidate.last - 1) in words_of("facility"):
        return 1.5
    if candidate.last - candidate.first > 1 or (place is not None and place.kind == "country"):
        return 0.0
    score = 0.0
    word = view.lower(candidate.first)
    if word in common_words():
        score -= 2.5
    if word in words_of("given"):
        score -= 1.2
    if view.words[candidate.first] in view.surnames:
        score -= 3.0
    return score
