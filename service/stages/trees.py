"""Small decision trees that correct a sum of weights by what several features say together.

Numbers only: fitted by gradient boosting (`benchmarks.boosting`), kept as JSON. Each tree adds
log odds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

#: a leaf's log odds; or which feature, up to which value one goes left, left and right
Tree = float | tuple[int, float, "Tree", "Tree"]
#: the sum of weights itself, the last feature of all
ODDS: Final = "odds"


#: as it is walked: a leaf has feature -1 and its log odds where others have the bound
_Node = tuple[int, float, Any, Any]
_LEAF: Final = -1


@dataclass(frozen=True, slots=True)
class Trees:
    """`features` are the names of the values that `correction` is given, in that order."""

    features: tuple[str, ...] = ()
    trees: tuple[Tree, ...] = ()
    _nodes: tuple[_Node, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Bring the trees into the form in which they are walked."""
        object.__setattr__(self, "_nodes", tuple(map(_node, self.trees)))

    def correction(self, values: Sequence[float]) -> float:
        """The log odds that all trees add; one value for each feature."""
        total = 0.0
        for feature, bound, left, right in self._nodes:
            while feature >= 0:
                feature, bound, left, right = left if values[feature] <= bound else right
            total += bound
        return total


def _node(tree: Tree) -> _Node:
    if isinstance(tree, float):
        return _LEAF, tree, None, None
    feature, bound, left, right = tree
    return feature, bound, _node(left), _node(right)


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
