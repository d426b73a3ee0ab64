"""The table of office-holders: its form, and some of them on some days."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pycountry
import pytest

from service.stages.extract.actor_lexicon import parse_day, read_rows
from service.stages.extract.actor_registry import ActorRegistry

COLUMNS = ["id", "name", "aliases", "country", "sectors", "from", "to"]
ROWS = list(read_rows("people"))
SECTORS = frozenset("GOV MIL LEG JUD PTY REB IMG IGO OPP ELI REL NGO SOC PRE".split())
STATES = frozenset(c.alpha_3 for c in pycountry.countries) | {"KOS"}


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


def test_every_line_has_the_columns() -> None:
    path = files("service.stages.extract") / "lexicon" / "actors" / "people.tsv"
    comment, header, *lines = path.read_text("utf-8").splitlines()
    assert comment.startswith("#")
    assert header.split("\t") == COLUMNS
    assert not [x for x in lines if x.count("\t") != len(COLUMNS) - 1 or x != x.rstrip("\r\n ")]


def test_rows_are_sorted_and_unique() -> None:
    ids = [row["id"] for row in ROWS]
    assert ids == sorted(ids)
    assert len({tuple(row.values()) for row in ROWS}) == len(ROWS)


def test_there_are_enough_people_and_one_name_each() -> None:
    names = {(row["id"], row["name"]) for row in ROWS}
    assert len(names) == len({row["id"] for row in ROWS})
    assert len(names) >= 400


def test_codes_are_known() -> None:
    assert {row["country"] for row in ROWS if row["country"]} <= STATES
    for row in ROWS:
        assert row["sectors"], row
        assert set(row["sectors"].split(",")) <= SECTORS, row


def test_international_office_has_no_country() -> None:
    assert not [row for row in ROWS if row["country"] and "IGO" in row["sectors"].split(",")]


def test_roles_start_before_they_end() -> None:
    for row in ROWS:
        start, end = parse_day(row["from"], last=False), parse_day(row["to"], last=True)
        assert start is None or end is None or start <= end, row


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Moammar Gadhafi", date(1986, 4, 15), "LBY", "GOV"),
        ("Nelson Mandela", date(1995, 5, 1), "ZAF", "GOV"),
        ("Jimmy Carter", date(1994, 6, 1), "USA", "ELI"),
        ("Charles Taylor", date(1992, 10, 1), "LBR", "REB"),
        ("Charles Taylor", date(2000, 1, 1), "LBR", "GOV"),
        ("Kofi Annan", date(1999, 1, 1), None, "IGO"),
        ("Ban Ki Moon", date(2005, 1, 1), "KOR", "GOV"),
        ("Ban Ki Moon", date(2012, 1, 1), None, "IGO"),
        ("Prachanda", date(2003, 1, 1), "NPL", "REB"),
        ("Ahmed al-Sharaa", date(2025, 1, 1), "SYR", "GOV"),
        ("Aung San Suu Kyi", date(1996, 1, 1), "MMR", "PTY"),
        ("Duma Boko", date(2018, 1, 1), "BWA", "PTY"),
        ("Duma Boko", date(2025, 6, 1), "BWA", "GOV"),
        ("Roberto d'Aubuisson", date(1988, 6, 1), "SLV", "PTY"),
        ("FRAPH", date(1994, 6, 1), "HTI", "PRM"),
        ("Hizb ut-Tahrir", date(2005, 6, 1), None, "IMG"),
        ("Christian Democratic Party", date(1989, 6, 1), None, "PTY"),
    ],
)
def test_codes_follow_the_day(
    registry: ActorRegistry, name: str, day: date, country: str | None, sector: str
) -> None:
    (match,) = registry.match_text(name, on=day)
    codes = match.entry.on(day)
    assert (codes.country, codes.sectors[0]) == (country, sector)


@pytest.mark.parametrize(
    ("text", "day", "entry"),
    [
        ("George Bush", date(1991, 1, 17), "george-h-w-bush"),
        ("George Bush", date(2004, 1, 17), "george-w-bush"),
        ("Assad", date(1990, 1, 1), "hafez-al-assad"),
        ("Assad", date(2013, 1, 1), "bashar-al-assad"),
        ("Netanyahu", date(2015, 1, 1), "benjamin-netanyahu"),
    ],
)
def test_a_short_name_goes_to_the_one_in_office(
    registry: ActorRegistry, text: str, day: date, entry: str
) -> None:
    assert [m.entry.entry_id for m in registry.match_text(text, on=day)] == [entry]


@pytest.mark.parametrize("text", ["The attack in May 2017", "Ramadan 1998", "Key 2010"])
def test_words_are_not_people(registry: ActorRegistry, text: str) -> None:
    day = date(int(text[-4:]), 6, 1)
    assert not [m for m in registry.match_text(text, on=day) if m.entry.kind == "person"]
