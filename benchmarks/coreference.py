"""How well a grouping of mentions agrees with another: MUC, B-cubed, CEAF by entity, CoNLL.

MUC counts links (Vilain and others 1995), B-cubed mentions (Bagga and Baldwin 1998), CEAF-e groups
matched one to one by their overlap (Luo 2005, similarity phi 4); CoNLL is the mean of the three F.
Both groupings hold the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Groups = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def conll(gold: Groups, found: Groups) -> float:
    """The mean F of the three measures."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf(gold, found).f1) / 3


def muc(gold: Groups, found: Groups) -> Score:
    """Of the links that hold a group together, how many the other grouping has."""
    return Score(_links(found, gold), _links(gold, found))


def _links(groups: Groups, others: Groups) -> float:
    parts: dict[Hashable, set[Hashable]] = defaultdict(set)
    sizes = Counter(groups.values())
    for mention, group in groups.items():
        parts[group].add(others[mention])
    needed = sum(size - 1 for size in sizes.values())
    kept = sum(size - len(parts[group]) for group, size in sizes.items())
    return kept / needed if needed else 0.0


def b_cubed(gold: Groups, found: Groups) -> Score:
    """For each mention, the share of its group that is right; the mean."""
    both = Counter((gold[m], found[m]) for m in gold)
    right, ours = Counter(gold.values()), Counter(found[m] for m in gold)
    count = len(gold) or 1
    precision = sum(n * n / ours[f] for (_, f), n in both.items()) / count
    recall = sum(n * n / right[g] for (g, _), n in both.items()) / count
    return Score(precision, recall)


def ceaf(gold: Groups, found: Groups) -> Score:
    """Groups matched one to one so that their overlap is largest."""
    right, ours = Counter(gold.values()), Counter(found[m] for m in gold)
    rows = {g: i for i, g in enumerate(right)}
    columns = {f: i for i, f in enumerate(ours)}
    overlap = np.zeros((len(rows), len(columns)))
    for (g, f), n in Counter((gold[m], found[m]) for m in gold).items():
        overlap[rows[g], columns[f]] = 2 * n / (right[g] + ours[f])
    matched = linear_sum_assignment(overlap, maximize=True)
    total = float(overlap[matched].sum())
    return Score(total / (len(columns) or 1), total / (len(rows) or 1))
