"""The boards are fresh, valid for Grafana's own model, and tell what an operator needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from grafana_foundation_sdk.models.dashboard import Dashboard

from deploy.grafana.boards.__main__ import BOARDS, files
from deploy.grafana.boards.spec import Board
from tests.deploy.conftest import DEPLOY

GRAFANA = DEPLOY / "grafana"
boards = pytest.mark.parametrize("board", BOARDS, ids=[board.uid for board in BOARDS])


def loaded(board: Board) -> dict[str, Any]:
    path = GRAFANA / "dashboards" / f"{board.uid}.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_the_committed_json_is_what_the_code_writes(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], "python -m deploy.grafana.boards"


def test_no_board_is_left_over() -> None:
    assert set((GRAFANA / "dashboards").iterdir()) == set(files())


@boards
def test_grafanas_own_model_reads_the_board(board: Board) -> None:
    read = Dashboard.from_json(loaded(board))
    assert (read.uid, read.id_val) == (board.uid, None)
    assert read.panels is not None
    assert len(read.panels) == len(board.panels()) + len(board.rows)


@boards
def test_every_panel_says_what_it_shows_in_which_unit(board: Board) -> None:
    for panel in board.panels():
        assert panel.about.endswith("."), panel.title
        if panel.kind != "text":
            assert panel.unit in {"s", "ops", "short", "percentunit", "bytes"}, panel.title
            assert panel.queries, panel.title


@boards
def test_every_query_goes_to_the_chosen_data_source(board: Board) -> None:
    document = loaded(board)
    for panel in document["panels"]:
        for target in panel.get("targets", ()):
            assert target["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
    names = [variable["name"] for variable in document["templating"]["list"]]
    assert names == ["datasource", "job", "stage", "instance", "runbooks"]


@boards
def test_rates_are_taken_over_grafanas_interval(board: Board) -> None:
    for panel in board.panels():
        for query in panel.queries:
            assert query.expr.count("rate(") == query.expr.count("$__rate_interval")


@boards
def test_a_panel_with_an_alert_draws_its_threshold_and_links_to_its_runbook(
    board: Board, alerts: dict[str, Any]
) -> None:
    drawn = {panel["title"]: panel for panel in loaded(board)["panels"]}
    for panel in board.panels():
        if panel.alert is None:
            continue
        steps = drawn[panel.title]["fieldConfig"]["defaults"]["thresholds"]["steps"]
        assert steps[1]["value"] == float(alerts[panel.alert]["annotations"]["threshold"])
        assert drawn[panel.title]["links"][0]["url"] == f"${{runbooks}}#{panel.alert.lower()}"


@boards
def test_panels_do_not_overlap(board: Board) -> None:
    taken: set[tuple[int, int]] = set()
    for panel in loaded(board)["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_every_alert_but_those_about_prometheus_itself_has_a_panel(alerts: dict[str, Any]) -> None:
    shown = {panel.alert for board in BOARDS for panel in board.panels()}
    without = set(alerts) - shown
    assert without == {
        "WirecoderStageMissing", "WirecoderWorkerDown", "WirecoderNotReady", "WirecoderNoArticles",
        "WirecoderRecoverySlow", "WirecoderMixedVersions",
    }  # fmt: skip


def test_provisioning_points_at_the_data_source_and_the_folder_of_boards() -> None:
    folder = GRAFANA / "provisioning"
    source = yaml.safe_load((folder / "datasources" / "prometheus.yml").read_text("utf-8"))
    provider = yaml.safe_load((folder / "dashboards" / "wirecoder.yml").read_text("utf-8"))
    assert source["datasources"][0]["uid"] == "wirecoder-prometheus"
    assert provider["providers"][0]["options"]["path"] == "/etc/grafana/dashboards"
