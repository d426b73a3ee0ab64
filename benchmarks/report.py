"""What benchmarks print and write: figures beside their targets, and where they were measured."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

#: the variable is for trials whose figures are worth nothing
RESULTS = Path(os.environ.get("BENCHMARK_RESULTS") or Path(__file__).parent / "results")
LIBRARIES = ("spacy", "numpy", "pydantic", "wirecoder")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `cases` is how many things it was measured on."""

    set: str
    name: str
    value: float | None
    cases: int | None = None
    target: float | None = None
    at_most: bool = False

    @property
    def passed(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def wanted(self) -> str:
        """'>= 0.72'."""
        return "" if self.target is None else f"{'<=' if self.at_most else '>='} {self.target:g}"

    @property
    def verdict(self) -> str:
        """'pass', 'fail' or nothing."""
        return {True: "pass", False: "fail", None: ""}[self.passed]


def surroundings(model: str) -> dict[str, Any]:
    """Date, machine, load, versions and model."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
        "model": model,
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def heading(where: dict[str, Any]) -> str:
    """One line that says where and when."""
    versions = ", ".join(f"{name} {number}" for name, number in where["versions"].items())
    return (
        f"{where['date']} | {where['machine']} | load {where['load']} | Python {where['python']}, "
        f"{versions} | {where['model']}"
    )


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One table on standard output."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, width=max(110, Console().width)).print(table)


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same as a Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def figure_rows(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Set, figure, value, cases, target, verdict."""
    return [
        (
            f.set,
            f.name,
            "-" if f.value is None else f"{f.value:.3f}",
            "" if f.cases is None else str(f.cases),
            f.wanted,
            f.verdict,
        )
        for f in figures
    ]


FIGURE_COLUMNS = ("set", "figure", "value", "n", "target", "")


def write(name: str, data: dict[str, Any], text: str) -> None:
    """`results/NAME.json` and `results/NAME.md`."""
    RESULTS.mkdir(exist_ok=True)
    content = json.dumps(data, indent=1, ensure_ascii=False, default=_plain)
    (RESULTS / f"{name}.json").write_text(content + "\n", encoding="utf-8")
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")


def _plain(value: Any) -> Any:
    return asdict(value)
