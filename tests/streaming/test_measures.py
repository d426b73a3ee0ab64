"""What a result counts appears under the metric that it belongs to."""

from __future__ import annotations

import asyncio
import time

import pytest

from service.metrics import REGISTRY
from service.streaming.measures import StageMeasures
from service.streaming.stage import StageResult
from service.streaming.window import Entry
from tests.streaming.fakes import message


@pytest.mark.parametrize(
    ("name", "metric", "labels"),
    [
        ("words", "words", {"stage": "extract"}),
        ("copy", "verdicts", {"verdict": "copy"}),
        ("coded", "events", {"stage": "extract", "outcome": "coded"}),
    ],
    ids=["words", "a verdict", "events"],
)
async def test_a_count_goes_to_the_metric_of_its_name(
    name: str, metric: str, labels: dict[str, str]
) -> None:
    measures = StageMeasures("extract")
    entry = Entry(message(b"a", 0), arrived_at=time.time(), loop=asyncio.get_running_loop())

    def value() -> float:
        return REGISTRY.get_sample_value(f"wirecoder_{metric}_total", labels) or 0.0

    before = value()
    for _ in range(2):
        measures.finished(StageResult(counts={name: 3}), entry, now=time.time())
    assert value() == before + 6


async def test_a_message_counts_by_its_outcome() -> None:
    measures = StageMeasures("extract")
    entry = Entry(message(b"a", 0), arrived_at=time.time(), loop=asyncio.get_running_loop())
    labels = {"stage": "extract", "outcome": "copied"}
    before = REGISTRY.get_sample_value("wirecoder_messages_total", labels) or 0.0
    measures.finished(StageResult(outcome="copied"), entry, now=time.time())
    assert REGISTRY.get_sample_value("wirecoder_messages_total", labels) == before + 1
