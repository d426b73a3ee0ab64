"""Articles per second through an embedded broker and all four stages, in the steady state.

The workers are ready before anything is measured. The first articles of a round fill the pipeline
and are left out: the clock runs from their last output to the last output of the round, incidents
included, by the times that stand on the messages. The offline ways leave out as many.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from benchmarks.processes import processor_seconds
from benchmarks.report import Figure
from schemas import RawArticle
from service.errors import UserError
from service.metrics import STAGES
from service.settings import HttpSettings, KafkaSettings, Settings, TableSettings
from service.streaming.article_producer import produce_articles
from service.streaming.kafka_clients import consuming
from service.streaming.pipeline import (
    Pipeline,
    PipelineOptions,
    backlogs,
    running_pipeline,
    worker_environment,
)
from service.streaming.topics import TopicNames

CODED = "through Kafka, coded"
STUBBED = "through Kafka, extraction stubbed"
_START_SECONDS = 60.0
_POLL_SECONDS = 3.0


class KafkaWay:
    """A pipeline that runs and waits; `seconds` sends it articles."""

    def __init__(self, kafka: KafkaSettings) -> None:
        self._kafka = kafka
        self.spent: Counter[str] = Counter()
        self.articles = 0

    def seconds(self, raw: Sequence[RawArticle], *, warm_up: int) -> float:
        """From the output number `warm_up` to the last; nothing is left to do afterwards."""
        before = processor_seconds()
        began_ms = int(time.time() * 1000)
        asyncio.run(self._work_off(raw))
        self.spent += processor_seconds() - before
        self.articles += len(raw)
        enriched, incidents = asyncio.run(self._times(began_ms))
        if len(enriched) < len(raw):
            raise UserError(f"Only {len(enriched)} of {len(raw)} articles came out.")
        return (max(enriched + incidents) - sorted(enriched)[warm_up]) / 1000

    def processor_figures(self, name: str) -> list[Figure]:
        """Milliseconds of processor time for an article, by part."""
        return [
            Figure("processor ms/article", f"{name}: {part}", 1000 * spent / self.articles)
            for part, spent in self.spent.most_common()
        ]

    async def _work_off(self, raw: Sequence[RawArticle]) -> None:
        await produce_articles(self._kafka, iter(raw))
        while any((await backlogs(self._kafka)).values()):  # noqa: ASYNC110 - Kafka tells no one
            await asyncio.sleep(_POLL_SECONDS)

    async def _times(self, since_ms: int) -> tuple[list[int], list[int]]:
        """When enriched articles and incidents were written."""
        names = TopicNames(self._kafka.topic_prefix)
        times: dict[str, list[int]] = {names.enriched: [], names.incidents: []}
        async with consuming(self._kafka, *times, auto_offset_reset="earliest") as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
            while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    for record in records:
                        times[record.topic].append(record.timestamp)
        told, linked = times.values()
        return [t for t in told if t >= since_ms], [t for t in linked if t >= since_ms]


@contextmanager
def kafka_way(settings: Settings, *, stub: bool = False) -> Iterator[KafkaWay]:
    """Broker and workers, ready; with `stub` extraction costs nothing."""
    with tempfile.TemporaryDirectory(prefix="wirecoder-bench-") as name:
        folder = Path(name)
        private = settings.model_copy(
            update={
                "http": HttpSettings(port=0),
                "tables": TableSettings(store="memory", folder=folder / "tables"),
            }
        )
        options = PipelineOptions(
            embedded=True,
            broker_dir=folder / "broker",
            log_dir=folder / "logs",
            stages=tuple(s for s in STAGES if not (stub and s == "extract")),
        )
        with (
            running_pipeline(private, options, announce=lambda _text: None) as pipeline,
            _stubbed(private, pipeline, folder) if stub else nullcontext(),
        ):
            yield KafkaWay(pipeline.kafka)


@contextmanager
def _stubbed(settings: Settings, pipeline: Pipeline, folder: Path) -> Iterator[None]:
    """An extract worker without a coder."""
    ready = folder / "stub.ready"
    command = [sys.executable, "-m", "benchmarks.stub_worker", str(ready)]
    environment = os.environ | worker_environment(settings, pipeline.kafka)
    with (folder / "stub.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(ready, process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait(ready: Path, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + _START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise UserError("The stub worker did not start.")
        time.sleep(0.05)
