"""Whether the stages have worked off all there is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    NotCoordinatorForGroupError,
)

from schemas.dead_letter import Stage
from service.errors import UserError
from service.streaming.topics import TopicNames

COORDINATOR_SECONDS = 15.0
_NO_COORDINATOR = (
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    NotCoordinatorForGroupError,
)


def flow(names: TopicNames) -> tuple[tuple[Stage, str], ...]:
    """Each stage and the topic that it reads, in the order of the articles."""
    return (
        ("clean", names.raw),
        ("dedupe", names.clean),
        ("extract", names.screened),
        ("link", names.events),
    )


async def backlog(
    admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, names: TopicNames
) -> dict[Stage, int]:
    """Messages that each stage has not committed.

    Asked in the order of the flow, so that all zero means done: a stage commits a message only
    when all that it caused lies on the next topic.
    """
    return {stage: await _lag(admin, consumer, names.group(stage), t) for stage, t in flow(names)}


async def _lag(
    admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, group: str, topic: str
) -> int:
    (found,) = await admin.describe_topics([topic])
    partitions = [TopicPartition(topic, part["partition"]) for part in found["partitions"]]
    done = await _committed(admin, group)
    ends = await consumer.end_offsets(partitions)
    starts = await consumer.beginning_offsets(partitions)
    return sum(
        ends[tp] - max(starts[tp], done[tp].offset if tp in done else 0) for tp in partitions
    )


async def _committed(admin: AIOKafkaAdminClient, group: str) -> Mapping[TopicPartition, Any]:
    """What the group has committed; a broker that has just started is asked until it knows.

    Raises UserError when it does not know for long.
    """
    give_up_at = time.monotonic() + COORDINATOR_SECONDS
    while True:
        try:
            found: Mapping[TopicPartition, Any] = await admin.list_consumer_group_offsets(group)
        except _NO_COORDINATOR as error:
            if time.monotonic() > give_up_at:
                raise UserError(f"Kafka does not tell how far {group} is: {error}") from error
            await asyncio.sleep(0.2)
        else:
            return found
