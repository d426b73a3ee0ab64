"""Seconds from a raw article's arrival to its enriched article and its events, at several loads.

    python -m benchmarks.latency [--articles 200]

All four stages on an embedded broker. The capacity is measured first, by a burst; then articles
come in evenly at 25, 50 and 90 % of it. Times are the broker's: of the output, less that of the
raw article, which every output carries in its header `received`.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from aiokafka import ConsumerRecord

from benchmarks import plots, report
from benchmarks.report import Figure
from benchmarks.texts import articles
from schemas import RawArticle
from service.settings import HttpSettings, KafkaSettings, TableSettings, load_settings
from service.streaming.article_producer import produce_articles
from service.streaming.kafka_clients import consuming
from service.streaming.pipeline import PipelineOptions, backlogs, running_pipeline
from service.streaming.received import RECEIVED
from service.streaming.topics import TopicNames

LOADS = (0.25, 0.5, 0.9)
BURST = 1e9
TARGET_LOAD, TARGET_SECONDS = 0.5, 1.0


async def work_off(kafka: KafkaSettings, raw: Sequence[RawArticle], rate: float) -> float:
    """Articles a second, from the first sent to the last that left no stage anything to do."""
    began = time.monotonic()
    await produce_articles(kafka, iter(raw), rate_per_second=rate)
    while any((await backlogs(kafka)).values()):  # noqa: ASYNC110 - Kafka tells no one
        await asyncio.sleep(0.1)
    return len(raw) / (time.monotonic() - began)


async def latencies(kafka: KafkaSettings, topic: str, since_ms: int) -> list[float]:
    """Of the outputs whose article arrived after `since_ms`; repeats are left in."""
    found: list[ConsumerRecord] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        ends = await consumer.end_offsets(consumer.assignment())
        while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=200)).values():
                found += records
    arrived = [(record.timestamp, int(dict(record.headers)[RECEIVED])) for record in found]
    return [(told - received) / 1000 for told, received in arrived if received >= since_ms]


async def at_load(
    kafka: KafkaSettings, raw: Sequence[RawArticle], load: float, capacity: float
) -> list[Figure]:
    """Median, p95 and p99."""
    since = int(time.time() * 1000)
    await work_off(kafka, raw, load * capacity)
    names = TopicNames(kafka.topic_prefix)
    figures = []
    for output, topic in (("enriched", names.enriched), ("event", names.events)):
        seconds = await latencies(kafka, topic, since)
        for percent in (50, 95, 99):
            is_target = (load, output, percent) == (TARGET_LOAD, "event", 95)
            figures.append(
                Figure(
                    f"seconds at {load:.0%} load",
                    f"raw to {output}, p{percent}",
                    float(np.percentile(seconds, percent)),
                    len(seconds),
                    TARGET_SECONDS if is_target else None,
                    at_most=True,
                )
            )
    return figures


async def measure(kafka: KafkaSettings, count: int) -> list[Figure]:
    """The capacity, then every load."""
    raw = articles(None, count * (len(LOADS) + 1))
    capacity = await work_off(kafka, raw[:count], BURST)
    figures = [Figure("articles/s", "capacity", capacity, count)]
    for number, load in enumerate(LOADS, start=1):
        part = raw[number * count : (number + 1) * count]
        figures += await at_load(kafka, part, load, capacity)
    return figures


def _curves(figures: Sequence[Figure]) -> dict[str, tuple[list[float], list[float]]]:
    """For each percentile its seconds by load."""
    curves = {}
    for percent in (50, 95, 99):
        name = f"raw to event, p{percent}"
        found = [figure.value or 0.0 for figure in figures if figure.name == name]
        curves[f"p{percent}"] = ([100 * load for load in LOADS], found)
    return curves


def main() -> None:
    """Print and write results/latency."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    where = report.surroundings("default model")
    with tempfile.TemporaryDirectory(prefix="wirecoder-bench-") as name:
        folder = Path(name)
        tables = TableSettings(store="memory", folder=folder / "tables")
        settings = load_settings().model_copy(
            update={"http": HttpSettings(port=0), "tables": tables}
        )
        options = PipelineOptions(
            embedded=True, broker_dir=folder / "broker", log_dir=folder / "logs"
        )
        with running_pipeline(settings, options, announce=print) as pipeline:
            figures = asyncio.run(measure(pipeline.kafka, count))
    rows = report.figure_rows(figures)
    report.show(report.heading(where), report.FIGURE_COLUMNS, rows)
    plots.lines(
        "latency", "Raw article to its events", "load, % of capacity", "seconds", _curves(figures)
    )
    text = f"# Latency\n\n{report.heading(where)}\n\n![latency](latency.svg)\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("latency", {"where": where, "figures": figures}, text)


if __name__ == "__main__":
    main()
