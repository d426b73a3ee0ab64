"""Small decision trees that correct a sum of weights by what several features say together.

Numbers only: fitted by gradient boosting (`benchmarks.boosting`), kept as JSON. Each tree adds
log odds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

#: a leaf's log odds; or which feature, up to which value one goes left, left and right
Tree = float | tuple[int, float, "Tree", "Tree"]
#: the sum of weights itself, the last feature of all
ODDS: Final = "odds"


@dataclass(frozen=True, slots=True)
class Trees:
    """`features` are the names of the values that `correction` is given, in that order."""

    features: tuple[str, ...] = ()
    trees: tuple[Tree, ...] = ()

    def correction(self, values: Sequence[float]) -> float:
        """The log odds that all trees add; one value for each feature."""
        total = 0.0
        for tree in self.trees:
            node = tree
            while isinstance(node, tuple):
                node = node[2] if values[node[0]] <= node[1] else node[3]
            total += node
        return total


def load_trees(text: str) -> Trees:
    """The trees of a JSON text; raises ValueError when it is none."""
    data = json.loads(text)
    return Trees(tuple(data["features"]), tuple(map(_tree, data["trees"])))


def dump_trees(trees: Trees) -> str:
    """JSON, a tree in each line."""
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees.trees)
    return f'{{"features": {json.dumps(trees.features)},\n"trees": [\n{lines}\n]}}\n'


def _tree(node: Any) -> Tree:
    if isinstance(node, list):
        feature, most, left, right = node
        return int(feature), float(most), _tree(left), _tree(right)
    return float(node)
