"""A broker with screened articles on it, and extract workers without a coder to work them off."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from benchmarks.texts import articles
from schemas import ScreenedArticle, Screening
from service.broker import EmbeddedBroker
from service.errors import UserError
from service.settings import HttpSettings, KafkaSettings, Settings, TableSettings, load_settings
from service.stages.clean import clean
from service.streaming.kafka_clients import consuming, producing
from service.streaming.pipeline import create_topics, worker_environment
from service.streaming.reading import partitions_of
from service.streaming.topics import TopicNames

START_SECONDS = 90.0
POLL_SECONDS = 0.25
STUB = ("benchmarks.stub_worker", "{ready}", "{instance}")


@dataclass
class Rig:
    """What runs, and where."""

    settings: Settings
    folder: Path
    workers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def kafka(self) -> KafkaSettings:
        """How to reach the broker."""
        return self.settings.kafka

    @property
    def topics(self) -> TopicNames:
        """What they are called."""
        return TopicNames(self.kafka.topic_prefix)

    def renamed(self, prefix: str) -> Self:
        """The same broker with fresh topics."""
        kafka = self.kafka.model_copy(update={"topic_prefix": prefix})
        asyncio.run(create_topics(kafka))
        settings = self.settings.model_copy(update={"kafka": kafka})
        return type(self)(settings, self.folder)

    def start(
        self,
        instance: int = 0,
        *,
        wait: bool = True,
        module: Sequence[str] = STUB,
        pool_size: int = 1,
    ) -> subprocess.Popen[bytes]:
        """A worker, a stub by default; without `wait` it may not be ready yet."""
        ready = self.folder / f"{self.kafka.topic_prefix}{instance}.ready"
        ready.unlink(missing_ok=True)
        place = {"{ready}": str(ready), "{instance}": str(instance)}
        command = [sys.executable, "-m", *(place.get(word, word) for word in module)]
        environment = os.environ | worker_environment(self.settings, self.kafka)
        with (self.folder / f"stub-{instance}.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=environment | {"WIRECODER_EXTRACT__POOL_SIZE": str(pool_size)},
                stdout=log, stderr=log,
            )  # fmt: skip
        self.workers[instance] = process
        if wait:
            _wait(ready, process)
        return process

    def stop(self) -> None:
        """All workers, in order."""
        for process in self.workers.values():
            process.terminate()
        for process in self.workers.values():
            process.wait(40)
        self.workers.clear()

    async def preload(self, values: Sequence[tuple[bytes, bytes]], count: int) -> None:
        """`count` screened articles: the same texts again and again, each with an id of its own."""
        async with producing(self.kafka) as producer:
            futures = []
            for number in range(count):
                known, value = values[number % len(values)]
                key = known + b"%d" % number
                value = value.replace(known, key)
                futures.append(await producer.send(self.topics.screened, value, key=key))
                if len(futures) >= 2000:
                    await asyncio.gather(*futures)
                    futures.clear()
            await asyncio.gather(*futures)

    async def written(self, count: int, *, seconds: float = 600) -> None:
        """Return once so many enriched articles are on the topic, reading none of them."""
        async with consuming(self.kafka) as consumer, asyncio.timeout(seconds):
            parts = await partitions_of(consumer, self.topics.enriched)
            while sum((await consumer.end_offsets(parts)).values()) < count:  # noqa: ASYNC110
                await asyncio.sleep(POLL_SECONDS)

    async def enriched(self, count: int, *, seconds: float = 600) -> list[int]:
        """When the first `count` enriched articles were written, in milliseconds."""
        times: list[int] = []
        topic = self.topics.enriched
        async with consuming(self.kafka, topic, auto_offset_reset="earliest") as consumer:
            async with asyncio.timeout(seconds):
                while len(times) < count:
                    for records in (await consumer.getmany(timeout_ms=200)).values():
                        times += [record.timestamp for record in records]
        return times


@contextmanager
def rig(store: Literal["memory", "rocksdb"] = "memory") -> Iterator[Rig]:
    """A broker in a folder of its own; everything ends with the context."""
    with ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory(prefix="wirecoder-bench-"))
        broker = stack.enter_context(EmbeddedBroker(Path(name) / "broker"))
        kafka = KafkaSettings(bootstrap_servers=broker.bootstrap_servers)
        made = load_settings().model_copy(
            update={
                "kafka": kafka,
                "http": HttpSettings(port=0),
                "tables": TableSettings(store=store, folder=Path(name) / "tables"),
            }
        )
        yield Rig(made, Path(name))


def screened(count: int, *, least_characters: int = 0) -> list[tuple[bytes, bytes]]:
    """Key and value of so many articles, as dedupe would hand them on.

    Shorter ones go on with the text of those before.
    """
    made: list[tuple[bytes, bytes]] = []
    text = ""
    for raw in articles(None, count):
        text = f"{raw.body}\n\n{text}"[: max(len(raw.body), least_characters)]
        longer = raw.model_copy(update={"body": text})
        made.append(_screened(clean(longer, now=datetime.now(UTC))))
    return made


def _screened(article: object) -> tuple[bytes, bytes]:
    made: str = article.article_id  # type: ignore[attr-defined]
    screening = Screening(verdict="new", canonical_article_id=made, story_id=made)
    message = ScreenedArticle(article=article, screening=screening)
    return made.encode(), message.to_bytes()


def _wait(ready: Path, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise UserError("The stub worker did not start.")
        time.sleep(0.02)
