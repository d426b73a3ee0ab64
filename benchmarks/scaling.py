"""Messages a second of the shell with 1, 2 and 4 extract workers, extraction stubbed.

    python -m benchmarks.scaling [--messages 20000]

The topic has four partitions. Workers, their pools and the broker share the machine, so more
workers than cores can gain nothing; processor time per message tells what a worker costs. The
outputs are read when all are written; the broker's clock has told when each was. What comes
before the warm-up's end is left out: the broker compiles itself and the worker loads.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time

from benchmarks import plots, report
from benchmarks.report import Figure
from benchmarks.rig import Rig, rig, screened

WARM_UP = 4000
WORKERS = (1, 2, 4)
TARGET = 1500.0  # of one worker, with messages of 3 kB
LEAST_CHARACTERS = 2300


def measure(base: Rig, workers: int, values: list[tuple[bytes, bytes]], messages: int) -> float:
    """Messages a second, from the warm-up's end to the last output."""
    own = base.renamed(f"w{workers}.")
    asyncio.run(own.preload(values, messages + WARM_UP))
    for instance in range(workers):
        own.start(instance, wait=False)
    asyncio.run(own.written(messages + WARM_UP))
    own.stop()
    times = sorted(asyncio.run(own.enriched(messages + WARM_UP)))
    return 1000 * messages / max(1, times[-1] - times[WARM_UP])


def main() -> None:
    """Print and write results/scaling."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20_000)
    messages = parser.parse_args().messages
    values = screened(500, least_characters=LEAST_CHARACTERS)
    size = sum(len(value) for _, value in values) / len(values)
    where = report.surroundings("extraction stubbed")
    targets = {1: TARGET}
    figures, rates = [], []
    with rig() as base:
        for workers in WORKERS:
            before = os.times()
            began = time.monotonic()
            rate = measure(base, workers, values, messages)
            after = os.times()
            processor = after.children_user - before.children_user
            processor += after.children_system - before.children_system
            name = f"{workers} workers" if workers > 1 else "1 worker"
            rates.append(rate)
            figures.append(Figure("messages/s", name, rate, messages, targets.get(workers)))
            per = 1000 * processor / (messages + WARM_UP)
            figures.append(Figure("processor ms per message, start included", name, per))
            print(f"{name}: {rate:.0f}/s in {time.monotonic() - began:.0f} s", flush=True)
    rows = report.figure_rows(figures)
    title = f"{report.heading(where)} | messages of {size / 1000:.1f} kB"
    report.show(title, report.FIGURE_COLUMNS, rows)
    plots.lines(
        "scaling", "Extract workers on four partitions, extraction stubbed", "workers",
        "messages a second", {"measured": (WORKERS, rates)},
    )  # fmt: skip
    text = f"# Scaling\n\n{title}\n\n![rate](scaling.svg)\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, rows)
    report.write("scaling", {"where": where, "figures": figures}, text)


if __name__ == "__main__":
    main()
