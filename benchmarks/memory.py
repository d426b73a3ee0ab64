"""Memory of dedupe and link over long streams, and how fast each is made again of its table.

    python -m benchmarks.memory [--data corpus/news.jsonl.gz] [--articles 60000]
        [--mentions 36000] [--days 24] [--link-days 100]

No broker: the two stages' memories, each in a process of its own, side by side. The streams are
longer than what is remembered (copies 3 days, stories 7, incidents 21), so that memory must stop
growing: after about a third of each stream it should be flat. What the table would hold is kept in
a file, and read at the end. About three minutes on two idle cores; the time is in proportion to
both numbers.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from benchmarks import memory_streams, report
from benchmarks.progress import follow
from benchmarks.report import Figure
from service.stages.dedupe import DedupeIndex, prepare, screen_prepared
from service.stages.link import IncidentIndex, link
from service.streaming.memory import resident_bytes

STEPS = 100
#: messages that are prepared together
BATCH = 16
MB = 2**20
#: link keeps the last 2,000 mentions of a country whatever their day: with more countries the
#: stream would end before any goes
COUNTRIES = 3
#: link's caches of names are bounded, and full sooner with fewer names
TOWNS = 800
#: percent by which the last quarter's mean may be above that of the quarter before
FLAT = 3.0

Writes = tuple[tuple[str, str | None], ...]
#: takes the number of messages that are done
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Point:
    """Memory above the start, after so many messages and days."""

    messages: int
    days: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Course:
    """A stage's run: its memory, its pace and its recovery from `entries` table values."""

    points: list[Point]
    per_second: float
    entries: int
    value_bytes: float
    recovery_seconds: float

    @property
    def growth(self) -> float:
        """Percent from the third quarter's mean to the last one's."""
        size = len(self.points) // 4
        third = sum(p.megabytes for p in self.points[-2 * size : -size])
        return 100 * (sum(p.megabytes for p in self.points[-size:]) / third - 1)


@dataclass(frozen=True, slots=True)
class Work:
    """A stage: `prepare` takes a batch, `one` a message and gives what the table must remember."""

    prepare: Callable[[list[Any]], list[Any]]
    one: Callable[[int, datetime, Any], Writes]
    new: Callable[[], Any]


def dedupe(data: Path | None, total: int, days: float, tell: Tell) -> Course:
    """The course of dedupe."""
    index = DedupeIndex()

    def one(number: int, now: datetime, item: Any) -> Writes:
        origin = f"news.clean.v1-0-{number}"
        return screen_prepared(item, index, now=now, origin=origin).writes

    stream = memory_streams.articles(data, total, days)
    return course(stream, total, Work(prepare, one, DedupeIndex), tell)


def linked(total: int, days: float, tell: Tell) -> Course:
    """The course of link."""
    index = IncidentIndex()

    def one(number: int, now: datetime, item: Any) -> Writes:  # noqa: ARG001
        return link(item, index, now=now).writes

    stream = memory_streams.mentions(total, days, countries=COUNTRIES, towns=TOWNS)
    return course(stream, total, Work(list, one, IncidentIndex), tell)


def course(stream: Iterator[tuple[datetime, Any]], total: int, work: Work, tell: Tell) -> Course:
    """Work the stream off, and tell how many messages are done."""
    points, seconds, before, number = [], 0.0, 0, 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        while batch := list(islice(stream, BATCH)):
            if number == 0:
                gc.collect()
                before = resident_bytes([os.getpid()])
            start = time.thread_time()
            ready = work.prepare([item for _, item in batch])
            seconds += time.thread_time() - start
            for (now, _), item in zip(batch, ready, strict=True):
                number += 1
                start = time.thread_time()
                writes = work.one(number, now, item)
                seconds += time.thread_time() - start
                log.writelines(json.dumps(entry) + "\n" for entry in writes)
                if number % max(total // STEPS, 1) == 0:
                    points.append(_point(number, now, before))
                    tell(number)
        table = compacted(log)
    recovery = recovered(table, work.new())
    size = sum(len(k) + len(v) for k, v in table.items()) / max(len(table), 1)
    return Course(points, number / seconds, len(table), size, recovery)


def _point(number: int, now: datetime, before: int) -> Point:
    days = (now - memory_streams.START).total_seconds() / 86_400
    grown = (resident_bytes([os.getpid()]) - before) / MB
    return Point(number, round(days, 2), round(grown, 1))


def recovered(table: dict[str, str], index: Any) -> float:
    """Seconds in which the index is made of its table."""
    start = time.thread_time()
    for key, value in table.items():
        index.apply(key, value)
    return time.thread_time() - start


def compacted(log: IO[str]) -> dict[str, str]:
    """What the changelog leaves: the last value of each key."""
    log.seek(0)
    table: dict[str, str] = {}
    for key, value in map(json.loads, log):
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return table


def figures(name: str, found: Course) -> list[Figure]:
    """A stage's figures."""
    last = found.points[-1]
    return [
        Figure(name, "MB at the end", last.megabytes, last.messages),
        Figure(name, "most MB", max(p.megabytes for p in found.points), last.messages),
        Figure(name, "growth in the last quarter, %", found.growth, last.messages, FLAT, True),
        Figure(name, "messages/s", found.per_second, last.messages),
        Figure(name, "table entries", found.entries),
        Figure(name, "bytes in the table for each", found.value_bytes, found.entries),
        Figure(name, "recovery, seconds", found.recovery_seconds, found.entries),
    ]


def plot(courses: dict[str, Course], path: Path) -> None:
    """Memory by messages, a line for each stage."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "wirecoder"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(courses), figsize=(9, 3.2), layout="constrained")
    for axis, (name, found) in zip(axes, courses.items(), strict=True):
        axis.plot([p.days for p in found.points], [p.megabytes for p in found.points])
        axis.set(title=f"{name}, {found.points[-1].messages:,} messages", xlabel="days of news")
        axis.set(ylabel="MB", ylim=(0, None), xlim=(0, None))
        axis.grid(alpha=0.3)
    figure.savefig(path, metadata={"Date": None})


def measured(args: argparse.Namespace) -> dict[str, Course]:
    """The courses of both stages, side by side, with bars that say how far they are."""
    totals = {"dedupe": args.articles, "link": args.mentions}
    fresh = multiprocessing.get_context("spawn")
    with fresh.Manager() as manager, ProcessPoolExecutor(len(totals), fresh) as pool:
        told = manager.dict()
        tell = {name: partial(told.__setitem__, name) for name in totals}
        runs = {
            "dedupe": pool.submit(dedupe, args.data, args.articles, args.days, tell["dedupe"]),
            "link": pool.submit(linked, args.mentions, args.link_days, tell["link"]),
        }
        follow(runs.values(), told, totals)
        return {name: run.result() for name, run in runs.items()}


def main() -> None:
    """Print and write results/memory, with a picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, help="JSON lines, compressed, with `text`")
    parser.add_argument("--articles", type=int, default=60_000)
    parser.add_argument("--mentions", type=int, default=36_000)
    parser.add_argument("--days", type=float, default=24)
    parser.add_argument("--link-days", type=float, default=100)
    parser.add_argument("--dry", action="store_true", help="write no results")
    args = parser.parse_args()
    where = report.surroundings("no extraction")
    courses = measured(args)
    found = [figure for name, each in courses.items() for figure in figures(name, each)]
    report.show(report.heading(where), report.FIGURE_COLUMNS, report.figure_rows(found))
    if args.dry:
        return
    text = f"# Memory\n\n{report.heading(where)}\n\n"
    text += report.markdown(report.FIGURE_COLUMNS, report.figure_rows(found))
    text += "\n![Memory by days of news](memory.svg)\n"
    report.write("memory", {"where": where, "figures": found, "courses": courses}, text)
    plot(courses, report.RESULTS / "memory.svg")


if __name__ == "__main__":
    main()
