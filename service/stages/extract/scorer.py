"""The learned decision: is this candidate an event, and how sure are we.

A logistic model over named features, and small trees for what several of them say together. The
numbers are in `lexicon/scorer.json` and `lexicon/scorer_trees.json` (written by
`benchmarks.train_scorer`, no text inside). Without the files, a few hand-set weights decide.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

from service.stages.trees import ODDS, Trees, load_trees

#: used when there are no fitted numbers: a filled slot speaks for an event, vagueness against it
RULES: Final[dict[str, float]] = {
    "bias": 0.4,
    "pos=noun": -1.2,
    "actor": 0.6,
    "recipient": 0.5,
    "figure": 0.6,
    "weak": -1.2,
    "light": 0.8,
    "modality=hypothetical": -1.0,
    "modality=negated": -0.8,
    "quoted": -0.8,
    "heading": -0.6,
    "bare_noun": -1.0,
    "no_party": -1.2,
    "few_others": -0.8,
}
RULES_THRESHOLD: Final = 0.5
#: log odds by which trees correct the weights at most: what is unlike any article leads them astray
_MOST_ADDED: Final = 0.8


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature name, the probability from which a candidate is an event."""

    weights: Mapping[str, float]
    threshold: float
    fitted: bool
    trees: Trees = Trees()

    def probability(self, features: Mapping[str, float]) -> float:
        """Calibrated probability (0..1) that a careful coder would record the candidate."""
        z = self.odds(features)
        z += self._together(features, z)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))

    @property
    def alone(self) -> Scorer:
        """The weights without the trees, which were grown on whole articles, for a snippet."""
        return replace(self, trees=Trees())

    def odds(self, features: Mapping[str, float]) -> float:
        """Log odds by the weights alone."""
        weight_of = self.weights.get
        z = weight_of("bias", 0.0)
        for name, value in features.items():
            weight = weight_of(name)
            if weight is not None:
                z += weight * value
        return z

    def _together(self, features: Mapping[str, float], z: float) -> float:
        value_of = features.get
        added = self.trees.correction(
            [z if name == ODDS else value_of(name, 0.0) for name in self.trees.features]
        )
        return max(-_MOST_ADDED, min(_MOST_ADDED, added))

    def reasons(self, features: Mapping[str, float], *, most: int = 4) -> list[tuple[str, float]]:
        """The features that moved the decision most, with their contributions in log-odds."""
        parts = [(n, v * self.weights.get(n, 0.0)) for n, v in features.items()]
        parts.append(("together", self._together(features, self.odds(features))))
        return sorted((p for p in parts if p[1]), key=lambda p: -abs(p[1]))[:most]


def rules_scorer() -> Scorer:
    """The hand-set weights."""
    return Scorer(RULES, RULES_THRESHOLD, fitted=False)


def load_scorer() -> Scorer:
    """The fitted numbers that ship with the package, else the hand-set weights."""
    folder = resources.files("service.stages.extract") / "lexicon"
    source, trees = folder / "scorer.json", folder / "scorer_trees.json"
    if not source.is_file():
        return rules_scorer()
    data = json.loads(source.read_text(encoding="utf-8"))
    together = load_trees(trees.read_text(encoding="utf-8")) if trees.is_file() else Trees()
    return Scorer(data["weights"], data["threshold"], fitted=True, trees=together)
