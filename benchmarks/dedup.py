"""Near-duplicates and stories measured, beside two libraries: recall, speed, memory, false copies.

    python -m benchmarks.dedup --data DIR [--indexed 100000] [--arriving 5000] [--skip-peers]

DIR holds dedup/synthetic_dups.jsonl.gz, dedup/natural_*.jsonl.gz, stories/ecbplus_docs.jsonl.gz and
corpus/news.jsonl.gz. Everything from the text on is timed, on one core and in CPU time, one method
at a time, each in a process of its own. Articles arrive in batches of 16, as in a busy service.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks import dedup_sets as sets
from benchmarks import report
from benchmarks.dedup_methods import ALONE, OURS, Method, methods
from benchmarks.report import Figure
from schemas.article import Article

ORDERS = 5
#: articles that arrive together
BATCH = 16
COLUMNS = (
    "method",
    "articles/s",
    "p99 ms",
    "bytes/article",
    "mean recall",
    "cut to 30 %",
    "60 %, byline, boilerplate",
    "20 % of words replaced",
    "natural pairs",
    "false on ECB+",
)


@dataclass(frozen=True, slots=True)
class Pace:
    """With `indexed` articles in memory; bytes are resident ones for each of them."""

    per_second: float
    p99_ms: float
    bytes: float


@dataclass(frozen=True, slots=True)
class Quality:
    """What a method finds; `false` are texts called a repeat of another event's."""

    recall: dict[str, float]
    natural: float
    natural_pairs: int
    false: int

    @property
    def mean(self) -> float:
        """Mean recall over the perturbations."""
        return statistics.mean(self.recall.values())


def pace(method: type[Method], data: Path, indexed: int, arriving: int) -> Pace:
    """Speed at the end of a long run, and memory."""
    texts = list(sets.corpus(data).values())
    index = method()
    gc.collect()
    before = resident()
    stream = sets.filler(texts, indexed)
    while batch := list(islice(stream, BATCH)):
        for item in index.ready(batch):
            index.earlier(item)
    gc.collect()
    size = (resident() - before) / indexed
    seconds = timed(index, [sets.article(f"n{i}", t) for i, t in enumerate(texts[:arriving])])
    return Pace(len(seconds) / sum(seconds), statistics.quantiles(seconds, n=100)[98] * 1000, size)


def timed(index: Method, items: list[Article]) -> list[float]:
    """Seconds of CPU time for each, its share of what is done for a batch included.

    The waits for a core that others use are not counted.
    """
    seconds = []
    for first in range(0, len(items), BATCH):
        start = time.thread_time()
        batch = index.ready(items[first : first + BATCH])
        share = (time.thread_time() - start) / len(batch)
        for item in batch:
            start = time.thread_time()
            index.earlier(item)
            seconds.append(time.thread_time() - start + share)
    return seconds


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def quality(method: type[Method], data: Path) -> Quality:
    """Recall on copies made and found, and false copies."""
    found, pairs = sets.natural(method, data)
    return Quality(sets.recall(method, data), found, pairs, sets.cross_event(method, data))


def apart(method: type[Method], data: Path, args: argparse.Namespace) -> Pace:
    """The pace, measured in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(pace, method, data, args.indexed, args.arriving).result()


def row(name: str, speed: Pace, found: Quality) -> tuple[str, ...]:
    """One method's line of the table."""
    kinds = (found.recall[kind] for kind in ("trunc30", "mix", "subst20"))
    return (
        name,
        f"{speed.per_second:,.0f}",
        f"{speed.p99_ms:.2f}",
        f"{speed.bytes:,.0f}",
        *(f"{100 * share:.1f} %" for share in (found.mean, *kinds, found.natural)),
        str(found.false),
    )


def figures(
    data: Path, speeds: dict[str, Pace], found: Quality, args: argparse.Namespace
) -> list[Figure]:
    """Our own figures beside what they should be."""
    scores = [sets.stories(data, seed) for seed in range(ORDERS)]
    changed, given = sets.restarted(data)
    texts = len(sets.ecb(data))
    f_scores = [f for _, _, f in scores]
    return [
        Figure("near-duplicates", "mean recall", found.mean, len(found.recall), 0.97),
        Figure("near-duplicates", "false on ECB+", found.false, texts, 0, True),
        *_speed("near-duplicates alone", speeds[ALONE], args.arriving),
        *_speed("with stories", speeds[OURS], args.arriving),
        Figure("memory", "bytes/article", speeds[OURS].bytes, args.indexed, 4500, True),
        Figure("restart", "verdicts that differ", changed, given, 0, True),
        Figure("stories", "BCubed P on ECB+", statistics.mean(p for p, _, _ in scores), texts),
        Figure("stories", "BCubed R on ECB+", statistics.mean(r for _, r, _ in scores), texts),
        Figure("stories", "BCubed F on ECB+", statistics.mean(f_scores), texts, 0.86),
        Figure("stories", f"BCubed F, lowest of {ORDERS} orders", min(f_scores), texts),
    ]


def _speed(part: str, speed: Pace, arriving: int) -> list[Figure]:
    return [
        Figure(f"speed, {part}", "articles/s on one core", speed.per_second, arriving, 2500),
        Figure(f"speed, {part}", "p99 ms", speed.p99_ms, arriving, 2, True),
    ]


def main() -> None:
    """Print and write results/dedup."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--indexed", type=int, default=100_000)
    parser.add_argument("--arriving", type=int, default=5_000)
    parser.add_argument("--skip-peers", action="store_true")
    parser.add_argument("--dry", action="store_true", help="write no results")
    args = parser.parse_args()
    where = report.surroundings(f"{args.indexed:,} articles indexed")
    compared = methods(peers=not args.skip_peers)
    speeds = {name: apart(method, args.data, args) for name, method in compared.items()}
    found = {name: quality(method, args.data) for name, method in compared.items()}
    rows = [row(name, speeds[name], found[name]) for name in compared]
    own = figures(args.data, speeds, found[OURS], args)
    report.show(report.heading(where), COLUMNS, rows)
    report.show("", report.FIGURE_COLUMNS, report.figure_rows(own))
    if args.dry:
        return
    text = f"# Near-duplicates and stories\n\n{report.heading(where)}\n\n"
    text += report.markdown(COLUMNS, rows) + "\n"
    text += report.markdown(report.FIGURE_COLUMNS, report.figure_rows(own))
    content = {"where": where, "speed": speeds, "found": found, "figures": own}
    report.write("dedup", content, text)


if __name__ == "__main__":
    main()
