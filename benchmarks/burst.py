"""Fifty thousand articles at once for a slow extractor: memory, rebalances, and the time after.

    python -m benchmarks.burst [--articles 50000] [--milliseconds 2]

Extraction is stubbed: each article keeps the worker's one pool process busy for so long. Before
the burst and after it a trickle of articles is sent, and the time to their enriched articles taken.
Meanwhile the memory of every process and the state of the consumer group are looked at each second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks import plots, report
from benchmarks.processes import resident_megabytes
from benchmarks.report import Figure
from benchmarks.rig import Rig, rig, screened
from benchmarks.stub_worker import MILLISECONDS
from service.streaming.kafka_clients import administrating, consuming, producing
from service.streaming.pipeline import backlogs

TRICKLE, TRICKLE_RATE = 200, 20.0
MOST_GROWTH = 1.1
WARM_SHARE = 0.2


@dataclass
class Watched:
    """What was seen each second."""

    seconds: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    megabytes: list[Mapping[str, float]] = field(default_factory=list)
    unstable: int = 0


async def trickle(own: Rig, values: Sequence[tuple[bytes, bytes]]) -> float:
    """Seconds from article to enriched article, 95th percentile."""
    topic = own.topics.enriched
    async with (
        producing(own.kafka) as producer,
        consuming(own.kafka, topic, auto_offset_reset="latest") as consumer,
    ):
        await consumer.seek_to_end()
        for partition in consumer.assignment():
            await consumer.position(partition)
        sent, told = await _both(own, values, producer, consumer)
    return float(np.percentile([told[n] - sent[n] for n in range(TRICKLE)], 95)) / 1000


async def _both(  # type: ignore[no-untyped-def]
    own: Rig,
    values,
    producer,
    consumer,  # noqa: ANN001
) -> tuple[list[int], list[int]]:
    """Sorted times of the articles and of what came of them: the order is kept on the whole."""

    async def send() -> list[int]:
        times = []
        for number in range(TRICKLE):
            key, value = values[number % len(values)]
            done = await producer.send_and_wait(own.topics.screened, value, key=key)
            times.append(done.timestamp)
            await asyncio.sleep(1 / TRICKLE_RATE)
        return times

    sending = asyncio.create_task(send())
    told: list[int] = []
    async with asyncio.timeout(120):
        while len(told) < TRICKLE:
            for records in (await consumer.getmany(timeout_ms=100)).values():
                told += [record.timestamp for record in records]
    return sorted(await sending), sorted(told)


async def watch(own: Rig) -> Watched:
    """Until the burst is worked off."""
    seen, began = Watched(), time.monotonic()
    group = own.topics.group("extract")
    async with administrating(own.kafka) as admin:
        while not seen.lag or seen.lag[-1] > 0:
            await asyncio.sleep(1)
            seen.seconds.append(time.monotonic() - began)
            seen.lag.append((await backlogs(own.kafka))["extract"])
            seen.megabytes.append(resident_megabytes())
            seen.unstable += await _state(admin, group) != "Stable"
    return seen


async def _state(admin, group: str) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
    (answer,) = await admin.describe_consumer_groups([group])
    return str(answer.groups[0][2])


def growth(seen: Watched, part: str) -> float:
    """The most memory after the first fifth, by that at its end."""
    values = [sample.get(part, 0.0) for sample in seen.megabytes]
    start = int(len(values) * WARM_SHARE)
    return max(values[start:]) / max(1e-9, values[start])


def figures_of(seen: Watched, articles: int, before: float, after: float) -> list[Figure]:
    """Memory by part, rebalances and latencies."""
    kept = [part for part in seen.megabytes[-1] if part != "producer and reader"]
    grown = [
        Figure("memory, most / after a fifth", part, growth(seen, part), len(seen.seconds),
               MOST_GROWTH, at_most=True)
        for part in kept
    ]  # fmt: skip
    largest = [
        Figure("MB, most", part, max(sample.get(part, 0.0) for sample in seen.megabytes))
        for part in kept
    ]
    return [
        *grown,
        *largest,
        Figure("seconds", "to work off the burst", seen.seconds[-1], articles),
        Figure("times", "the group was not stable", seen.unstable, len(seen.seconds), 0, True),
        Figure("seconds", "article to enriched article before, p95", before, TRICKLE),
        Figure("seconds", "article to enriched article after, p95", after, TRICKLE, 1.0, True),
    ]


def main() -> None:
    """Print and write results/burst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--milliseconds", type=float, default=2.0)
    args = parser.parse_args()
    os.environ[MILLISECONDS] = str(args.milliseconds)
    where, values = report.surroundings("extraction stubbed"), screened(500)
    with rig("rocksdb") as base:
        own = base.renamed("b.")
        own.start(0)
        before = asyncio.run(trickle(own, values))
        asyncio.run(own.preload(values, args.articles))
        seen = asyncio.run(watch(own))
        after = asyncio.run(trickle(own, values))
        own.stop()
    figures = figures_of(seen, args.articles, before, after)
    rows = report.figure_rows(figures)
    report.show(report.heading(where), report.FIGURE_COLUMNS, rows)
    parts = [part for part in seen.megabytes[-1] if part != "producer and reader"]
    series = {
        part: (seen.seconds, [sample.get(part, 0.0) for sample in seen.megabytes]) for part in parts
    }
    plots.lines("burst", "Memory while a burst is worked off", "seconds", "MB", series)
    text = f"# A burst\n\n{report.heading(where)}\n\n{args.articles} articles at once, "
    text += f"{args.milliseconds:g} ms of extraction each.\n\n![memory](burst.svg)\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("burst", {"where": where, "figures": figures}, text)


if __name__ == "__main__":
    main()
