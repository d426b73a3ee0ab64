"""Writes the gazetteer file: rows of places in, one compact SQLite file out."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from service.stages.extract.gazetteer_keys import fold, squash
from service.stages.extract.gazetteer_sources import PlaceRow, read_sources
from service.stages.extract.gazetteer_version import SCHEMA_VERSION, source_versions
from service.stages.extract.place_lexicon import words_of

Progress = Callable[[int, int], None]

#: Where place names reach English through transliteration.
TRANSLITERATED: Final = words_of("transliterated")
_TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL,
  kind TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, lat REAL, lon REAL,
  population INTEGER NOT NULL, precision TEXT NOT NULL);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE variant (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
"""
_PER_COUNTRY: Final = 15
_PER_NAME: Final = 150
_STEP: Final = 5_000

Postings = dict[str, dict[int, bool]]


def build_gazetteer(
    path: Path, *, progress: Progress | None = None, rows: Iterable[PlaceRow] | None = None
) -> None:
    """The gazetteer at `path`, replaced at once when complete; `progress(done, total)` is called.

    `rows` stand in for the installed data (tests).
    """
    versions = {"source": "rows"} if rows is not None else source_versions()
    places = list(read_sources() if rows is None else rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        _write(part, places, versions | {"schema": SCHEMA_VERSION}, progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(
    path: Path, places: list[PlaceRow], versions: dict[str, str], progress: Progress | None
) -> None:
    db = sqlite3.connect(path)
    try:
        db.executescript(_TABLES)
        db.executemany("INSERT INTO meta VALUES (?, ?)", versions.items())
        db.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            ((i, *place.stored()) for i, place in enumerate(places, start=1)),
        )
        exact, variants = _index(places, progress)
        db.executemany("INSERT INTO name VALUES (?, ?)", _packed(exact, places))
        db.executemany("INSERT INTO variant VALUES (?, ?)", _packed(variants, places))
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()
    if progress:
        progress(len(places), len(places))


def _index(places: list[PlaceRow], progress: Progress | None) -> tuple[Postings, Postings]:
    """Keys with the ids of their places and whether the key is one of their aliases only."""
    exact: Postings = defaultdict(dict)
    variants: Postings = defaultdict(dict)
    for i, place in enumerate(places, start=1):
        if progress and i % _STEP == 0:
            progress(i, len(places))
        official = fold(place.name)
        for alias in (place.name, *place.aliases):
            key = fold(alias)
            exact[key][i] = key != official
            if place.country in TRANSLITERATED:
                variants[squash(alias)][i] = True
    exact.pop("", None)
    variants.pop("", None)
    return exact, variants


def _packed(postings: Postings, places: list[PlaceRow]) -> Iterator[tuple[str, bytes]]:
    """Place ids, most populous first, negative where the key is an alias; bounded in number."""
    for key in sorted(postings):
        of_key = postings[key]
        per_country: Counter[str | None] = Counter()
        kept = []
        for i in sorted(of_key, key=lambda i: (of_key[i], -places[i - 1].population)):
            per_country[places[i - 1].country] += 1
            if per_country[places[i - 1].country] <= _PER_COUNTRY:
                kept.append(-i if of_key[i] else i)
        kept = kept[:_PER_NAME]
        kept.sort(key=lambda p: -places[abs(p) - 1].population)
        yield key, array("i", kept).tobytes()
