"""The broker of the test session: one real Apache Kafka, or the cluster that the settings name."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # loaded by every test session, so what is heavy is loaded late
    from service.settings import KafkaSettings
    from service.streaming.topics import TopicNames

GIVEN = "WIRECODER_KAFKA__BOOTSTRAP_SERVERS"


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a broker; a given cluster is used as it is."""
    given = os.environ.get(GIVEN)
    if given:
        yield given
        return
    from service.broker import EmbeddedBroker

    with EmbeddedBroker(tmp_path_factory.mktemp("broker")) as started:
        yield started.bootstrap_servers


@pytest.fixture
def kafka(broker: str, monkeypatch: pytest.MonkeyPatch) -> KafkaSettings:
    """Settings with a topic prefix of their own; the environment has them too, for commands."""
    from service.settings import KafkaSettings

    prefix = f"t{uuid.uuid4().hex[:10]}."
    monkeypatch.setenv(GIVEN, broker)
    monkeypatch.setenv("WIRECODER_KAFKA__TOPIC_PREFIX", prefix)
    return KafkaSettings(bootstrap_servers=broker, topic_prefix=prefix)


@pytest.fixture
def topics(kafka: KafkaSettings, tmp_path: Path) -> Iterator[TopicNames]:
    """All declared topics, created under the test's own prefix and deleted afterwards."""
    from service.streaming.topics import TopicNames

    asyncio.run(_create(kafka))
    yield TopicNames(kafka.topic_prefix)
    asyncio.run(_delete(kafka))


async def _create(kafka: KafkaSettings) -> None:
    from service.streaming.kafka_clients import administrating
    from service.streaming.topic_admin import apply_topics
    from service.streaming.topics import declared_topics

    async with administrating(kafka) as admin:
        await apply_topics(admin, declared_topics(kafka))


async def _delete(kafka: KafkaSettings) -> None:
    from service.streaming.kafka_clients import administrating

    async with administrating(kafka) as admin:
        names = [name for name in await admin.list_topics() if name.startswith(kafka.topic_prefix)]
        await admin.delete_topics(names)
