"""`wirecoder extract`: articles coded without Kafka."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schemas import EnrichedArticle, EventMention
from service.cli.main import app
from tests.cli.conftest import AMBUSH, MATCH

runner = CliRunner()
# the loader of the language model still calls a method that its library deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning")
WIDE = {"COLUMNS": "250"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text file, as somebody would have it."""
    path = tmp_path / "ambush.txt"
    path.write_text(AMBUSH, encoding="utf-8")
    return path


def test_mentions_quote_the_text_at_their_offsets(article: Path) -> None:
    args = ["extract", str(article), "--published-at", "2024-06-03", "--outlet", "Plateau Wire"]
    shown = runner.invoke(app, [*args, "--format", "mentions"])
    assert shown.exit_code == 0
    mentions = [EventMention.model_validate_json(line) for line in shown.stdout.splitlines()]
    assert "ASSAULT" in {m.type for m in mentions}
    for m in mentions:
        assert AMBUSH[m.trigger.start : m.trigger.end] == m.trigger.text
        assert (m.external_id, m.outlet, m.report) == ("ambush.txt", "Plateau Wire", "original")


def test_enriched_articles_name_their_mentions(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "enriched.jsonl"
    args = ["extract", str(article), "--format", "enriched", "--output", str(out)]
    assert runner.invoke(app, args).exit_code == 0
    (enriched,) = map(EnrichedArticle.model_validate_json, out.read_text().splitlines())
    assert enriched.mention_ids
    assert "Burkina Faso" in {e.name for e in enriched.entities}


def test_the_table_says_who_did_what_to_whom(article: Path) -> None:
    shown = runner.invoke(app, ["extract", str(article)], env=WIDE)
    assert "ASSAULT" in shown.stdout
    assert "Gunmen" in shown.stdout
    assert "killed 9" in shown.stdout


def test_what_cannot_be_read_is_told_and_the_rest_is_coded(article: Path) -> None:
    shown = runner.invoke(app, ["extract", "no-such-file.txt", str(article)], env=WIDE)
    assert shown.exit_code == 1
    assert "no such file" in shown.stderr
    assert "ASSAULT" in shown.stdout


def test_explain_names_frame_slots_cue_day_figure_and_decision(article: Path) -> None:
    args = ["extract", str(article), "--published-at", "2024-06-03", "--explain"]
    shown = runner.invoke(app, args, env=WIDE)
    assert shown.exit_code == 0
    for words in (
        ": verb ",
        "slots subj",
        "asserts: 'said'",
        "weekday",
        "nine officers",
        "decision",
    ):
        assert words in shown.stdout


def test_explain_gives_programs_the_mention_with_its_reasons(article: Path) -> None:
    shown = runner.invoke(app, ["extract", str(article), "--explain", "--format", "mentions"])
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert rows
    for row in rows:
        parts = [why["part"] for why in row.pop("explained")]
        EventMention.model_validate(row)
        assert parts[0] == "frame"
        assert parts[-1] == "decision"


def test_explain_says_when_there_is_nothing_to_explain(tmp_path: Path) -> None:
    path = tmp_path / "match.txt"
    path.write_text(MATCH, encoding="utf-8")
    shown = runner.invoke(app, ["extract", str(path), "--explain"])
    assert shown.exit_code == 0
    assert "no events" in shown.stderr


def test_a_file_that_cannot_be_written_is_told_in_one_line(article: Path, tmp_path: Path) -> None:
    shown = runner.invoke(app, ["extract", str(article), "-o", str(tmp_path / "no" / "such")])
    assert shown.exit_code == 2
    assert shown.stderr.endswith("such: No such file or directory\n")


def test_an_input_without_articles_is_told(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["extract", str(tmp_path)])
    assert (shown.exit_code, shown.stderr.strip()) == (0, "No articles there.")
