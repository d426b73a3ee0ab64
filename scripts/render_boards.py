"""Draws every board from live Prometheus data into docs/images, one PNG for each.

    python -m scripts.render_boards http://127.0.0.1:9090 --minutes 15

These are pictures of the data in the boards' layout, drawn by matplotlib. They are not screenshots
of Grafana, which looks different and needs a server.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deploy.grafana.boards.__main__ import BOARDS
from deploy.grafana.boards.build import HEIGHT, PAGE_WIDTH, STAT_HEIGHT, thresholds
from deploy.grafana.boards.spec import Board, Panel, Query

IMAGES = Path(__file__).parents[1] / "docs" / "images"
POINTS = 120
INCHES_PER_COLUMN, INCHES_PER_ROW = 0.75, 0.42
MARGINS = {"left": 0.04, "right": 0.99, "top": 0.93, "bottom": 0.04, "wspace": 1.6, "hspace": 0.4}
UNITS = {"s": " s", "ops": "/s", "short": "", "percentunit": " %", "bytes": " B"}
Series = tuple[str, list[tuple[float, float]]]


def main() -> None:
    """Reads the arguments and writes the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--interval", default="1m", help="what $__rate_interval stands for")
    chosen = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    for board in BOARDS:
        source = Source(chosen.address, minutes=chosen.minutes, interval=chosen.interval)
        figure = draw(board, source)
        figure.savefig(IMAGES / f"{board.uid}.png", dpi=60, metadata={"Software": ""})


class Source:
    """Asks Prometheus for what a panel shows."""

    def __init__(self, address: str, *, minutes: float, interval: str) -> None:
        self._address = address
        self._interval = interval
        self.end = time.time()
        self.start = self.end - 60 * minutes

    def series(self, query: Query) -> list[Series]:
        """Each series' name and its points (seconds, value), NaN left out."""
        expr = re.sub(r"\$(job|stage|instance)\b", ".*", query.expr)
        asked = {
            "query": expr.replace("$__rate_interval", self._interval),
            "start": self.start,
            "end": self.end,
            "step": (self.end - self.start) / POINTS,
        }
        address = f"{self._address}/api/v1/query_range?{urllib.parse.urlencode(asked)}"
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
            found = json.load(answer)["data"]["result"]
        return [(_name(query, item["metric"]), _points(item["values"])) for item in found]


def draw(board: Board, source: Source) -> Figure:
    """The board's rows from top to bottom, panels side by side as on the page."""
    rows = [line for panels in board.rows.values() for line in _lines(panels)]
    heights = [STAT_HEIGHT if line[0].kind == "stat" else HEIGHT for line in rows]
    size = (PAGE_WIDTH * INCHES_PER_COLUMN, sum(heights) * INCHES_PER_ROW + 1)
    with mpl.rc_context({"font.size": 9, "axes.titlesize": 10}):
        figure = Figure(figsize=size)
        title = f"{board.title}: drawn from Prometheus data, not a screenshot of Grafana"
        figure.suptitle(title, x=0.04, y=0.99, ha="left", va="top")
        grid = figure.add_gridspec(len(rows), PAGE_WIDTH, height_ratios=heights, **MARGINS)
        for place, line in enumerate(rows):
            left = 0
            for panel in line:
                axes = figure.add_subplot(grid[place, left : left + panel.width])
                _draw_panel(axes, panel, source)
                left += panel.width
    return figure


def _lines(panels: Sequence[Panel]) -> list[list[Panel]]:
    lines: list[list[Panel]] = [[]]
    for panel in panels:
        if sum(p.width for p in lines[-1]) + panel.width > PAGE_WIDTH:
            lines.append([])
        lines[-1].append(panel)
    return lines


def _draw_panel(axes: Axes, panel: Panel, source: Source) -> None:
    axes.set_title(panel.title, loc="left", fontweight="bold")
    series = [item for query in panel.queries for item in source.series(query) if item[1]]
    if panel.kind in ("stat", "text"):
        axes.set_axis_off()
        text = re.sub(r"`", "", panel.about) if panel.kind == "text" else _stat(panel, series)
        size = 9 if panel.kind == "text" else 15 if len(series) == 1 else 10
        axes.text(0, 0.4, text, transform=axes.transAxes, fontsize=size)
    elif panel.kind == "bars":
        _bars(axes, panel, series)
    else:
        _curves(axes, panel, series, source)


def _stat(panel: Panel, series: list[Series]) -> str:
    values = [f"{name} {_number(panel, points[-1][1])}".strip() for name, points in series]
    return "   ".join(values) or "no data"


def _bars(axes: Axes, panel: Panel, series: list[Series]) -> None:
    last = sorted(((points[-1][1], name) for name, points in series))[-15:]
    axes.barh(range(len(last)), [value for value, _ in last], color="#b7d0f7")
    axes.set_yticks([])
    for place, (value, name) in enumerate(last):
        axes.annotate(f" {name}  {_number(panel, value)}", (0, place), va="center")


def _curves(axes: Axes, panel: Panel, series: list[Series], source: Source) -> None:
    minutes = [(n / POINTS - 1) * (source.end - source.start) / 60 for n in range(POINTS + 1)]
    is_stacked = panel.kind == "stacked"
    columns = {name: _on(points, source, gap=0 if is_stacked else math.nan)
               for name, points in series}  # fmt: skip
    if is_stacked and columns:
        axes.stackplot(minutes, *columns.values(), labels=columns, alpha=0.8)
    else:
        for name, values in columns.items():
            axes.plot(minutes, values, label=name)
    _finish(axes, panel, columns)


def _on(points: list[tuple[float, float]], source: Source, *, gap: float) -> list[float]:
    """One value for each step; `gap` where there is none."""
    values = [gap] * (POINTS + 1)
    for moment, value in points:
        values[round((moment - source.start) / (source.end - source.start) * POINTS)] = value
    return values


def _finish(axes: Axes, panel: Panel, columns: dict[str, list[float]]) -> None:
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.yaxis.set_major_formatter(lambda value, _place: _number(panel, value))
    top = axes.get_ylim()[1]
    if panel.alert and panel.kind == "lines":
        limit = thresholds()[panel.alert][0]
        if limit < 3 * top:
            axes.axhline(limit, color="red", linestyle="--", linewidth=1)
    if columns:
        axes.legend(loc="upper left", fontsize=7, ncols=2, framealpha=0.5)
    else:
        axes.text(0.4, 0.5, "no data", transform=axes.transAxes)


def _number(panel: Panel, value: float) -> str:
    scaled = 100 * value if panel.unit == "percentunit" else value
    return f"{scaled:.3g}{UNITS[panel.unit]}"


def _name(query: Query, labels: dict[str, str]) -> str:
    if not query.legend:
        return ""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: labels.get(found[1], ""), query.legend)


def _points(values: list[Any]) -> list[tuple[float, float]]:
    return [(at, float(text)) for at, text in values if text not in ("NaN", "+Inf", "-Inf")]


if __name__ == "__main__":
    main()
