"""All four stages under the demo's load, watched by the real Prometheus."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from schemas import RawArticle
from service.settings import KafkaSettings, user_cache_dir
from service.sources import read
from service.streaming.demo import run_demo
from service.streaming.kafka_clients import producing
from service.streaming.pipeline import create_topics
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topics import TopicNames
from tests.deploy.conftest import ROOT, pytest_configure
from tests.monitoring.rig import Prometheus, wait_until

__all__ = ["pytest_configure"]

STAGES = ("clean", "dedupe", "extract", "link")
ARTICLES = 24
POISON = (b"{not json", b'{"title": "no body"}', b'{"body": "  "}')


@dataclass(frozen=True, slots=True)
class Watched:
    """What runs."""

    supervisor: Supervisor
    prometheus: Prometheus
    loaded_seconds: float


@pytest.fixture(scope="module")
def watched(broker: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The stages after the demo's load, and Prometheus, which has seen it from before the start."""
    kafka = KafkaSettings(
        bootstrap_servers=broker, topic_prefix=f"m{uuid.uuid4().hex[:8]}.",
        request_timeout_seconds=30,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("monitoring")
    asyncio.run(create_topics(kafka))
    options = SupervisorOptions(
        environment={
            "WIRECODER_KAFKA__BOOTSTRAP_SERVERS": broker,
            "WIRECODER_KAFKA__TOPIC_PREFIX": kafka.topic_prefix,
            "WIRECODER_DATA_DIR": str(user_cache_dir()),
            "WIRECODER_TABLES__FOLDER": str(folder / "tables"),
            "WIRECODER_HTTP__PORT": "0",
            "WIRECODER_EXTRACT__POOL_SIZE": "1",
        },
        log_dir=folder / "logs",
    )
    with Supervisor([Place(stage) for stage in STAGES], options) as supervisor:
        supervisor.wait_ready()
        ports = {name.partition("-")[0]: port for name, port in supervisor.ports().items()}
        with Prometheus(folder, ports) as prometheus:
            began = time.monotonic()
            wait_until(lambda: len(prometheus.query("wirecoder_lag")) == len(STAGES), 30)
            asyncio.run(load(kafka))
            yield Watched(supervisor, prometheus, time.monotonic() - began)


async def load(kafka: KafkaSettings) -> None:
    """Samples, copies of some of them, and messages that nobody can read."""
    found = list(read([str(ROOT / "samples" / "articles.jsonl")]))
    articles = [item for item in found if isinstance(item, RawArticle)][:ARTICLES]
    copies = [
        article.model_copy(update={"id": f"copy-{n}", "url": None, "outlet": "Another Paper"})
        for n, article in enumerate(articles[:6])
    ]
    async with producing(kafka) as producer:
        for value in POISON:
            await producer.send_and_wait(TopicNames(kafka.topic_prefix).raw, value)
    await run_demo(kafka, articles + copies, rate_per_second=4, report=lambda _done, _all: None)
