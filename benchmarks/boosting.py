"""Fits the trees that correct a sum of weights: gradient boosting that starts from its log odds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.ensemble import GradientBoostingClassifier

from service.stages.trees import ODDS, Tree, Trees

Array = NDArray[np.float64]
DEPTH = 3
#: a part of the rows and of the features for each tree, and many rows in each leaf: what a few
#: articles happen to have in common is not learned
PART_OF_ROWS, PART_OF_FEATURES = 0.7, 0.3
#: log odds of a leaf at most, before `rate`: where all rows are alike it would be any number
_MOST = 2.0
_DIGITS = 4


class _FromOdds(BaseEstimator):  # type: ignore[misc]
    """The log odds in the last column, as the model that boosting begins with."""

    classes_ = np.array([0.0, 1.0])

    def fit(self, rows: Array, same: Array, sample_weight: Array | None = None) -> _FromOdds:  # noqa: ARG002
        """Nothing is to be fitted."""
        return self

    def predict_proba(self, rows: Array) -> Array:
        """The chances against and for each row."""
        chance = 1 / (1 + np.exp(-rows[:, -1]))
        return np.column_stack([1 - chance, chance])


def boosted(  # noqa: PLR0913
    features: Sequence[str],
    rows: Array,
    label: Array,
    weight: Array,
    *,
    trees: int,
    rate: float,
    leaf: int,
) -> Trees:
    """Trees over `features`; `rows` has their values and, in the last column, the log odds.

    Those are to come from weights that were fitted on other rows, else the trees trust them too
    much.
    """
    model = GradientBoostingClassifier(
        init=_FromOdds(), n_estimators=trees, learning_rate=rate, max_depth=DEPTH,
        min_samples_leaf=leaf, subsample=PART_OF_ROWS, max_features=PART_OF_FEATURES,
        random_state=0,
    ).fit(rows, label, sample_weight=weight)  # fmt: skip
    found = [_tree(each.tree_, 0, rate) for each in model.estimators_[:, 0]]
    used = sorted({feature for tree in found for feature in _features(tree)})
    place = {feature: n for n, feature in enumerate(used)}
    names = [*features, ODDS]
    return Trees(tuple(names[f] for f in used), tuple(_placed(tree, place) for tree in found))


def corrections(trees: Trees, features: Sequence[str], rows: Array) -> Array:
    """What the trees add to each row."""
    names = [*features, ODDS]
    columns = [names.index(name) for name in trees.features]
    return np.array([trees.correction(row) for row in rows[:, columns].tolist()])


def _tree(tree: Any, node: int, rate: float) -> Tree:
    if tree.children_left[node] < 0:
        value = float(tree.value[node, 0, 0])
        return round(max(-_MOST, min(_MOST, value)) * rate, _DIGITS)
    left, right = tree.children_left[node], tree.children_right[node]
    most = round(float(tree.threshold[node]), _DIGITS)
    return int(tree.feature[node]), most, _tree(tree, left, rate), _tree(tree, right, rate)


def _features(tree: Tree) -> set[int]:
    if isinstance(tree, float):
        return set()
    return {tree[0]} | _features(tree[2]) | _features(tree[3])


def _placed(tree: Tree, place: dict[int, int]) -> Tree:
    if isinstance(tree, float):
        return tree
    return place[tree[0]], tree[1], _placed(tree[2], place), _placed(tree[3], place)
