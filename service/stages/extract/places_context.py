"""What an article says about where it plays: countries named, and which place lies in which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians
from typing import Final

from service.stages.extract.gazetteer import GazetteerPlace
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.places_candidates import Candidate
from service.stages.extract.places_view import DocView

_LONGEST_GAP: Final = 7
_GLUE: Final = frozenset({",", "in", "(", "the", "'s", "’s", "-", "of", "near", "’", "'"})
_KM_PER_DEGREE: Final = 111.2


@dataclass(slots=True)
class ContextIndex:
    """How often each country and province is meant, and where the certain places lie."""

    countries: dict[str, float] = field(default_factory=dict)
    areas: dict[tuple[str, str], float] = field(default_factory=dict)
    points: list[tuple[float, float, str]] = field(default_factory=list)

    def add_country(self, country: str, weight: float) -> None:
        """Counts a mention of a country or its people."""
        self.countries[country] = self.countries.get(country, 0.0) + weight

    def add(self, place: GazetteerPlace, weight: float) -> None:
        """Counts a mention of a place for its country, its province and its surroundings."""
        if place.country is not None:
            self.add_country(place.country, weight)
            if place.admin1 is not None:
                area = (place.country, place.admin1)
                self.areas[area] = self.areas.get(area, 0.0) + weight
        if place.kind == "city" and place.lat is not None and place.lon is not None:
            self.points.append((place.lat, place.lon, place.name))

    def nearest_km(self, place: GazetteerPlace) -> float:
        """Distance to the nearest certain place of another name."""
        if place.lat is None or place.lon is None:
            return float("inf")
        lat, lon = place.lat, place.lon
        return min(
            (_km(lat, lon, y, x) for y, x, name in self.points if name != place.name),
            default=float("inf"),
        )

    def main_country(self) -> str | None:
        """The country that most of the article is about, if one has more than half."""
        total = sum(self.countries.values())
        best = max(self.countries, key=lambda c: self.countries[c], default=None)
        return best if best is not None and self.countries[best] > total / 2 else None


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a flat map around the first point: near enough to rank."""
    across = (lon - other_lon + 180.0) % 360.0 - 180.0
    return _KM_PER_DEGREE * hypot(lat - other_lat, across * cos(radians(lat)))


def distance_km(one: GazetteerPlace, other: GazetteerPlace) -> float:
    """Distance of two places; infinite where one has no point."""
    if None in (one.lat, one.lon, other.lat, other.lon):
        return float("inf")
    return _km(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


def find_containers(view: DocView, found: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """For each candidate, those written around it: 'Rastan, in Homs province', 'Paris, Texas'."""
    around: dict[int, list[Candidate]] = {}
    for k in range(len(found) - 1):
        gap = view.lowers(found[k].last, found[k + 1].first)
        if len(gap) > _LONGEST_GAP or not _is_glue(gap):
            continue
        if _runs_outwards(gap, found[k + 1]) and not _is_list(gap, found[k], found[k + 1]):
            around.setdefault(k, []).append(found[k + 1])
        elif _runs_inwards(gap, found[k]):
            around.setdefault(k + 1, []).append(found[k])
    for k in sorted(around, reverse=True):
        if found[k + 1 : k + 2] == around[k][:1]:
            around[k] += around.get(k + 1, [])
    return around


def _is_glue(gap: list[str]) -> bool:
    near = words_of("before") | words_of("after") | words_of("direction")
    return all(word in _GLUE or word in near for word in gap)


def _is_list(gap: list[str], inner: Candidate, outer: Candidate) -> bool:
    """'Oregon, Utah': two provinces beside each other, although a town Oregon may lie in Utah."""
    if gap != [","] or not inner.senses or not outer.senses or outer.abbreviation:
        return False
    largest = inner.senses[0].kind
    return largest == "country" or (largest == "admin1" and outer.senses[0].kind != "country")


def _runs_outwards(gap: list[str], outer: Candidate) -> bool:
    if outer.people is not None or not gap:
        return False
    if "in" in gap or gap[0] == "(":
        return True
    if gap == [","]:
        return any(sense.kind in ("country", "admin1", "admin2") for sense in outer.senses)
    return gap[-1] in ("of", "near") and (gap[0] == "," or len(gap) > 1)


def _runs_inwards(gap: list[str], outer: Candidate) -> bool:
    """'Damascus suburb of Jobar', 'the Syrian city of Homs', "Aleppo's Salaheddine"."""
    if not gap:
        return outer.people is not None
    if gap[0] in ("'s", "’s"):
        return True
    return gap[-1] == "of" and len(gap) > 1 and gap[-2] in words_of("before")


def lies_in(place: GazetteerPlace, outer: Candidate) -> bool:
    """Whether the place lies in some reading of the outer name."""
    if outer.people is not None:
        return place.country == outer.people.state and place.kind != "country"
    return any(_is_inside(place, sense) for sense in outer.senses)


def _is_inside(place: GazetteerPlace, outer: GazetteerPlace) -> bool:
    if place.kind == "country" or place == outer:
        return False
    if outer.country is not None and place.country not in (outer.country, None):
        return False
    if outer.kind == "country":
        return place.country == outer.country
    if outer.kind == "admin1":
        return place.admin1 == outer.admin1 and place.kind != "admin1"
    reach = {"admin2": 90.0, "city": 70.0, "point": 70.0}.get(outer.kind, 700.0)
    return distance_km(place, outer) < reach


def is_certain(senses: Iterable[GazetteerPlace]) -> GazetteerPlace | None:
    """The sense that needs no context: a country, or one far bigger than its namesakes abroad."""
    best: GazetteerPlace | None = None
    for sense in senses:
        if best is None:
            best = sense
        elif sense.country != best.country and sense.population * 12 > best.population:
            return None
    if best is None or (best.kind == "city" and best.population < 50_000):
        return None
    return best
