"""Parquet: the columns of the CSV files, with types."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

import pytest

from service.cli.analyst.formats import AnyFormat, writer
from service.cli.analyst.parquet import EVENT, INCIDENT, typed
from service.cli.analyst.rows import event_row, incident_row
from service.cli.columns import Kind
from service.errors import UserError

EXAMPLES = Path(__file__).parents[3] / "schemas" / "examples"
KINDS = [(Kind.incidents, "incident"), (Kind.events, "event_mention")]
kinds = pytest.mark.parametrize(("kind", "name"), KINDS, ids=[kind for kind, _ in KINDS])


def example(name: str, **changes: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return value | changes


def written(kind: Kind, *records: dict[str, Any]) -> Any:
    """The file that was written, as a table."""
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.TextIOWrapper(io.BytesIO())
    assert writer(kind, AnyFormat.parquet)(records, out) == len(records)
    return parquet.read_table(io.BytesIO(out.buffer.getvalue()))


@pytest.mark.parametrize(
    ("columns", "row"),
    [(INCIDENT, incident_row(example("incident"))), (EVENT, event_row(example("event_mention")))],
    ids=["incidents", "events"],
)
def test_the_columns_are_those_of_the_csv_file_and_days_of_its_moments(
    columns: dict[str, str], row: dict[str, Any]
) -> None:
    days = {name for name in columns if name.endswith("_day")}
    assert [name for name in columns if name not in days] == list(row)
    assert days == {
        name.replace("_at", "_day") for name, kind in columns.items() if kind == "moment"
    }


@kinds
def test_numbers_days_and_lists_keep_their_types(kind: Kind, name: str) -> None:
    schema = written(kind, example(name)).schema
    types = {field.name: str(field.type) for field in schema}
    assert types["killed_low" if kind is Kind.incidents else "killed_min"] == "int64"
    assert types["lat"] == "double"
    assert types["date_start"] == "date32[day]"
    assert types["modes"].startswith("list<")
    moment = "first_reported_at" if kind is Kind.incidents else "published_at"
    assert types[moment] == "timestamp[us, tz=UTC]"


def test_an_incident_reads_back_as_it_was() -> None:
    (row,) = written(Kind.incidents, example("incident")).to_pylist()
    assert (row["type"], row["modes"], row["date_start"]) == (
        "ASSAULT", ["firearms"], date(2024, 3, 10),
    )  # fmt: skip
    assert (row["actor_codes"], row["recipient_codes"]) == (["UAF"], ["COD CVL"])
    assert row["lat"] == pytest.approx(-2.4908)


@pytest.mark.parametrize(
    ("told", "moment", "day"),
    [
        ("2024-03-10", None, date(2024, 3, 10)),
        ("2024-03-10T08:30:00+02:00", datetime(2024, 3, 10, 6, 30, tzinfo=UTC), date(2024, 3, 10)),
        ("2024-03-10T08:30:00", datetime(2024, 3, 10, 8, 30, tzinfo=UTC), date(2024, 3, 10)),
        ("", None, None),
        (None, None, None),
        ("10 March, early", None, None),
    ],
    ids=["a day only", "with zone", "without zone", "empty", "unknown", "unreadable"],
)
def test_a_day_is_never_turned_into_midnight(told: Any, moment: Any, day: Any) -> None:
    (row,) = written(Kind.events, example("event_mention", published_at=told)).to_pylist()
    assert (row["published_at"], row["published_day"]) == (moment, day)


@kinds
def test_a_file_without_rows_has_its_columns(kind: Kind, name: str) -> None:
    table = written(kind)
    columns = INCIDENT if kind is Kind.incidents else EVENT
    assert (table.num_rows, table.column_names) == (0, list(columns))


def test_what_is_unknown_is_null() -> None:
    row = typed(incident_row(example("incident", place=None, date=None, quantities={})), INCIDENT)
    unknown = ("place", "lat", "geonames_id", "date_start", "killed_low")
    assert {row[name] for name in unknown} == {None}


def test_without_the_library_one_line_says_what_to_install(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UserError, match=r"pip install 'wirecoder\[parquet\]'"):
        writer(Kind.events, AnyFormat.parquet)([], io.StringIO())


class Terminal(io.TextIOWrapper):
    """A screen."""

    def isatty(self) -> bool:
        return True


def test_bytes_are_not_thrown_at_a_terminal() -> None:
    pytest.importorskip("pyarrow")
    screen: TextIO = Terminal(io.BytesIO())
    with pytest.raises(UserError, match="send it to a file"):
        writer(Kind.events, AnyFormat.parquet)([], screen)
