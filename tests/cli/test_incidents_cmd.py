"""`wirecoder incidents`: the table of a run, and the reasons behind one incident."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.main import app
from tests.cli.conftest import Ran

runner = CliRunner()
# the loader of the language model still calls a method that its library deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning")
WIDE = {"COLUMNS": "250"}


@pytest.fixture
def copied(ran: Ran) -> dict[str, Any]:
    """An incident that two articles tell."""
    return next(i for i in ran.rows("incidents") if i["reports"]["articles"] == 2)


def test_the_most_widely_told_incident_comes_first(ran: Ran) -> None:
    shown = runner.invoke(app, ["incidents", str(ran.folder), "--format", "jsonl"])
    told = [json.loads(line)["reports"]["articles"] for line in shown.stdout.splitlines()]
    assert told == sorted(told, reverse=True)
    assert len(told) == len(ran.rows("incidents"))


def test_the_table_begins_with_the_ids_that_explain_takes(ran: Ran, copied: dict[str, Any]) -> None:
    shown = runner.invoke(app, ["incidents", str(ran.folder), "--format", "table"], env=WIDE)
    assert shown.stdout.startswith("id")
    assert copied["incident_id"][:8] in shown.stdout


def test_each_later_report_names_the_earlier_one_it_is_like_and_why(
    ran: Ran, copied: dict[str, Any]
) -> None:
    args = ["incidents", str(ran.folder), "--explain", copied["incident_id"]]
    shown = runner.invoke(app, [*args, "--format", "jsonl"])
    first, *later = map(json.loads, shown.stdout.splitlines())
    assert first["earlier"] is None
    assert {row["mention"]["mention_id"] for row in (first, *later)} == set(copied["mention_ids"])
    for row in later:
        assert row["earlier"] in copied["mention_ids"]
        assert "same type" in row["reasons"]


def test_a_person_sees_outlets_reasons_and_words(ran: Ran, copied: dict[str, Any]) -> None:
    args = ["incidents", str(ran.folder), "--explain", copied["incident_id"][:8]]
    shown = runner.invoke(app, [*args, "--format", "table"], env=WIDE)
    assert "Plateau Wire" in shown.stdout
    assert "Morning Ledger (syndicated)" in shown.stdout
    assert "the first" in shown.stdout


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--explain", "no-such-id"], "No incidents with an id"),
        (["--explain", ""], "incidents with an id"),
        (["--topic"], "give --topic"),
        (["--explain", "a", "--format", "csv"], "cannot be written as csv"),
    ],
    ids=["unknown", "ambiguous", "folder and topic", "reasons are no file"],
)
def test_a_wrong_question_is_answered_in_one_line(ran: Ran, more: list[str], message: str) -> None:
    shown = runner.invoke(app, ["incidents", str(ran.folder), *more])
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_the_table_of_a_run_as_a_file_for_analysts(ran: Ran) -> None:
    shown = runner.invoke(app, ["incidents", str(ran.folder), "--format", "csv"])
    told = [row["incident_id"] for row in csv.DictReader(io.StringIO(shown.stdout))]
    assert sorted(told) == sorted(i["incident_id"] for i in ran.rows("incidents"))


def test_the_incidents_of_a_run_as_parquet(ran: Ran) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    args = ["incidents", str(ran.folder), "--format", "parquet", "--limit", "1"]
    shown = runner.invoke(app, args)
    (row,) = parquet.read_table(io.BytesIO(shown.stdout_bytes)).to_pylist()
    assert row["incident_id"] in {i["incident_id"] for i in ran.rows("incidents")}
    assert isinstance(row["outlets"], list)


def test_a_folder_without_a_run_says_what_to_do(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["incidents", str(tmp_path)])
    assert shown.exit_code == 2
    assert "wirecoder run" in shown.stderr


def test_a_damaged_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").touch()
    (tmp_path / "incidents.jsonl").write_text("no JSON\n")
    shown = runner.invoke(app, ["incidents", str(tmp_path)])
    assert shown.exit_code == 2
    assert shown.stderr.startswith("wirecoder: ")
