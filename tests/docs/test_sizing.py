"""The worked examples follow from the formulas that stand above them."""

from __future__ import annotations

import math
import re

import pytest

from tests.deploy.conftest import ROOT

TEXT = (ROOT / "docs" / "sizing.md").read_text(encoding="utf-8")
SPEED, COPIES, EVENTS, PEAK, DAYS = 10, 0.4, 4, 3, 3


def row(name: str) -> list[float]:
    """The numbers of a row of the examples."""
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| {name} |"))
    cells = line.strip("| ").split(" | ")[1:]
    numbers = [float(re.findall(r"[\d.]+", cell.replace(",", ""))[0]) for cell in cells]
    return [1000 * n if "TB" in cell else n for n, cell in zip(numbers, cells, strict=True)]


ARTICLES = row("articles a day")
RATES = [PEAK * n / 86_400 for n in ARTICLES]
POOLS = [math.ceil(r * (1 - COPIES) / SPEED / 0.7) for r in RATES]


def cores(rate: float, pool: int) -> int:
    return pool + 1 if rate < 5 else pool + 1 + 2 * math.ceil(rate / 50)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("peak, articles per second", RATES),
        ("pool processes", POOLS),
        ("cores in all", [cores(r, p) for r, p in zip(RATES, POOLS, strict=True)]),
        ("memory of dedupe", [0.3 + 6.4e-6 * n * DAYS for n in ARTICLES]),
        ("raw and screened for 7 days", [n * 7 * (6 + 8) / 1e6 for n in ARTICLES]),
        ("enriched and events for 30 days", [n * 30 * (20 + 3 * EVENTS) / 1e6 for n in ARTICLES]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_is_what_the_formula_gives(name: str, expected: list[float]) -> None:
    assert row(name) == pytest.approx(expected, rel=0.05)


def test_the_assumptions_are_those_of_the_page() -> None:
    stated = dict(re.findall(r"\*(\w)\* = ([\d.]+)", TEXT.split("**assumed**")[1]))
    assert [float(stated[x]) for x in "Acep"] == [SPEED, COPIES, EVENTS, PEAK]
