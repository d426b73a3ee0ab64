"""The world's place names in one read-only SQLite file, shared by all processes of a machine."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, Self

from schemas.codebook import PlacePrecision
from service.errors import WirecoderError
from service.stages.extract.gazetteer_keys import fold, squash
from service.stages.extract.gazetteer_version import wanted_versions

PlaceKind = Literal["city", "admin1", "admin2", "country", "region", "point"]

_COLUMNS: Final = (
    "id, geonames_id, name, kind, country, admin1, admin2, lat, lon, population, precision"
)
_HOT_NAMES: Final = 50_000


class GazetteerError(WirecoderError):
    """There is no usable gazetteer at the path: build it with `build_gazetteer`."""


class GazetteerStaleError(GazetteerError):
    """The gazetteer was built by another version or from other data."""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place; `country` is ISO 3166 alpha-3 (KOS for Kosovo), none for seas and borders."""

    geonames_id: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    precision: PlacePrecision
    is_alias: bool = False


class Gazetteer:
    """Look-ups by name; answers come most populous first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.lookup = lru_cache(maxsize=_HOT_NAMES)(self._lookup)
        self._variants = lru_cache(maxsize=_HOT_NAMES // 4)(self._find_variants)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The gazetteer at `path`. Raises GazetteerError, GazetteerStaleError."""
        if not path.is_file():
            raise GazetteerError(f"no gazetteer at {path}")
        db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found = _stored_versions(db)
        if found != wanted_versions(found):
            db.close()
            raise GazetteerStaleError(f"the gazetteer at {path} is of another version: {found}")
        return cls(db)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _lookup(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Places of that name, letter case, accents, hyphens and 'Saint' or 'St' set aside."""
        return self._places("name", fold(name))

    def lookup_variant(self, name: str, countries: Collection[str]) -> tuple[GazetteerPlace, ...]:
        """Places in `countries` whose name is another transliteration of `name`.

        Another name of theirs may be, if the one they go by begins alike: 'Kawlin' is no 'Gulin',
        which once was 'Ku-lin'.
        """
        first = squash(name)[:1]
        return tuple(
            p
            for p in self._variants(name)
            if p.country in countries and (not p.is_alias or squash(p.name)[:1] == first)
        )

    def _find_variants(self, name: str) -> tuple[GazetteerPlace, ...]:
        key = squash(name)
        return self._places("variant", key) if len(key) > 3 else ()

    def _places(self, table: Literal["name", "variant"], key: str) -> tuple[GazetteerPlace, ...]:
        row = self._db.execute(f"SELECT places FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
        if row is None:
            return ()
        postings = array("i", row[0])
        marks = ",".join("?" * len(postings))
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM place WHERE id IN ({marks})",  # noqa: S608
            [abs(posting) for posting in postings],
        )
        by_id = {row[0]: row[1:] for row in rows}
        return tuple(GazetteerPlace(*(*by_id[abs(p)], p < 0)) for p in postings)


def _stored_versions(db: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(db.execute("SELECT key, value FROM meta").fetchall())
    except sqlite3.DatabaseError:
        return {}
