"""Whether the stages have worked off all there is."""

from __future__ import annotations

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from schemas.dead_letter import Stage
from service.streaming.topics import TopicNames


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
    done = await admin.list_consumer_group_offsets(group)
    ends = await consumer.end_offsets(partitions)
    starts = await consumer.beginning_offsets(partitions)
    return sum(
        ends[tp] - max(starts[tp], done[tp].offset if tp in done else 0) for tp in partitions
    )
