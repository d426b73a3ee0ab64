"""The lexicons of places: countries with their demonyms, words around and against places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.stages.extract.gazetteer_keys import fold

_FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """A country, or a territory of the country `state`."""

    iso3: str
    iso2: str
    state: str
    geonames_id: int
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    lat: float
    lon: float
    population: int


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a TSV lexicon whose first line is a comment and whose second names the columns."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=1)
def countries() -> tuple[CountryEntry, ...]:
    """All countries and territories, by ISO 3166 alpha-3 code."""
    return tuple(
        CountryEntry(
            iso3=row["iso3"], iso2=row["iso2"], state=row["state"],
            geonames_id=int(row["geonames_id"]), name=row["name"],
            aliases=_split(row["aliases"]), demonyms=_split(row["demonyms"]),
            lat=float(row["lat"]), lon=float(row["lon"]), population=int(row["population"]),
        )
        for row in read_table("place_countries.tsv")
    )  # fmt: skip


@lru_cache(maxsize=1)
def demonyms() -> dict[str, CountryEntry]:
    """Demonym, as written, to its country."""
    return {word: entry for entry in countries() for word in entry.demonyms}


@lru_cache(maxsize=64)
def words_of(group: str) -> frozenset[str]:
    """The words of one group of `place_words.tsv`."""
    return frozenset(row["word"] for row in read_table("place_words.tsv") if row["group"] == group)


def _split(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, str]]:
    """News-style abbreviation to (name of the state or province, country)."""
    rows = read_table("place_abbreviations.tsv")
    return {row["abbreviation"]: (row["name"], row["country"]) for row in rows}


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Folded name of each sovereign state's capital to the state."""
    rows = read_table("place_countries.tsv")
    return {
        fold(row["capital"]): row["state"]
        for row in rows
        if row["capital"] and row["state"] in (row["iso3"], "KOS")
    }
