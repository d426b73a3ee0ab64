"""The worked examples are those of the committed results, by the arithmetic above them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.sizing import COPIES, EVENTS, LOADS, PAGE, PEAK, WORDS, Measured, Plan, measured, page

TEXT = PAGE.read_text(encoding="utf-8")
BY = Measured(
    words=300, other_seconds=0.02, word_seconds=0.0005, dedupe_a_second=400, dedupe_bytes=5000,
    where="a machine",
)  # fmt: skip
SPEEDS = {
    "through Kafka, extraction stubbed": 100.0,
    "through Kafka, coded": 10.0,
    "dedupe alone, one core": 400.0,
}


def test_the_page_is_fresh() -> None:
    assert page(measured()) == TEXT, "python -m scripts.sizing"


def test_seconds_of_a_core_follow_from_articles_a_second(tmp_path: Path) -> None:
    figures: list[dict[str, Any]] = [
        {"set": "articles/s", "name": name, "value": value} for name, value in SPEEDS.items()
    ]
    where = {
        "date": "2026-01-01", "machine": "Some, 2 cores, Linux", "python": "3.13",
        "texts": "300 articles, 360 words each",
    }  # fmt: skip
    told = json.dumps({"measured": where, "figures": figures})
    (tmp_path / "throughput_news.json").write_text(told)
    found = measured(tmp_path)
    assert found.other_seconds == pytest.approx(0.02)
    assert found.word_seconds == pytest.approx((0.2 - 0.02) / 360)


def test_what_was_measured_of_dedupe_comes_before_what_is_written(tmp_path: Path) -> None:
    results = PAGE.parents[1] / "benchmarks" / "results" / "throughput_news.json"
    (tmp_path / "throughput_news.json").write_bytes(results.read_bytes())
    own = {"figures": [{"set": "memory", "name": "bytes/article", "value": 2500.0}]}
    (tmp_path / "dedup.json").write_text(json.dumps(own))
    assert measured(tmp_path).dedupe_bytes == 2500


def test_three_million_articles_by_hand() -> None:
    plan = Plan(3_000_000, BY)
    assert plan.rate == pytest.approx(104.17, abs=0.01)
    assert plan.processes == 23  # 104.17 * 0.6 * 500 * 0.0005 / 0.7 = 22.3
    assert plan.cores == 23 + 3  # 104.17 * 0.02 / 0.7 = 2.98
    assert (plan.workers, plan.partitions) == (6, 16)
    assert plan.window_gigabytes == pytest.approx(45)
    assert plan.installations == 1
    # words: 500 * (7 * 8 + 3 * 11 + 7 * 12 + 30 * 30), events: 30 * 4 * 1,400
    assert plan.disk == pytest.approx(3 * (500 * 1073 + 168_000) / 1000)


@pytest.mark.parametrize(
    "slower",
    [replace(BY, dedupe_a_second=100), replace(BY, dedupe_bytes=20_000)],
    ids=["too slow", "too large"],
)
def test_a_dedupe_that_is_too_small_is_split(slower: Measured) -> None:
    assert Plan(3_000_000, slower).installations > 1


def test_more_articles_never_need_less() -> None:
    plans = [Plan(articles, BY) for articles in LOADS.values()]
    for name in ("processes", "cores", "partitions", "installations", "memory", "disk"):
        needs = [getattr(plan, name) for plan in plans]
        assert needs == sorted(needs), name


def test_the_assumptions_are_those_of_the_script() -> None:
    stated = dict(re.findall(r"\*(\w)\* = ([\d.]+)", TEXT.split("**Assumed**")[1]))
    assert [float(stated[letter]) for letter in "pcwe"] == [PEAK, COPIES, WORDS, EVENTS]
