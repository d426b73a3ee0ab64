"""The files under deploy/, and Prometheus's own tools to check them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"

Run = Callable[..., str]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "monitoring: needs Prometheus and its promtool (apt-get install prometheus)"
    )


@pytest.fixture(scope="session")
def promtool() -> Run:
    """Runs promtool in deploy/prometheus; fails the test with what it says."""
    found = shutil.which("promtool")
    assert found, "promtool is missing: apt-get install prometheus"

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [found, *arguments], cwd=DEPLOY / "prometheus", capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def alerts() -> dict[str, Any]:
    """The alerts by name."""
    document = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    return {rule["alert"]: rule for group in document["groups"] for rule in group["rules"]}
