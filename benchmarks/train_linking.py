"""Fits the weights of the evidence for and against two mentions telling one incident.

    python -m benchmarks.train_linking --stream EVENTS.jsonl [--shared ../shared] [--write]

A logistic regression on pairs of mentions that are annotated (two bursts of coverage, ECB+, the
samples) or read (linking_read.tsv, whose mentions `wirecoder run` wrote to EVENTS), drawn to
the weights set by hand in linking_prior.json. The violence of one story and other rare evidence
stay as set by hand. Trees over traits of the pair and its evidence then correct the log odds.
Prints how well each half of the sets is told by weights, and by weights and trees, fitted on the
other.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from benchmarks.boosting import boosted, corrections
from benchmarks.linking_labels import Labelled, labelled
from schemas.event import EventMention
from service.stages.link.evidence import evidence
from service.stages.link.face import Face
from service.stages.link.pairing import FEATURES, HOPELESS, compatible
from service.stages.link.traits import traits
from service.stages.link.weights import EXCLUDES
from service.stages.trees import Trees, dump_trees

PRIOR = Path(__file__).with_name("linking_prior.json")
WEIGHTS = Path("service/stages/link/data/weights.json")
FIXED = frozenset(
    {"actors named differently", "bare, other words", "both going on", "both several acts",
     "clause", "like type, like act", "no common names", "no days, near", "one course",
     "other mode", "other mode of statement", "other speaker", "other target",
     "other target elsewhere", "other total", "protests apart", "recipients named alike",
     "same number of targets", "same small figure", "same target elsewhere",
     "told as known elsewhere", "violence of one place", "violence of the story",
     "wounded and killed"}
)  # fmt: skip
#: how far apart reports are: of pairs that were drawn to be read far more are one act than of all
#: that meet in a stream, so these weights are set by hand and no other is to make up for them
UNFITTED = frozenset({"reports days apart", "reports days apart, same story", "reports of one day"})
#: pairs for the trees have log odds by weights that were fitted on other parts
PARTS = 4
BOOSTING: dict[str, Any] = {"trees": 200, "rate": 0.12, "leaf": 40}
#: how strongly weights are drawn to the prior
PULL = 10.0
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Evidence and traits of each pair, whether it is one incident, its weight, and its set.

    Pairs of one set, or with one article of the stream, have one number in `group`.
    """

    rows: Array
    traits: Array
    same: Array
    weights: Array
    group: NDArray[np.int64]

    def part(self, mask: NDArray[np.bool_]) -> Pairs:
        """Some of the pairs."""
        return Pairs(*(getattr(self, f.name)[mask] for f in fields(self)))


def counted(a: Face, b: Face, names: dict[str, int], excluding: set[str]) -> Array | None:
    """The amounts of evidence; null for a pair that is never joined."""
    if not compatible(a, b):
        return None
    row = np.zeros(len(names))
    for name, amount in evidence(a, b):
        if name in excluding:
            return None
        if name not in UNFITTED:
            row[names[name]] += amount
    return row


def pairs(sets: Sequence[Labelled], names: dict[str, int], excluding: set[str]) -> Pairs:
    """All pairs that are labelled."""
    rows, numbers, same, weights, group = [], [], [], [], []
    for each in sets:
        for a, b, one, weight in each.pairs:
            row = counted(a, b, names, excluding)
            if row is not None:
                rows.append(row)
                numbers.append(traits(a, b))
                same.append(float(one))
                weights.append(weight)
                first = min(a.article_id, b.article_id) if each.name == "stream" else ""
                group.append(crc32(f"{each.name}{first}".encode()))
    return Pairs(
        np.array(rows), np.array(numbers, dtype=float), np.array(same), np.array(weights),
        np.array(group),
    )  # fmt: skip


def fitted(found: Pairs, prior: Array, bias: float, free: NDArray[np.bool_]) -> tuple[Array, float]:
    """The weights and the bias."""

    def loss(x: Array) -> tuple[float, Array]:
        weights = prior.copy()
        weights[free] = x[:-1]
        odds = found.rows @ weights + x[-1]
        wrong = found.weights * (1 / (1 + np.exp(-odds)) - found.same)
        moved = x[:-1] - prior[free]
        lost = found.weights @ (np.logaddexp(0, odds) - found.same * odds)
        slope = np.append((found.rows.T @ wrong)[free] + PULL * moved, wrong.sum())
        return float(lost + PULL * moved @ moved / 2), slope

    found_at = minimize(loss, np.append(prior[free], bias), jac=True, method="L-BFGS-B").x
    weights = prior.copy()
    weights[free] = found_at[:-1]
    return weights, float(found_at[-1])


def grown(found: Pairs, prior: Array, bias: float, free: NDArray[np.bool_]) -> Trees:
    """The trees that correct the log odds."""
    odds = np.zeros(len(found.same))
    for part in range(PARTS):
        own = found.group % PARTS == part
        weights, at = fitted(found.part(~own), prior, bias, free)
        odds[own] = found.rows[own] @ weights + at
    near = odds > HOPELESS
    rows = _looked_at(found, odds)[near]
    return boosted(FEATURES, rows, found.same[near], found.weights[near], **BOOSTING)


def corrected(found: Pairs, odds: Array, trees: Trees) -> Array:
    """The log odds with what the trees add."""
    added = corrections(trees, FEATURES, _looked_at(found, odds))
    return np.where(odds > HOPELESS, odds + added, odds)


def _looked_at(found: Pairs, odds: Array) -> Array:
    """The columns of `FEATURES`, and the log odds."""
    return np.column_stack([found.traits, found.rows, odds])


def told(found: Pairs, odds: Array) -> str:
    """Precision and recall of single pairs."""
    joined = odds > 0
    right = float(found.weights @ (joined * found.same))
    return (
        f"precision {right / float(found.weights @ joined):.3f}, "
        f"recall {right / float(found.weights @ found.same):.3f} of {len(found.same):,} pairs"
    )


def halves(found: Pairs) -> Iterator[tuple[Pairs, Pairs]]:
    """Each half to fit on with the other to test on."""
    half = found.group // PARTS % 2 == 0
    yield found.part(half), found.part(~half)
    yield found.part(~half), found.part(half)


def main() -> None:
    """Print how well pairs are told; write the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--stream", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    by_hand = json.loads(PRIOR.read_text(encoding="utf-8"))
    names = {name: i for i, name in enumerate(by_hand["weights"])}
    prior, bias = np.array(list(by_hand["weights"].values()), dtype=float), by_hand["bias"]
    excluding = {name for name, weight in by_hand["weights"].items() if weight <= EXCLUDES}
    free = np.array([name not in excluding | FIXED | UNFITTED for name in names])
    lines = args.stream.read_text(encoding="utf-8").splitlines()
    sets = labelled(args.shared, list(map(EventMention.model_validate_json, lines)))
    found = pairs(sets, names, excluding)
    print(
        dict(Counter(each.name.split()[0] for each in sets)),
        "by hand",
        told(found, found.rows @ prior + bias),
    )
    for train, test in halves(found):
        weights, own = fitted(train, prior, bias, free)
        odds = test.rows @ weights + own
        print("other half:", told(test, odds))
        trees = grown(train, prior, bias, free)
        print("other half, with trees:", told(test, corrected(test, odds, trees)))
    weights, own = fitted(found, prior, bias, free)
    print("fitted:", told(found, found.rows @ weights + own))
    if args.write:
        kept = {name: round(float(weights[i]), 2) for name, i in names.items()}
        text = json.dumps({"bias": round(own, 2), "weights": kept}, indent=1)
        WEIGHTS.write_text(text + "\n", encoding="utf-8")
        trees = grown(found, prior, bias, free)
        WEIGHTS.with_name("trees.json").write_text(dump_trees(trees), encoding="utf-8")


if __name__ == "__main__":
    main()
