"""No message is passed over: a jump in the offsets must be a hole of the topic itself.

Faust holds every offset that it did not get for a hole (a transaction's marker, a deleted record)
and commits beyond it. Yet around a rebalance it may hand on records of before, or none for a
while, and then messages that nobody has worked on would count as done. So each jump is looked up.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiokafka import TopicPartition

from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, consuming
from service.streaming.window import Entry

log = logging.getLogger(__name__)

LOOKUP_SECONDS = 5.0
#: topic, partition -> the next offset to read, as last committed; 0 when nothing was
Committed = Callable[[str, int], Awaitable[int]]
#: topic, partition, offset -> the first offset from there on that has a message
Lookup = Callable[[str, int, int], Awaitable[int]]


class SkippedMessagesError(Exception):
    """Messages were passed over; after a restart they are read, since none of them is acked."""


class Continuity:
    """Knows of each partition which offset comes next."""

    def __init__(self, committed: Committed, lookup: Lookup) -> None:
        self._committed = committed
        self._lookup = lookup
        self._next: dict[tuple[str, int], tuple[int, int]] = {}

    async def check(self, entry: Entry) -> None:
        """Raise SkippedMessagesError when there are messages between the last one and `entry`.

        The first one of a generation of the consumer group follows the committed offset.
        """
        origin = entry.origin
        lane = origin.topic, origin.partition
        generation, expected = self._next.get(lane, (None, 0))
        if generation != entry.generation:
            expected = await self._committed(*lane) if origin.offset else 0
        if origin.offset > expected:
            await self._look_up(*lane, expected, origin.offset)
        self._next[lane] = entry.generation, origin.offset + 1

    async def _look_up(self, topic: str, partition: int, expected: int, offset: int) -> None:
        there = await self._lookup(topic, partition, expected)
        what = f"{topic}, partition {partition}: offsets {expected} to {offset - 1}"
        if there < offset:
            raise SkippedMessagesError(f"{what} were passed over, but {there} is there")
        log.info("%s are not on the topic", what)


def committed_on(kafka: KafkaSettings, group: str) -> Committed:
    """Asks the broker: Faust's own note of it may be that of an earlier assignment."""

    async def committed(topic: str, partition: int) -> int:
        chosen = TopicPartition(topic, partition)
        async with administrating(kafka) as admin:
            found = await admin.list_consumer_group_offsets(group, partitions=[chosen])
        return max(0, int(found[chosen].offset))

    return committed


def lookup_on(kafka: KafkaSettings) -> Lookup:
    """Asks the broker, with a consumer outside of any group; as fast as it answers."""

    async def first_from(topic: str, partition: int, offset: int) -> int:
        chosen = TopicPartition(topic, partition)
        options = {"isolation_level": "read_uncommitted", "auto_offset_reset": "earliest",
                   "max_partition_fetch_bytes": 1}  # one message is enough  # fmt: skip
        async with consuming(kafka, **options) as consumer:
            consumer.assign([chosen])
            consumer.seek(chosen, offset)
            found = await consumer.getmany(timeout_ms=int(LOOKUP_SECONDS * 1000), max_records=1)
        for records in found.values():
            return int(records[0].offset)
        raise SkippedMessagesError(f"{topic}, partition {partition}: nothing from {offset} on")

    return first_from
