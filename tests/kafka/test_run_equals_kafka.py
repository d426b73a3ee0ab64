"""`wirecoder run` and the workers on a broker come to the same events and incidents."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.settings import KafkaSettings, user_cache_dir
from service.streaming.kafka_clients import consuming, producing
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topics import TopicNames
from tests.cli.conftest import ARTICLES, Ran, ran  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning"),
]


@pytest.fixture
def workers(kafka: KafkaSettings, topics: TopicNames, tmp_path: Path) -> Iterator[None]:
    environment = {
        "WIRECODER_DATA_DIR": str(user_cache_dir()),
        "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
        "WIRECODER_TABLES__STORE": "memory",
        "WIRECODER_HTTP__PORT": "0",
        "WIRECODER_EXTRACT__POOL_SIZE": "1",
    }
    stages = [Place(stage) for stage in ("clean", "dedupe", "extract", "link")]
    options = SupervisorOptions(environment=environment, log_dir=tmp_path / "logs")
    with Supervisor(stages, options) as all_:
        all_.wait_ready()
        yield


async def send(kafka: KafkaSettings) -> None:
    """All articles under one key, so that they stay in order."""
    async with producing(kafka) as producer:
        for article in ARTICLES:
            value = json.dumps({"published_at": "2024-06-03"} | article).encode()
            await producer.send_and_wait(TopicNames(kafka.topic_prefix).raw, value, key=b"k")


async def receive(kafka: KafkaSettings, *, events: int) -> tuple[list[Any], dict[bytes, Any]]:
    """That many events in order, and the incidents once they tell of all of them."""
    names = TopicNames(kafka.topic_prefix)
    told: list[dict[str, Any]] = []
    incidents: dict[bytes, Any] = {}
    wanted: set[str] = set()
    async with (
        consuming(kafka, names.events, names.incidents, auto_offset_reset="earliest") as consumer,
        asyncio.timeout(120),
    ):
        while len(told) < events or wanted != mentions_of(incidents):
            for records in (await consumer.getmany(timeout_ms=300)).values():
                for record in records:
                    value = None if record.value is None else json.loads(record.value)
                    if record.topic == names.events:
                        told.append(value)
                    elif value is None:
                        incidents.pop(record.key, None)
                    else:
                        incidents[record.key] = value
            retracted = {m["mention_id"] for m in told if m["retracted"]}
            linked = {m["mention_id"] for m in told if m["modality"] != "hypothetical"}
            wanted = linked - retracted
    return told, incidents


def mentions_of(incidents: dict[bytes, Any]) -> set[str]:
    return {mention for incident in incidents.values() for mention in incident["mention_ids"]}


def by_id(mentions: list[dict[str, Any]]) -> dict[tuple[str, bool], dict[str, Any]]:
    return {(m["mention_id"], m["retracted"]): m for m in mentions}


def content(incidents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Incidents without their revision number: the order across partitions decides it."""
    return {i["incident_id"]: i | {"revision": 0} for i in incidents}


@pytest.mark.usefixtures("workers")
def test_both_ways_tell_the_same_mentions_and_incidents(
    kafka: KafkaSettings,
    ran: Ran,  # noqa: F811 - the imported fixture
) -> None:
    offline = ran.rows("events")
    asyncio.run(send(kafka))
    told, incidents = asyncio.run(receive(kafka, events=len(offline)))
    assert by_id(told) == by_id(offline)
    assert content(list(incidents.values())) == content(ran.rows("incidents"))
