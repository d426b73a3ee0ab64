"""Fits the numbers of the event decision and prints what they are worth in cross-validation.

    python -m benchmarks.train_scorer --data ../shared/data [--write] [--folds 10]

Fitted on coded articles (which are not part of the project) and on the project's own training
sentences (benchmarks/training/*.jsonl). Only numbers by feature name are written, no text.
Scores are by article: no article is scored with numbers that were fitted on it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.boosting import boosted
from benchmarks.coded import CodedArticle, CodedEvent, read_articles, read_sentences
from schemas import RawArticle
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.stages.clean import clean
from service.stages.extract import Extractor
from service.stages.extract.decision import choose
from service.stages.extract.event import Event
from service.stages.extract.scorer import Scorer
from service.stages.trees import dump_trees

SCORER = Path(__file__).parent.parent / "service/stages/extract/lexicon/scorer.json"
NONCORE_WEIGHT = 0.25
#: a wrong fact weighs more than a superfluous record
TOLD_AS_DONE_WEIGHT = 5.0
MIN_COUNT = 3
#: trees look at features that so many candidates have; log odds for them come from other parts
COMMON = 60
PARTS = 4
TREES: dict[str, Any] = {"trees": 100, "rate": 0.05, "leaf": 20}
#: F1 of thresholds this near is the same (its standard error is three times as large): the one
#: nearest to an even chance ships
SAME_F1 = 0.005
EVEN = 0.5


@dataclass(slots=True)
class Row:
    """A proposed event with its label: 1 core, 0 nothing there, None something not to be scored."""

    article: str
    event: Event
    label: float
    weight: float


def propose(extractor: Extractor, coded: CodedArticle) -> list[list[Event]]:
    """All candidates of a coded text, cleaned as in the service."""
    raw = RawArticle(
        body=coded.text, id=coded.id, title=coded.title, published_at=coded.published_at
    )
    return extractor.propose(clean(raw, now=datetime.now(UTC)))


def label_events(article: CodedArticle, proposed: Sequence[Sequence[Event]]) -> Iterator[Row]:
    """Rows for all proposals of an article; a core record is given to its best proposals."""
    for events in proposed:
        for event in events:
            fitting = matches(article, event)
            core, other = any(g.core for g in fitting), bool(fitting)
            if not core and any(told_as_done(g, event) for g in fitting):
                yield Row(article.id, event, 0.0, TOLD_AS_DONE_WEIGHT)
            else:
                weight = 1.0 if core or not other else NONCORE_WEIGHT
                yield Row(article.id, event, 1.0 if other else 0.0, weight)


def told_as_done(record: CodedEvent, event: Event) -> bool:
    """Whether an act that the text denies or only imagines would be told as done."""
    unreal = record.modality in {"negated", "hypothetical"}
    return unreal and event.reading.modality in {"asserted", "historical"}


def matches(article: CodedArticle, event: Event) -> list[CodedEvent]:
    """The records that a proposal fits by sentence and type, by trigger where one does."""
    start, end = event.sent.start_char, event.sent.end_char
    here = [g for g in article.events if g.start < end and start < g.end and event.type in g.types]
    trigger = event.candidate.trigger
    low, high = trigger.idx, trigger.idx + len(trigger.text)
    on_trigger = [g for g in here if low < g.trigger_end and g.trigger_start < high]
    return on_trigger or here


def fit(rows: Sequence[Row], c: float) -> dict[str, float]:
    """Feature name -> weight of a logistic model; rare names are left out."""
    counts: dict[str, int] = {}
    for row in rows:
        for name in row.event.features:
            counts[name] = counts.get(name, 0) + 1
    kept = {n for n, k in counts.items() if k >= MIN_COUNT}
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(
        [{n: v for n, v in r.event.features.items() if n in kept} for r in rows]
    )
    y = np.array([r.label for r in rows])
    w = np.array([r.weight for r in rows])
    model = LogisticRegression(C=c, max_iter=2000).fit(x, y, sample_weight=w)
    names = vectorizer.get_feature_names_out()
    weights = {str(n): round(float(v), 4) for n, v in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), **weights}


def fit_both(rows: Sequence[Row], own: Sequence[Row], c: float, threshold: float) -> Scorer:
    """Weights fitted on coded articles and own sentences, and trees that correct them.

    The trees are fitted on articles alone, each with log odds by weights fitted on others: own
    sentences, many of them made to mislead, would teach them to doubt whatever stands alone.
    """
    at = np.array([crc32(r.article.encode()) % PARTS for r in rows])
    odds = np.zeros(len(rows))
    for part in range(PARTS):
        others = [r for r, k in zip(rows, at, strict=True) if k != part]
        weigh = Scorer(fit([*others, *own], c), threshold, fitted=True).odds
        for n in map(int, np.flatnonzero(at == part)):
            odds[n] = weigh(rows[n].event.features)
    common = Counter(n for r in rows for n in r.event.features if not n.startswith("frame="))
    names = sorted(name for name, count in common.items() if count >= COMMON)
    given = [[r.event.features.get(n, 0.0) for n in names] for r in rows]
    trees = boosted(
        names, np.column_stack([np.array(given), odds]), np.array([r.label for r in rows]),
        np.array([r.weight for r in rows]), **TREES,
    )  # fmt: skip
    return Scorer(fit([*rows, *own], c), threshold, fitted=True, trees=trees)


def counts(
    article: CodedArticle, proposed: Sequence[Sequence[Event]], threshold: float
) -> tuple[int, int, int]:
    """(true, false, missed) core records of an article at a threshold."""
    taken: set[int] = set()
    false = 0
    for events in proposed:
        for event in choose(events, threshold):
            start, end = event.sent.start_char, event.sent.end_char
            fits = [
                (i, g)
                for i, g in enumerate(article.events)
                if g.start < end and start < g.end and event.type == g.type
            ]
            free = [i for i, g in fits if g.core and i not in taken]
            other = any(not g.core for _, g in fits) or any(
                not g.core and g.start < end and start < g.end and event.type in g.types
                for g in article.events
            )
            if free:
                taken.add(free[0])
            elif not other:
                false += 1
    missed = sum(g.core for g in article.events) - len(taken)
    return len(taken), false, missed


def f1(true: int, false: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * true / max(1, 2 * true + false + missed)


def main() -> None:
    """Cross-validate, print, and write the numbers when asked."""
    args = arguments()
    settings = load_settings()
    ensure_gazetteer(settings, announce=print)
    extractor = Extractor.load(extract_config(settings))
    articles = read_articles(args.data)
    proposed = {a.id: propose(extractor, a) for a in articles}
    rows = {a.id: list(label_events(a, proposed[a.id])) for a in articles}
    own = [row for s in read_sentences() for row in label_events(s, propose(extractor, s))]
    core = sum(g.core for a in articles for g in a.events)
    print(
        f"{len(articles)} articles, {core} core records, {sum(map(len, rows.values()))} proposals"
    )
    print("ceiling: core records with a proposal of their type", reachable(articles, proposed))
    thresholds = np.arange(0.2, 0.75, 0.025)
    cross_validate(articles, proposed, rows, own, args)
    by_threshold = [
        (f1(*np.sum([counts(a, proposed[a.id], t) for a in articles], axis=0)), t)
        for t in thresholds
    ]
    for value, t in by_threshold:
        tp, fp, fn = np.sum([counts(a, proposed[a.id], t) for a in articles], axis=0)
        print(f"threshold {t:.3f}  P {tp / (tp + fp):.3f}  R {tp / (tp + fn):.3f}  F1 {value:.3f}")
    top = max(value for value, _ in by_threshold)
    best = max(
        (pair for pair in by_threshold if pair[0] > top - SAME_F1),
        key=lambda pair: -abs(pair[1] - EVEN),
    )
    print(f"cross-validated typed F1 {best[0]:.3f} at threshold {best[1]:.3f}")
    if args.write:
        scorer = fit_both([r for rs in rows.values() for r in rs], own, args.c, float(best[1]))
        weights = {n: v for n, v in scorer.weights.items() if abs(v) >= 0.005}
        data = {"threshold": round(scorer.threshold, 3), "weights": dict(sorted(weights.items()))}
        SCORER.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")
        SCORER.with_name("scorer_trees.json").write_text(dump_trees(scorer.trees), encoding="utf-8")
        print(f"wrote {len(weights)} weights")


def reachable(articles: Sequence[CodedArticle], proposed: dict[str, Any]) -> str:
    """How many core records have any proposal of an accepted type in their sentence."""
    hit = total = 0
    for a in articles:
        events = [e for s in proposed[a.id] for e in s]
        for g in a.events:
            if g.core:
                total += 1
                hit += any(
                    e.sent.start_char < g.end and g.start < e.sent.end_char and e.type == g.type
                    for e in events
                )
    return f"{hit}/{total}"


def cross_validate(  # noqa: PLR0913
    articles: Sequence[CodedArticle],
    proposed: dict[str, Any],
    rows: dict[str, list[Row]],
    own: list[Row],
    args: argparse.Namespace,
) -> None:
    """Set each event's probability with numbers fitted on the other folds."""
    ids = sorted(a.id for a in articles)
    folds = {i: n % args.folds for n, i in enumerate(ids)}
    for fold in range(args.folds):
        train = [r for i in ids if folds[i] != fold for r in rows[i]]
        scorer = fit_both(train, own, args.c, EVEN)
        for i in ids:
            if folds[i] == fold:
                for events in proposed[i]:
                    for event in events:
                        event.probability = scorer.probability(event.features)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--c", type=float, default=0.1)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
