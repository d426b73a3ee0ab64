"""Writes the worked examples of docs/sizing.md from benchmarks/results, by the page's arithmetic.

python -m scripts.sizing
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from service.settings import DedupeSettings

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "sizing.md"
RESULTS = ROOT / "benchmarks" / "results"
BEGIN, END = "<!-- made by `python -m scripts.sizing` -->\n", "<!-- end of what is made -->"

#: articles a day of each column
LOADS: Final = {
    "a city desk": 5_000,
    "a country": 50_000,
    "the world, low": 1_000_000,
    "the world, high": 3_000_000,
    "ten times that": 30_000_000,
}
PEAK, COPIES, WORDS, EVENTS, USED, POOL = 3, 0.4, 500, 4, 0.7, 4
SECONDS_A_DAY: Final = 86_400
#: of what `wirecoder run samples/articles.jsonl` writes, by the words of the text, rounded up
BYTES_A_WORD: Final = {"raw": 8, "clean": 11, "screened": 12, "enriched": 30}
BYTES_AN_EVENT: Final = 1_400
#: docs/decisions/dedupe.md; `results/dedup.json` (python -m benchmarks.dedup) comes first
DEDUPE_BYTES: Final = 6_400
#: gigabytes: resident sizes of the demo's workers, rounded up
WORKER, PROCESS, CLEAN, LINK, DEDUPE = 0.2, 0.4, 0.5, 0.3, 0.3
#: bytes of the samples' mentions; the rest is that of service/stages/link/expiry.py
MENTION_BYTES, LINK_DAYS, LINK_MOST = 12_000, 21, 100_000
LARGEST_DEDUPE_GB: Final = 64


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds of one core, and articles a second of the process of dedupe."""

    words: int
    other_seconds: float
    word_seconds: float
    dedupe_a_second: float
    dedupe_bytes: float
    where: str


def measured(results: Path = RESULTS) -> Measured:
    """What the benchmarks say. All that Kafka adds to bare coding is charged to the words."""
    found = _load(results / "throughput_news.json")
    speed = {f["name"]: f["value"] for f in found["figures"] if f["set"] == "articles/s"}
    where = found["measured"]
    words, cores = (
        _number(r"(\d+) words", where["texts"]),
        _number(r"(\d+) cores", where["machine"]),
    )
    other = cores / speed["through Kafka, extraction stubbed"]
    return Measured(
        words=words,
        other_seconds=other,
        word_seconds=(cores / speed["through Kafka, coded"] - other) / words,
        dedupe_a_second=speed["dedupe alone, one core"],
        dedupe_bytes=_dedupe_bytes(results / "dedup.json"),
        where=f"{where['date']}, {where['machine']}, Python {where['python']}, {where['texts']}",
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What `articles` a day need."""

    articles: int
    by: Measured

    @property
    def rate(self) -> float:
        """Articles a second at the peak."""
        return PEAK * self.articles / SECONDS_A_DAY

    @property
    def processes(self) -> int:
        """Of the pools of extract, each with a core."""
        return math.ceil(self.rate * (1 - COPIES) * WORDS * self.by.word_seconds / USED)

    @property
    def cores(self) -> int:
        """In all, the broker's share included."""
        return self.processes + math.ceil(self.rate * self.by.other_seconds / USED)

    @property
    def workers(self) -> int:
        """Of extract."""
        return math.ceil(self.processes / POOL)

    @property
    def partitions(self) -> int:
        """Twice the workers, a power of two, at least four."""
        return max(4, 1 << math.ceil(math.log2(2 * self.workers)))

    @property
    def window_gigabytes(self) -> float:
        """What all of dedupe remembers."""
        days = DedupeSettings().window_hours / 24
        return self.articles * days * self.by.dedupe_bytes / 1e9

    @property
    def installations(self) -> int:
        """So many that neither speed nor memory of one dedupe is too small."""
        by_speed = self.rate / (USED * self.by.dedupe_a_second)
        return math.ceil(max(by_speed, self.window_gigabytes / LARGEST_DEDUPE_GB))

    @property
    def memory(self) -> float:
        """Gigabytes of all workers, without the broker's."""
        return (
            self.workers * WORKER + self.processes * PROCESS + self.window_gigabytes
            + self.installations * (CLEAN + LINK + DEDUPE) + self.link_gigabytes
        )  # fmt: skip

    @property
    def link_gigabytes(self) -> float:
        """What all of link remembers, at most."""
        mentions = min(self.articles * EVENTS * LINK_DAYS, LINK_MOST * self.installations)
        return mentions * MENTION_BYTES / 1e9

    @property
    def disk(self) -> float:
        """Gigabytes on Kafka, one copy of each partition, not compressed."""
        days = _days_kept()
        article = sum(WORDS * size * days[topic] for topic, size in BYTES_A_WORD.items())
        return self.articles * (article + EVENTS * BYTES_AN_EVENT * days["events"]) / 1e9


ROWS: Final[dict[str, Callable[[Plan], str]]] = {
    "articles a day": lambda plan: f"{plan.articles:,}",
    "peak, articles per second": lambda plan: _short(plan.rate),
    "pool processes": lambda plan: f"{plan.processes:,}",
    "cores in all": lambda plan: f"{plan.cores:,}",
    "extract workers and partitions": lambda plan: f"{plan.workers:,} and {plan.partitions:,}",
    "installations": lambda plan: f"{plan.installations:,}",
    "memory of each dedupe, GB": lambda plan: _short(
        DEDUPE + plan.window_gigabytes / plan.installations
    ),
    "memory of all link workers, GB, at most": lambda plan: _short(
        LINK * plan.installations + plan.link_gigabytes
    ),
    "memory of all workers, GB": lambda plan: _short(plan.memory),
    "disk of Kafka, GB": lambda plan: _short(plan.disk),
}


def text(by: Measured) -> str:
    """What was measured, what is assumed, and the table."""
    plans = [Plan(articles, by) for articles in LOADS.values()]
    rows = [[name, *map(show, plans)] for name, show in ROWS.items()]
    return (
        f"Measured ({by.where}): *s* = {1000 * by.other_seconds:.0f} ms, "
        f"*t* = {1000 * by.word_seconds:.2f} ms, *D* = {by.dedupe_a_second:.0f}, "
        f"*m* = {by.dedupe_bytes / 1000:.1f} kB.\n\n"
        f"**Assumed**: *p* = {PEAK}, *c* = {COPIES}, *w* = {WORDS}, *e* = {EVENTS}, "
        f"{POOL} pool processes in a worker, a window of "
        f"{DedupeSettings().window_hours:g} hours, one copy of each partition.\n\n"
        + _table(["", *LOADS], rows)
    )


def page(by: Measured) -> str:
    """The page with the part that is made here."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{text(by)}\n{END}{rest.partition(END)[2]}"


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _number(pattern: str, told: str) -> int:
    found = re.search(pattern, told)
    assert found, f"no {pattern} in {told}"  # noqa: S101
    return int(found[1])


def _dedupe_bytes(path: Path) -> float:
    figures = _load(path)["figures"] if path.exists() else ()
    return next((f["value"] for f in figures if f["name"] == "bytes/article"), DEDUPE_BYTES)


def _days_kept() -> dict[str, float]:
    topics = yaml.safe_load((ROOT / "deploy/kafka/topics.yaml").read_text("utf-8"))["topics"]
    return {
        name.split(".")[1]: spec.get("retention_hours", 0) / 24 for name, spec in topics.items()
    }


def _short(number: float) -> str:
    """Two digits that count."""
    digits = max(0, 1 - math.floor(math.log10(number))) if number else 0
    return f"{number:,.{digits}f}" if number < 10 else f"{float(f'{number:.2g}'):,.0f}"


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(measured()), encoding="utf-8")
