"""Rules and alerts are well-formed, and each alert is tried firing and not firing."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest
import yaml

from tests.deploy.conftest import DEPLOY, Run

PROMETHEUS = DEPLOY / "prometheus"


@pytest.mark.monitoring
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "rules.yml", "alerts.yml"),
        ("test", "rules", "alerts_test.yml"),
    ],
    ids=" ".join,
)
def test_promtool_accepts(promtool: Run, arguments: tuple[str, ...]) -> None:
    assert "SUCCESS" in promtool(*arguments)


def test_every_alert_has_a_case_that_fires_and_one_that_does_not(alerts: dict[str, Any]) -> None:
    cases: dict[str, set[bool]] = defaultdict(set)
    document = yaml.safe_load((PROMETHEUS / "alerts_test.yml").read_text(encoding="utf-8"))
    for case in document["tests"]:
        for tried in case["alert_rule_test"]:
            cases[tried["alertname"]].add(bool(tried["exp_alerts"]))
    assert cases == {name: {True, False} for name in alerts}


def test_an_alert_says_how_bad_it_is_what_it_is_and_what_to_do(alerts: dict[str, Any]) -> None:
    for name, rule in alerts.items():
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}, name
        assert rule["annotations"]["summary"].endswith("."), name
        assert rule["annotations"]["runbook_url"].endswith(f"#{name.lower()}"), name


def test_the_threshold_that_boards_draw_is_the_one_in_the_expression(
    alerts: dict[str, Any],
) -> None:
    for name, rule in alerts.items():
        numbers = re.findall(r"[<>] ([\d.]+)", rule["expr"])
        assert rule["annotations"]["threshold"] in numbers, name


def test_every_rule_that_is_recorded_follows_the_naming_scheme() -> None:
    document = yaml.safe_load((PROMETHEUS / "rules.yml").read_text(encoding="utf-8"))
    names = [rule["record"] for group in document["groups"] for rule in group["rules"]]
    assert len(set(names)) == len(names)
    wrong = [name for name in names if not re.fullmatch(r"[a-z_]+:wirecoder_\w+:[a-z0-9_]+", name)]
    assert not wrong
