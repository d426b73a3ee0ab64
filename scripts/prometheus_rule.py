"""Writes deploy/k8s/monitoring/prometheus-rule.yaml from the rules and alerts of deploy/prometheus.

python -m scripts.prometheus_rule
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).parents[1] / "deploy"
TARGET = DEPLOY / "k8s" / "monitoring" / "prometheus-rule.yaml"
NOTE = (
    "# Made by `python -m scripts.prometheus_rule`. The links in alerts start with the external\n"
    "# label `runbooks` of your Prometheus: set it to where docs/operations.md is to be read.\n"
)


def manifest() -> str:
    """The PrometheusRule with all groups."""
    groups: list[Any] = []
    for name in ("rules", "alerts"):
        document = yaml.safe_load((DEPLOY / "prometheus" / f"{name}.yml").read_text("utf-8"))
        groups += [group | {"name": f"wirecoder-{name}"} for group in document["groups"]]
    value = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "wirecoder"},
        "spec": {"groups": groups},
    }
    return NOTE + yaml.safe_dump(value, sort_keys=False, width=98)


if __name__ == "__main__":
    TARGET.write_text(manifest(), encoding="utf-8")
