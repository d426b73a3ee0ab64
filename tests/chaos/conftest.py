"""Counting workers, and a broker that may be harmed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.settings import KafkaSettings
from tests.chaos.broker import FragileBroker
from tests.chaos.harness import CountingWorker
from tests.kafka.fixtures import GIVEN, _create

Crew = Callable[..., CountingWorker]


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    """Makes counting workers and leaves none behind; each instance has its own number."""
    made: list[CountingWorker] = []

    def make(instance: int = 0, **options: str) -> CountingWorker:
        made.append(CountingWorker(tmp_path, instance=instance, **options))
        return made[-1]

    yield make
    for worker in made:
        worker.clean_up()


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FragileBroker]:
    """A broker of one's own, with all topics of the prefix `own.`."""
    made = FragileBroker(tmp_path_factory.mktemp("fragile"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def own(
    fragile: FragileBroker, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> KafkaSettings:
    """Settings of the fragile broker, with fresh topics."""
    prefix = f"own{abs(hash(request.node.name)) % 10**6}."
    monkeypatch.setenv(GIVEN, fragile.address)
    monkeypatch.setenv("WIRECODER_KAFKA__TOPIC_PREFIX", prefix)
    monkeypatch.setenv("WIRECODER_KAFKA__SESSION_TIMEOUT_SECONDS", "10")
    kafka = KafkaSettings(bootstrap_servers=fragile.address, topic_prefix=prefix)
    asyncio.run(_create(kafka))
    return kafka
