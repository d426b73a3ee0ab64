"""Seconds from SIGKILL of a worker to its successor's first output, extraction stubbed.

    python -m benchmarks.recovery [--rounds 5]

The successor is a static member of the group, so it need not wait for the session to time out.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time

from benchmarks import report
from benchmarks.report import Figure
from benchmarks.rig import Rig, rig, screened
from service.streaming.kafka_clients import consuming

MESSAGES = 6000
TARGET_SECONDS = 5.0


async def _next_output(own: Rig) -> float:
    """When the next enriched article comes that is not there yet (monotonic seconds)."""
    async with consuming(own.kafka, own.topics.enriched, auto_offset_reset="latest") as consumer:
        await consumer.seek_to_end()
        for partition in consumer.assignment():
            await consumer.position(partition)
        own.workers[0].kill()
        own.workers[0].wait()
        killed = time.monotonic()
        while await consumer.getmany(timeout_ms=100):
            pass  # what was under way when it was killed
        own.start(0, wait=False)
        while not await consumer.getmany(timeout_ms=50):
            pass
    return time.monotonic() - killed


def main() -> None:
    """Print and write results/recovery."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    values, seconds = screened(200), []
    where = report.surroundings("extraction stubbed")
    with rig() as base:
        for number in range(rounds):
            own = base.renamed(f"r{number}.")
            asyncio.run(own.preload(values, MESSAGES))
            own.start(0)
            asyncio.run(own.enriched(MESSAGES // 4))
            seconds.append(asyncio.run(_next_output(own)))
            print(f"{seconds[-1]:.1f} s", flush=True)
            own.stop()
    figures = [
        Figure("seconds", "median", statistics.median(seconds), rounds, TARGET_SECONDS, True),
        Figure("seconds", "worst", max(seconds), rounds),
    ]
    rows = report.figure_rows(figures)
    report.show(report.heading(where), report.FIGURE_COLUMNS, rows)
    text = f"# Recovery after SIGKILL\n\n{report.heading(where)}\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("recovery", {"where": where, "figures": figures, "seconds": seconds}, text)


if __name__ == "__main__":
    main()
