"""Plots of results as SVG, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.report import RESULTS

Series = Mapping[str, tuple[Sequence[float], Sequence[float]]]


def lines(name: str, title: str, x: str, y: str, series: Series) -> None:
    """One line for each of `series` (xs, ys) in `results/NAME.svg`."""
    axes, save = _axes(title, y)
    for label, (xs, ys) in series.items():
        axes.plot(xs, ys, label=label, marker="o" if len(xs) < 20 else None)
    axes.set_xlabel(x)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    save(name)


def bars(name: str, title: str, y: str, values: Mapping[str, float]) -> None:
    """One bar for each of `values` in `results/NAME.svg`."""
    axes, save = _axes(title, y)
    drawn = axes.barh(list(values), list(values.values()))
    axes.bar_label(drawn, fmt="%.3g", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel(y)
    axes.set_ylabel("")
    axes.margins(x=0.12)
    save(name)


def _axes(title: str, y: str) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "wirecoder"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    axes.set_title(title)
    axes.set_ylabel(y)
    axes.spines[["top", "right"]].set_visible(False)

    def save(name: str) -> None:
        RESULTS.mkdir(exist_ok=True)
        figure.savefig(RESULTS / f"{name}.svg", metadata={"Date": None})
        pyplot.close(figure)

    return axes, save
