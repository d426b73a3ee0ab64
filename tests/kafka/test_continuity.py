"""Holes of a topic, looked up on a real broker."""

from __future__ import annotations

import uuid

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition

from service.settings import KafkaSettings
from service.streaming import continuity
from service.streaming.continuity import SkippedMessagesError, committed_on, lookup_on
from service.streaming.kafka_clients import client_options, consuming
from service.streaming.topics import TopicNames

pytestmark = pytest.mark.kafka


async def test_the_marker_of_a_transaction_is_a_hole_and_a_message_is_none(
    kafka: KafkaSettings, topics: TopicNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    producer = AIOKafkaProducer(**client_options(kafka), transactional_id=uuid.uuid4().hex)
    await producer.start()
    try:
        for value in (b"first", b"second"):
            async with producer.transaction():
                await producer.send_and_wait(topics.raw, value, partition=0)
    finally:
        await producer.stop()
    first_from = lookup_on(kafka)
    assert await first_from(topics.raw, 0, 0) == 0
    assert await first_from(topics.raw, 0, 1) == 2
    monkeypatch.setattr(continuity, "LOOKUP_SECONDS", 0.2)
    with pytest.raises(SkippedMessagesError, match="nothing from 3 on"):
        await first_from(topics.raw, 0, 3)


async def test_what_a_group_has_committed_is_asked_of_the_broker(
    kafka: KafkaSettings, topics: TopicNames
) -> None:
    group = f"{kafka.topic_prefix}readers"
    committed = committed_on(kafka, group)
    async with consuming(kafka, topics.raw, group_id=group) as consumer:
        await consumer.commit({TopicPartition(topics.raw, 0): 4})
    assert await committed(topics.raw, 0) == 4
    assert await committed(topics.raw, 1) == 0
