"""Looking places up, and building the file in which they are looked up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.stages.extract.gazetteer import Gazetteer, GazetteerError, GazetteerStaleError
from service.stages.extract.gazetteer_build import build_gazetteer
from service.stages.extract.gazetteer_keys import as_written, fold, squash
from service.stages.extract.gazetteer_sources import PlaceRow, own_rows
from service.stages.extract.place_lexicon import countries, demonyms
from tests.stages.extract.places_world import ROWS, build


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with closing(build(tmp_path_factory.mktemp("gazetteer") / "world.sqlite")) as built:
        yield built


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("maiduguri", "Maiduguri", id="letter case"),
        pytest.param("Sao Tome", "São Tomé", id="accents"),
        pytest.param("Deir Ez Zor", "Deir ez-Zor", id="hyphen or space"),
        pytest.param("Saint Louis", "St. Louis", id="Saint or St"),
        pytest.param("al-Rastan", "Ar Rastan", id="an alias"),
    ],
)
def test_a_name_is_found_however_it_is_written(
    gazetteer: Gazetteer, written: str, name: str
) -> None:
    assert [place.name for place in gazetteer.lookup(written)] == [name]


def test_namesakes_come_most_populous_first(gazetteer: Gazetteer) -> None:
    assert [place.country for place in gazetteer.lookup("Paris")] == ["FRA", "USA"]


def test_an_alias_is_told_from_the_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Hims")[0].is_alias
    assert not gazetteer.lookup("Gao")[0].is_alias


def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertzuiop") == ()
    assert gazetteer.lookup("") == ()


def test_other_spellings_are_found_within_the_given_countries_only(gazetteer: Gazetteer) -> None:
    assert [p.name for p in gazetteer.lookup_variant("Dayr el-Zur", {"SYR"})] == ["Deir ez-Zor"]
    assert gazetteer.lookup_variant("Dayr el-Zur", {"IRQ"}) == ()


def test_another_spelling_of_an_alias_begins_like_the_name(gazetteer: Gazetteer) -> None:
    assert [p.name for p in gazetteer.lookup_variant("Hyms", {"SYR"})] == ["Homs"]
    assert gazetteer.lookup_variant("Kawlin", {"CHN"}) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("Al-Qusayr", "Qusair"),
        ("Maharda", "Mahardah"),
        ("Ghouta", "Guta"),
    ],
)
def test_transliterations_of_one_name_share_a_key(one: str, other: str) -> None:
    assert squash(one) == squash(other)


def test_folding_keeps_different_names_apart() -> None:
    assert len({fold(name) for name in ("Niger", "Nigeria", "Guinea", "Guinea-Bissau")}) == 4


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        pytest.param("Jalalabad", "Jalālābād", "Jalalabad", id="accents"),
        pytest.param("Kismayu", "Kismayo", "Kismayu", id="vowels"),
        pytest.param("El Obeid", "Al Ubayyiḑ", "El Obeid", id="transliterated"),
        pytest.param("Bombay", "Mumbai", "Mumbai", id="another name"),
        pytest.param("BOGOTA", "Bogotá", "Bogotá", id="capitals"),
    ],
)
def test_a_name_is_told_in_the_spelling_of_the_text(text: str, name: str, written: str) -> None:
    assert as_written(text, name) == written


def test_a_missing_file_is_an_error_that_says_where(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.sqlite"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_file_of_another_version_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    build(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    with pytest.raises(GazetteerStaleError):
        Gazetteer.open(path)


def test_what_is_no_database_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database, but long enough to look like a file " * 40)
    with pytest.raises(GazetteerStaleError):
        Gazetteer.open(path)


def test_a_failed_build_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    build(path).close()
    broken = PlaceRow(None, "city", "city")  # type: ignore[arg-type]
    with pytest.raises((sqlite3.Error, AttributeError)):
        build_gazetteer(path, rows=[broken])
    with closing(Gazetteer.open(path)) as old:
        assert old.lookup("Gao")
    assert [p.name for p in tmp_path.iterdir()] == ["world.sqlite"]


def test_the_build_tells_when_it_is_done(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    build_gazetteer(tmp_path / "g", rows=ROWS, progress=lambda done, of: calls.append((done, of)))
    assert calls[-1] == (len(ROWS), len(ROWS))


def test_own_rows_are_on_the_map_and_well_formed() -> None:
    codes = {entry.state for entry in countries()}
    rows = list(own_rows())
    assert len(rows) > 500
    for row in rows:
        assert -90 <= (row.lat or 0) <= 90, row.name
        assert -180 <= (row.lon or 0) <= 180, row.name
        assert row.country is None or row.country in codes, row.name
        assert row.country is None or "border" not in row.name.lower(), row.name
    names = [(row.name, row.country) for row in rows]
    assert names == sorted(names, key=lambda n: (n[0], n[1] or ""))
    assert len(set(names)) == len(names)


def test_territories_belong_to_their_state_and_kosovo_is_kos() -> None:
    states = {entry.name: entry.state for entry in countries()}
    assert (states["Puerto Rico"], states["Greenland"], states["Kosovo"]) == ("USA", "DNK", "KOS")
    assert demonyms()["Nigerien"].iso3 == "NER"
    assert demonyms()["Nigerian"].iso3 == "NGA"
