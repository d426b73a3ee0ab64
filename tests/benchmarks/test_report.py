"""Figures beside their targets."""

from __future__ import annotations

import pytest

from benchmarks.report import FIGURE_COLUMNS, Figure, figure_rows, markdown
from benchmarks.targets import figure


@pytest.mark.parametrize(
    ("set_name", "name", "value", "verdict"),
    [
        ("seeds_dev_gold", "typed F1", 0.72, "pass"),
        ("seeds_dev_gold", "typed F1", 0.719, "fail"),
        ("seeds_dev_gold", "date, spurious", 0.05, "pass"),
        ("seeds_dev_gold", "date, spurious", 0.06, "fail"),
        ("samples", "live events per article without events", 0.0, "pass"),
        ("samples", "live events per article without events", 0.1, "fail"),
        ("plv_train", "swapped", 0.5, ""),
        ("plv_train", "type_hit", None, ""),
    ],
)
def test_a_figure_passes_on_the_right_side_of_its_target(
    set_name: str, name: str, value: float | None, verdict: str
) -> None:
    assert figure(set_name, name, value).verdict == verdict


def test_rows_have_a_cell_for_each_column() -> None:
    rows = figure_rows([Figure("s", "f", 0.5, 7, 0.4), Figure("s", "g", None)])
    assert rows[0] == ("s", "f", "0.500", "7", ">= 0.4", "pass")
    assert all(len(row) == len(FIGURE_COLUMNS) for row in rows)
    assert markdown(FIGURE_COLUMNS, rows).count("\n") == 4
