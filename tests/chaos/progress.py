"""How far a pipeline has come, asked from outside and patient while the broker is away."""

from __future__ import annotations

import asyncio
import time

from aiokafka.errors import KafkaError

from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming
from service.streaming.pipeline import backlogs
from service.streaming.topics import TopicNames

MOST_SECONDS = 1800.0


def await_outputs(kafka: KafkaSettings, count: int) -> None:
    """Return once so many enriched articles are written."""
    give_up_at = time.monotonic() + MOST_SECONDS
    while written(kafka) < count and not is_done(kafka):
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"{written(kafka)} of {count} outputs")
        time.sleep(0.2)


def written(kafka: KafkaSettings) -> int:
    """Enriched articles so far, repeats included; 0 while the broker does not answer."""

    async def ends() -> int:
        topic = TopicNames(kafka.topic_prefix).enriched
        async with consuming(kafka, topic) as consumer:
            return sum((await consumer.end_offsets(consumer.assignment())).values())

    try:
        return asyncio.run(ends())
    except (UserError, KafkaError):
        return 0


def is_done(kafka: KafkaSettings) -> bool:
    """Whether no stage has anything left to do."""
    try:
        return not any(asyncio.run(backlogs(kafka)).values())
    except (UserError, KafkaError):
        return False


def work_off(kafka: KafkaSettings) -> None:
    """Return once no stage has anything left to do."""
    give_up_at = time.monotonic() + MOST_SECONDS
    while not is_done(kafka):
        if time.monotonic() > give_up_at:
            raise TimeoutError(asyncio.run(backlogs(kafka)))
        time.sleep(1)
