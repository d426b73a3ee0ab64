"""Every expression of every panel, rule and alert has an answer while the service works."""

from __future__ import annotations

import os
import re
import signal
from typing import Any

import pytest
import yaml

from deploy.grafana.boards.__main__ import BOARDS
from tests.deploy.conftest import DEPLOY
from tests.monitoring.conftest import Watched
from tests.monitoring.rig import wait_until

pytestmark = [pytest.mark.monitoring, pytest.mark.kafka, pytest.mark.slow]

SEEN_SECONDS = 30.0


def rules(name: str, kind: str) -> list[tuple[str, str]]:
    document = yaml.safe_load((DEPLOY / "prometheus" / name).read_text(encoding="utf-8"))
    return [(rule[kind], rule["expr"]) for group in document["groups"] for rule in group["rules"]]


PANELS = [
    pytest.param(filled, id=f"{board.uid}: {panel.title} {number}")
    for board in BOARDS
    for panel in board.panels()
    for number, query in enumerate(panel.queries)
    for filled in [re.sub(r"\$(job|stage|instance)\b", ".*", query.expr)]
]
ALERTS = rules("alerts.yml", "alert")
RECORDED = rules("rules.yml", "record")


@pytest.mark.parametrize("expr", PANELS)
def test_a_panel_has_something_to_show(watched: Watched, expr: str) -> None:
    has_data(watched, expr.replace("$__rate_interval", "1m"))


@pytest.mark.parametrize(("name", "expr"), RECORDED, ids=[name for name, _ in RECORDED])
def test_a_recorded_series_is_there(watched: Watched, name: str, expr: str) -> None:
    assert watched.prometheus.query(expr)
    has_data(watched, name)


@pytest.mark.parametrize(("name", "expr"), ALERTS, ids=[name for name, _ in ALERTS])
def test_an_alert_looks_at_something_that_exists(watched: Watched, name: str, expr: str) -> None:
    """Without its thresholds, which a healthy service does not pass, it has data."""
    watched.prometheus.query(expr)
    has_data(watched, re.sub(r" [<>] [\d.]+", "", expr))


def has_data(watched: Watched, expr: str) -> None:
    """Some number, once the next evaluation is through."""

    def is_there() -> bool:
        return any(sample["value"][1] != "NaN" for sample in watched.prometheus.query(expr))

    wait_until(is_there, SEEN_SECONDS)


def test_the_numbers_are_those_of_the_load(watched: Watched) -> None:
    def total(expr: str) -> float:
        return sum(float(sample["value"][1]) for sample in watched.prometheus.query(expr))

    def is_counted() -> bool:
        return total('wirecoder_messages_total{stage="extract"}') == 30

    wait_until(is_counted, SEEN_SECONDS)
    assert total('wirecoder_dead_letters_total{stage="clean"}') == 3
    assert total('wirecoder_dead_letters_total{reason="not_json"}') == 1
    assert total('wirecoder_verdicts_total{verdict="copy"}') >= 6
    assert total("wirecoder_event_types_total") == total(
        'wirecoder_events_total{stage="extract",outcome=~"coded|copied"}'
    )
    wait_until(lambda: total("wirecoder_lag") == 0, SEEN_SECONDS)


def test_a_killed_stage_is_noticed_and_no_other_is_blamed(watched: Watched) -> None:
    """Last of all: link is gone afterwards."""
    quiet = {name for name, _ in watched.prometheus.alerts()}
    assert "WirecoderStageStopped" not in quiet
    os.kill(watched.supervisor.pids()["link-0"], signal.SIGKILL)

    def noticed() -> Any:
        return ("WirecoderStageStopped", "link") in watched.prometheus.alerts()

    wait_until(noticed, SEEN_SECONDS)
    blamed = {stage for name, stage in watched.prometheus.alerts() if "Stopped" in name}
    assert blamed == {"link"}
    assert ("WirecoderWorkerDown", "link") in watched.prometheus.alerts()
