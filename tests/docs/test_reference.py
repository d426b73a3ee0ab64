"""Reference pages are fresh; code, docs, boards and alerts speak of the same metrics."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.grafana.boards.__main__ import BOARDS
from scripts.reference import declared_metrics, exposed_name, pages
from service.metrics import REASONS, STAGES
from tests.deploy.conftest import DEPLOY, ROOT, alerts

__all__ = ["alerts"]

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
NAME = re.compile(r"\bwirecoder_[a-z0-9_]+")
PARTS = ("_bucket", "_sum", "_count")
DOCUMENTS = sorted(
    [*ROOT.glob("docs/*.md"), *ROOT.glob("*.md"), *DEPLOY.rglob("*.json"), *DEPLOY.rglob("*.yml")]
)


def exposed() -> set[str]:
    """Every name that can be in a query."""
    names: set[str] = set()
    for metric in declared_metrics():
        name = exposed_name(metric)
        names |= {name} if metric._type != "histogram" else {name, *(name + p for p in PARTS)}
    return names


def recorded() -> set[str]:
    document = yaml.safe_load((DEPLOY / "prometheus" / "rules.yml").read_text(encoding="utf-8"))
    return {rule["record"] for group in document["groups"] for rule in group["rules"]}


def without_recorded(text: str) -> str:
    return re.sub(r"\b[a-z_]+:wirecoder_\w+:\w+", "", text)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_reference_page_is_what_the_declarations_say(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "python -m scripts.reference"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_metric_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(NAME.findall(without_recorded(text)))
    assert named <= exposed()
    assert set(re.findall(r"\b[a-z_]+:wirecoder_\w+:\w+", text)) <= recorded()


def test_every_metric_and_every_rule_is_on_a_board_or_in_an_alert() -> None:
    boards = " ".join(q.expr for b in BOARDS for panel in b.panels() for q in panel.queries)
    prometheus = (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    rules = (DEPLOY / "prometheus" / "rules.yml").read_text(encoding="utf-8")
    unseen = [
        exposed_name(metric)
        for metric in declared_metrics()
        if exposed_name(metric) not in boards + prometheus + rules
    ]
    assert not unseen
    assert not [name for name in recorded() if name not in boards + prometheus]


def test_every_alert_has_its_section_in_the_runbooks(alerts: dict[str, Any]) -> None:
    sections = re.findall(r"^## (Wirecoder\w+)$", OPERATIONS, re.M)
    assert sections == list(dict.fromkeys(sections))
    assert set(sections) == set(alerts)


def test_a_section_tells_the_alerts_severity_and_number(alerts: dict[str, Any]) -> None:
    for name, rule in alerts.items():
        section = OPERATIONS.split(f"## {name}\n")[1].split("\n## ")[0]
        assert f"**{rule['labels']['severity'].capitalize()}.**" in section, name


def test_every_reason_for_a_dead_letter_has_its_remedy() -> None:
    table = OPERATIONS.split("## Dead letters")[1].split("## Scaling")[0]
    assert not [reason for reason in REASONS if f"`{reason}`" not in table]


def test_every_stage_is_in_the_docs_of_metrics() -> None:
    text = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert all(f"`{stage}`" in text for stage in STAGES)


def test_every_setting_that_the_docs_name_exists() -> None:
    known = set(re.findall(r"WIRECODER_\w+", (ROOT / "docs" / "configuration.md").read_text()))
    for path in DOCUMENTS:
        named = set(re.findall(r"\bWIRECODER_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8")))
        assert named - {"WIRECODER_VERSION", "WIRECODER_PYTHON"} <= known, path.name
