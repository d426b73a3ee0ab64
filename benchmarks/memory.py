"""Resident memory of a worker while it works off a long topic, extraction stubbed.

    python -m benchmarks.memory [--messages 200000]

Every article has a key of its own, and the table remembers each for the time of its window, so the
worker grows by what it must remember; the growth is told in bytes per article as well.
"""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import dataclass

import numpy as np

from benchmarks import report
from benchmarks.report import Figure
from benchmarks.rig import Rig, rig, screened
from service.streaming.kafka_clients import consuming
from service.streaming.memory import resident_bytes

STEP = 2000
MB = 2**20
PER = 50_000


@dataclass(frozen=True, slots=True)
class Point:
    """Memory after so many messages."""

    messages: int
    megabytes: float


async def watch(own: Rig, messages: int) -> list[Point]:
    """A point for every two thousand messages."""
    points: list[Point] = []
    count = 0
    pid = own.workers[0].pid
    async with consuming(own.kafka, own.topics.enriched, auto_offset_reset="earliest") as consumer:
        while count < messages:
            found = await consumer.getmany(timeout_ms=500)
            count += sum(map(len, found.values()))
            if count >= (len(points) + 1) * STEP:
                points.append(Point(count, resident_bytes([pid]) / MB))
    return points


def per_article(points: list[Point]) -> float:
    """Bytes, by a straight line through the last three quarters."""
    kept = points[len(points) // 4 :]
    slope, _ = np.polyfit([p.messages for p in kept], [p.megabytes for p in kept], 1)
    return float(slope * MB)


def growth(points: list[Point]) -> float:
    """Percent per 50,000 messages, by the same line."""
    return 100 * per_article(points) * PER / MB / points[len(points) // 4].megabytes


def main() -> None:
    """Print and write results/memory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=200_000)
    messages = parser.parse_args().messages
    where = report.surroundings("extraction stubbed")
    with rig() as base:
        own = base.renamed("m.")
        asyncio.run(own.preload(screened(500), messages))
        own.start(0)
        points = asyncio.run(watch(own, messages))
        own.stop()
    figures = [
        Figure("MB", "at the start", points[0].megabytes, points[0].messages),
        Figure("MB", "at the end", points[-1].megabytes, points[-1].messages),
        Figure("bytes per article", "growth after warm-up", per_article(points), messages),
        Figure("% per 50,000", "growth after warm-up", growth(points), messages, 1.0, True),
    ]
    rows = report.figure_rows(figures)
    report.show(report.heading(where), report.FIGURE_COLUMNS, rows)
    text = f"# Memory\n\n{report.heading(where)}\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("memory", {"where": where, "figures": figures, "points": points}, text)


if __name__ == "__main__":
    main()
