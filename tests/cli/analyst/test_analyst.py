"""Files for analysts, made of the contracts' own examples."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from schemas.codebook import EVENT_TYPES, MODES, SECTORS
from service.cli.analyst.acled import _OF_SUB_EVENT, acled_row
from service.cli.analyst.files import Newest, cell, write_csv, write_geojson
from service.cli.analyst.plover import plover_row
from service.cli.analyst.rows import event_row, incident_row
from service.stages.extract.crosswalk import acled_sub_event

EXAMPLES = Path(__file__).parents[3] / "schemas" / "examples"


def example(name: str, **changes: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return value | changes


def written(records: Any, to_row: Any) -> list[dict[str, str]]:
    out = io.StringIO()
    write_csv(records, to_row, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize("to_row", [event_row, incident_row, plover_row, acled_row])
def test_a_file_of_nothing_has_its_heading(to_row: Any) -> None:
    out = io.StringIO()
    assert write_csv([], to_row, out) == 0
    record = example("event_mention" if to_row is event_row else "incident")
    assert next(csv.reader(io.StringIO(out.getvalue()))) == list(to_row(record))


def test_an_incident_becomes_one_flat_row() -> None:
    (row,) = written([example("incident")], incident_row)
    assert (row["type"], row["modes"], row["date_start"]) == ("ASSAULT", "firearms", "2024-03-10")
    assert (row["place"], row["country"], row["lat"]) == ("Bukavu", "COD", "-2.4908")
    assert (row["actor_codes"], row["recipient_codes"]) == ("UAF", "COD CVL")
    assert row["outlets"] == "Kivu Courier"
    assert row["figures_by_source"] == "army: killed 12+"


def test_an_event_keeps_its_sentence_and_source() -> None:
    (row,) = written([example("event_mention")], event_row)
    assert row["source"]
    assert row["sentence"].endswith(".")
    assert row["killed_min"] == "12"
    assert row["killed_max"] == ""


@pytest.mark.parametrize("name", ["event_mention", "incident"])
def test_plover_columns_are_the_same_for_events_and_incidents(name: str) -> None:
    row = plover_row(example(name))
    assert row["Event Type"] == "ASSAULT"
    assert (row["Quad Code"], row["Intensity"]) == (4, -9.0)
    assert row.keys() == plover_row(example("incident")).keys()
    assert row["Primary Actor Sector"] == "UAF"


def test_an_attack_in_acleds_columns() -> None:
    row = acled_row(example("incident"))
    assert row is not None
    assert row["disorder_type"] == "Political violence"
    assert row["event_type"] in {"Violence against civilians", "Battles"}
    assert (row["iso"], row["geo_precision"], row["time_precision"]) == (180, 1, 1)
    assert (row["inter2"], row["civilian_targeting"]) == ("Civilians", "Civilian targeting")


@pytest.mark.parametrize(
    "changes",
    [{"modality": "future"}, {"modality": "denied"}, {"type": "REQUEST", "modes": []}],
    ids=["a plan", "denied", "talk"],
)
def test_what_acled_does_not_record_has_no_row(changes: Any) -> None:
    assert acled_row(example("incident", **changes)) is None
    assert written([example("incident", **changes)], acled_row) == []


def test_an_unknown_figure_place_and_date_stay_empty() -> None:
    row = acled_row(example("incident", quantities={}, place=None, date=None))
    assert row is not None
    assert {row[name] for name in ("fatalities", "iso", "location", "event_date", "year")} == {None}


@pytest.mark.parametrize(("end", "year"), [("2019-12-31", "2019"), ("2021-12-31", None)])
def test_the_first_day_of_a_long_time_is_no_date(end: str, year: str | None) -> None:
    date = {"start": "2019-01-01", "end": end, "precision": "year" if year else "period"}
    row = acled_row(example("incident", date=date))
    assert row is not None
    assert (row["event_date"], row["year"], row["time_precision"]) == (None, year, None)


def test_disputed_figures_give_the_lowest_and_tell_the_highest() -> None:
    killed = {"killed": {"low": 8, "high": 31, "latest": 31, "sources": []}}
    row = acled_row(example("incident", quantities=killed))
    assert row is not None
    assert (row["fatalities"], row["tags"]) == (8, "fatalities high=31")


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_sub_event_of_the_crosswalk_has_its_event_type(kind: Any) -> None:
    for mode in ((), *((mode,) for mode in MODES[kind])):
        for actor in SECTORS:
            for recipient in ("CVL", "MIL", "REB", "OPP"):
                sub = acled_sub_event(kind, mode, {actor}, {recipient}, ())
                assert sub is None or sub in _OF_SUB_EVENT


def test_geojson_has_longitude_first_and_leaves_out_what_has_no_point() -> None:
    out = io.StringIO()
    assert (
        write_geojson([example("incident"), example("incident", place=None)], incident_row, out)
        == 1
    )
    (feature,) = json.loads(out.getvalue())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [28.8428, -2.4908]}
    assert feature["properties"]["type"] == "ASSAULT"
    assert "lat" not in feature["properties"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+49", "-cmd", "\tx"], ids=repr)
def test_no_text_is_a_formula_to_a_spreadsheet(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert (cell(-2.5), cell(None), cell("plain")) == (-2.5, None, "plain")


def test_only_the_newest_state_of_a_record_is_kept() -> None:
    newest = Newest()
    newest.take(b"a", {"incident_id": "a", "revision": 1})
    newest.take(b"b", {"incident_id": "b", "revision": 1})
    newest.take(b"a", {"incident_id": "a", "revision": 2})
    newest.take(b"b", {"incident_id": "b", "revision": 2, "merged_into": "a"})
    newest.take(b"c", {"incident_id": "c", "revision": 1})
    newest.take(b"c", {})
    assert list(newest.records()) == [{"incident_id": "a", "revision": 2}]


def test_a_retracted_event_is_gone() -> None:
    newest = Newest()
    newest.take(b"MLI", {"mention_id": "1"})
    newest.take(b"MLI", {"mention_id": "2"})
    newest.take(b"MLI", {"mention_id": "1", "retracted": True})
    assert list(newest.records()) == [{"mention_id": "2"}]
