"""A table is lost with its disk, or its changelog compacted: what waits finds it whole."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, consuming
from service.streaming.topics import TopicNames
from tests.chaos.conftest import Crew
from tests.chaos.harness import read_until, send_words, until, words
from tests.chaos.invariants import assert_sound, look

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow]

#: so that the cleaner of the test's broker, which looks every five seconds, finds work at once
COMPACT_NOW = {
    "cleanup.policy": "compact",
    "segment.ms": "500",
    "min.cleanable.dirty.ratio": "0.01",
    "delete.retention.ms": "0",
    "max.message.bytes": "4194304",
}


def firsts(records: list[ConsumerRecord]) -> int:
    """How many messages were told to be the first with their word."""
    told = [json.loads(record.value) for record in records]
    return len({item["from"] for item in told if item["first"]})


def test_messages_that_wait_for_a_lost_table_find_it_whole(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    count = 2000
    worker = crew(store="memory")  # the table is gone with the process
    asyncio.run(send_words(kafka, words(count, different=count)))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(count)))
    worker.kill()
    asyncio.run(send_words(kafka, words(count, different=count)))
    worker.start_without_waiting()
    records = asyncio.run(read_until(kafka, topics.enriched, until(2 * count)))
    assert firsts(records) == count
    assert_sound(asyncio.run(look(kafka)), "extract")


def test_a_compacted_changelog_gives_the_same_table(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    changelog = topics.changelog("extract", "coded")
    asyncio.run(configure(kafka, changelog, COMPACT_NOW))
    worker = crew(store="memory")
    asyncio.run(send_words(kafka, words(1200, different=30)))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(1200)))
    # a segment is closed by the first write that comes `segment.ms` after its own first
    time.sleep(1)
    asyncio.run(send_words(kafka, words(40, different=10)))
    asyncio.run(read_until(kafka, topics.enriched, until(1240)))
    asyncio.run(compacted(kafka, changelog))
    worker.kill()
    asyncio.run(send_words(kafka, words(60, different=30)))
    worker.start_without_waiting()
    records = asyncio.run(read_until(kafka, topics.enriched, until(1300)))
    assert firsts(records) == 30


async def configure(kafka: KafkaSettings, topic: str, settings: dict[str, str]) -> None:
    async with administrating(kafka) as admin:
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings)])


async def compacted(kafka: KafkaSettings, topic: str) -> None:
    """Return once records have gone from the topic."""
    async with asyncio.timeout(60):
        while True:
            held, written = await _counts(kafka, topic)
            if held < written / 2:
                return
            await asyncio.sleep(0.5)


async def _counts(kafka: KafkaSettings, topic: str) -> tuple[int, int]:
    """Records that can be read, and that were ever written."""
    held = 0
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        ends: dict[Any, int] = await consumer.end_offsets(consumer.assignment())
        while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
            held += sum(map(len, (await consumer.getmany(timeout_ms=200)).values()))
    return held, sum(ends.values())
