"""`wirecoder run`: the pipeline over files."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from schemas import Article, EnrichedArticle, EventMention, Incident, ScreenedArticle
from service.cli.main import app
from tests.cli.conftest import Ran

runner = CliRunner()
# the loader of the language model still calls a method that its library deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning")


@pytest.mark.parametrize(
    ("name", "contract"),
    [
        ("articles", Article),
        ("screened", ScreenedArticle),
        ("enriched", EnrichedArticle),
        ("events", EventMention),
        ("incidents", Incident),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_line_of_a_file_keeps_its_contract(ran: Ran, name: str, contract: type) -> None:
    rows = ran.rows(name)
    assert rows
    for row in rows:
        contract.model_validate(row)  # type: ignore[attr-defined]


def test_every_article_that_can_be_read_comes_out_enriched_in_order(ran: Ran) -> None:
    names = [row["article"]["external_id"] for row in ran.rows("enriched")]
    assert names == ["ambush", "talks", "ambush-copy", "match", "talks"]


def test_what_gives_no_article_is_written_down_with_the_reason(ran: Ran) -> None:
    (refused,) = ran.rows("rejected")
    assert refused["source"].endswith("articles.jsonl:6")
    assert refused["reason"]
    assert ran.exit_code == 1


def test_a_copy_tells_its_originals_mentions_under_its_own_name(ran: Ran) -> None:
    events = ran.rows("events")
    own = [e for e in events if e["external_id"] == "ambush"]
    copied = [e for e in events if e["external_id"] == "ambush-copy"]
    assert own
    assert [e["trigger"]["text"] for e in copied] == [e["trigger"]["text"] for e in own]
    assert {e["report"] for e in copied} == {"syndicated"}
    assert {e["outlet"] for e in copied} == {"Morning Ledger"}
    assert not {e["mention_id"] for e in copied} & {e["mention_id"] for e in own}


def test_a_copy_is_a_report_but_no_independent_one(ran: Ran) -> None:
    both = [i for i in ran.rows("incidents") if len(i["reports"]["outlets"]) == 2]
    assert both
    assert {i["reports"]["independent"] for i in both} == {1}


def test_an_update_takes_back_what_it_no_longer_tells(ran: Ran) -> None:
    verdicts = [row["screening"]["verdict"] for row in ran.rows("screened")]
    assert verdicts[4] == "update"
    taken_back = {e["mention_id"] for e in ran.rows("events") if e["retracted"]}
    assert taken_back
    told = {m for i in ran.rows("incidents") for m in i["mention_ids"]}
    assert not taken_back & told


def test_an_incident_comes_once_with_its_last_revision(ran: Ran) -> None:
    ids = [i["incident_id"] for i in ran.rows("incidents")]
    assert len(ids) == len(set(ids))


def test_one_line_sums_the_run_up(ran: Ran) -> None:
    assert "5 articles, 1 copy, 1 update" in ran.said.replace("\n", " ")
    assert "1 rejected" in ran.said.replace("\n", " ")


def test_sport_gives_no_event(ran: Ran) -> None:
    assert "match" not in {e["external_id"] for e in ran.rows("events")}


def test_screening_alone_leaves_no_file_of_a_longer_run(ran: Ran, tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text("of before\n")
    args = ["run", str(ran.source), "--out", str(tmp_path), "--until", "screened"]
    assert runner.invoke(app, args).exit_code == 1
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["articles.jsonl", "rejected.jsonl", "screened.jsonl"]
    assert len((tmp_path / "screened.jsonl").read_text().splitlines()) == 5


@pytest.mark.slow
def test_a_pool_of_processes_gives_the_same_events(ran: Ran, tmp_path: Path) -> None:
    args = ["run", str(ran.source), "--out", str(tmp_path), "--processes", "2"]
    assert runner.invoke(app, args).exit_code == 1
    for name in ("events.jsonl", "incidents.jsonl"):
        assert (tmp_path / name).read_bytes() == (ran.folder / name).read_bytes()


def test_a_folder_that_cannot_be_made_is_an_error_in_one_line(ran: Ran, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = runner.invoke(app, ["run", str(ran.source), "--out", str(tmp_path / "file" / "x")])
    assert done.exit_code == 2
    assert "Cannot write to" in done.stderr


@pytest.mark.parametrize("given", ["articles.jsonl", ".", "out"])
def test_results_never_replace_an_input_nor_are_read_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles.jsonl").write_text('{"body": "Farmers blocked a bridge."}\n')
    out = "." if given == "articles.jsonl" else "out"
    done = runner.invoke(app, ["run", given, "--out", out])
    assert done.exit_code == 2
    assert Path("articles.jsonl").read_text() == '{"body": "Farmers blocked a bridge."}\n'


@pytest.mark.parametrize("command", [["extract"], ["produce"], ["run", "--out", "out"]])
def test_a_given_date_that_nobody_can_read_is_refused(command: list[str]) -> None:
    done = runner.invoke(app, [*command, "-", "--published-at", "yesterday"], env={"COLUMNS": "99"})
    assert done.exit_code == 2
    assert "yesterday" in done.stderr
