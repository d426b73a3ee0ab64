"""Trees that are fitted to what weights leave over."""

from __future__ import annotations

import numpy as np

from benchmarks.boosting import boosted, corrections

NAMES = ("rain", "wind")


def _rows() -> tuple[np.ndarray, np.ndarray]:
    """Rain or wind alone is so, both or none are not: no sum of weights tells it."""
    draw = np.random.RandomState(7)
    rain, wind = draw.randint(0, 2, (2, 400)).astype(float)
    return np.column_stack([rain, wind, np.zeros(400)]), (rain != wind).astype(float)


def test_trees_learn_what_two_features_say_together() -> None:
    rows, label = _rows()
    trees = boosted(NAMES, rows, label, np.ones(len(label)), trees=60, rate=0.1, leaf=10)
    added = corrections(trees, NAMES, rows)
    assert ((added > 0) == (label > 0)).mean() > 0.95


def test_a_leaf_is_never_surer_than_its_bound() -> None:
    rows, label = _rows()
    trees = boosted(NAMES, rows, label, np.ones(len(label)), trees=1, rate=0.1, leaf=10)
    assert abs(corrections(trees, NAMES, rows)).max() <= 0.2
