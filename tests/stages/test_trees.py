"""Trees that correct a sum of weights."""

from __future__ import annotations

import json

import pytest

from service.stages.trees import Trees, dump_trees, load_trees

TREES = Trees(("rain", "odds"), ((0, 0.5, -0.1, (1, 2.0, 0.3, 0.7)), 0.05))


@pytest.mark.parametrize(
    ("values", "added"),
    [([0.5, 9.0], -0.05), ([0.6, 2.0], 0.35), ([0.6, 2.1], 0.75)],
    ids=["left", "right, then left", "right, then right"],
)
def test_each_tree_adds_what_stands_at_its_leaf(values: list[float], added: float) -> None:
    assert TREES.correction(values) == pytest.approx(added)


def test_no_trees_add_nothing() -> None:
    assert Trees().correction([]) == 0.0


def test_trees_are_read_as_they_were_written() -> None:
    assert load_trees(dump_trees(TREES)) == TREES
    assert json.loads(dump_trees(TREES))["features"] == ["rain", "odds"]
