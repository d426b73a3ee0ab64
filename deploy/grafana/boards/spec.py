"""What a board is made of, without Grafana's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["lines", "stacked", "stat", "bars", "text"]


@dataclass(frozen=True, slots=True)
class Query:
    """One expression; `legend` may name labels as {{label}}."""

    expr: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture. `alert` draws that alert's threshold and links to its runbook.

    `unit` is Grafana's: s, ops, short, percentunit, bytes. `width` is in 24ths of the page.
    """

    title: str
    about: str
    queries: tuple[Query, ...] = ()
    unit: str = "short"
    kind: Kind = "lines"
    alert: str | None = None
    width: int = 8


@dataclass(frozen=True, slots=True)
class Board:
    """Rows of panels under headings; `uid` is the stable part of its address."""

    uid: str
    title: str
    about: str
    rows: dict[str, tuple[Panel, ...]] = field(default_factory=dict)

    def panels(self) -> list[Panel]:
        """All of them."""
        return [panel for row in self.rows.values() for panel in row]


#: what the variables of every board select: for metrics of workers, and of one stage alone
CHOSEN = 'job=~"$job",stage=~"$stage",instance=~"$instance"'
JOB = 'job=~"$job"'


def rate(metric: str, labels: str = CHOSEN) -> str:
    """Per second, over Grafana's interval."""
    return f"rate(wirecoder_{metric}{{{labels}}}[$__rate_interval])"


def quantiles(metric: str, labels: str = CHOSEN) -> tuple[Query, ...]:
    """Median, 95th and 99th percentile of a histogram, by stage."""
    buckets = f"sum by (stage, le) ({rate(metric + '_bucket', labels)})"
    return tuple(
        Query(f"histogram_quantile({q}, {buckets})", f"{{{{stage}}}} p{name}")
        for q, name in ((0.5, 50), (0.95, 95), (0.99, 99))
    )
