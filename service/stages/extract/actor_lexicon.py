"""Reads the actor lexicons (TSV) into entries."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import cast, get_args

from schemas.codebook import SECTORS, Sector
from service.stages.extract.actor_types import Codes, Entry, Kind, RoleUse

Row = dict[str, str]


def read_rows(name: str) -> Iterator[Row]:
    """The rows of `lexicon/actors/<name>.tsv` as column -> text; `#` lines are comments."""
    path = files("service.stages.extract") / "lexicon" / "actors" / f"{name}.tsv"
    lines = [x for x in path.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def parse_day(text: str, *, last: bool) -> date | None:
    """'1993', '1993-01' or '1993-01-20' as a day, the last of its year or month if asked."""
    if not text:
        return None
    parts = [int(x) for x in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def split(cell: str) -> tuple[str, ...]:
    """The parts of a |-separated cell."""
    return tuple(x for x in cell.split("|") if x)


def sectors(cell: str) -> tuple[Sector, ...]:
    """The comma-separated sector codes of a cell; an unknown code is a defect of the file."""
    found = tuple(x for x in cell.split(",") if x)
    unknown = set(found) - set(SECTORS)
    if unknown:
        raise ValueError(f"unknown sector {', '.join(sorted(unknown))}")
    return cast("tuple[Sector, ...]", found)


def dated_entries(name: str, kind: Kind) -> list[Entry]:
    """Organisations or people: rows with the same id are one entry with dated codes."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(name):
        groups[row["id"]].append(row)
    return [_dated_entry(key, rows, kind) for key, rows in groups.items()]


def _dated_entry(key: str, rows: list[Row], kind: Kind) -> Entry:
    codes = [
        Codes(
            row["country"] or None,
            sectors(row["sectors"]),
            parse_day(row["from"], last=False),
            parse_day(row["to"], last=True),
        )
        for row in rows
    ]
    codes.sort(key=lambda c: (c.start or date.min, c.end or date.max))
    aliases = tuple(dict.fromkeys(a for row in rows for a in split(row["aliases"])))
    return Entry(key, rows[0]["name"], kind, tuple(codes), aliases)


def country_entries() -> list[Entry]:
    """States with their names, demonyms and seats of government, each kind its own entry."""
    entries = []
    for row in read_rows("countries"):
        state = (Codes(row["iso3"], ("GOV",)),)
        people = (Codes(row["iso3"], ()),)
        name, key = row["name"], row["iso3"]
        entries.append(Entry(key, name, "country", state, (name, *split(row["aliases"]))))
        entries.append(Entry(key, name, "demonym", people, split(row["demonyms"])))
        entries.append(Entry(key, name, "seat", state, split(row["seats"])))
    return entries


def place_entries() -> list[Entry]:
    """Well-known towns and regions; breakaway regions carry PRE.

    Without a country: what holds the name of a state and is none, as "Latin America".
    """
    return [
        Entry(
            row["country"] or row["name"],
            row["name"],
            "place",
            (Codes(row["country"] or None, sectors(row["sectors"])),),
            (row["name"], *split(row["aliases"])),
        )
        for row in read_rows("places")
    ]


def role_entries() -> list[Entry]:
    """Role nouns with their sectors and use."""
    entries = []
    for row in read_rows("roles"):
        if row["use"] not in get_args(RoleUse):
            raise ValueError(f"unknown use {row['use']} of {row['noun']}")
        codes = (Codes(None, sectors(row["sectors"])),)
        aliases = (row["noun"], *split(row["plural"]))
        entries.append(
            Entry(row["noun"], row["noun"], "role", codes, aliases, cast("RoleUse", row["use"]))
        )
    return entries
