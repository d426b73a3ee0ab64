"""Reads a topic for a person or a program, leaving no consumer group behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, missing_topic

POLL_MS = 250


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it lies on the topic."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]

    @property
    def position(self) -> str:
        """`partition:offset`, which finds it again."""
        return f"{self.partition}:{self.offset}"

    def header(self, name: str) -> str:
        """The last header of that name as text, or an empty string."""
        values = [value for key, value in self.headers if key == name]
        return (values[-1] or b"").decode("utf-8", "replace") if values else ""


async def read_messages(
    kafka: KafkaSettings, topic: str, *, from_beginning: bool, follow: bool
) -> AsyncIterator[Message]:
    """The messages of a topic, in order within each partition.

    `from_beginning`: the old ones first; `follow`: go on with what comes later, without end.
    Raises UserError when the topic does not exist.
    """
    async with consuming(kafka) as consumer:
        partitions = await partitions_of(consumer, topic)
        ends = await consumer.end_offsets(partitions)
        consumer.assign(partitions)
        starts = await consumer.beginning_offsets(partitions) if from_beginning else ends
        for partition, offset in starts.items():
            consumer.seek(partition, offset)
        while follow or not await _reached(consumer, ends):
            for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
                for record in records:
                    if follow or record.offset < ends[_partition_of(record)]:
                        yield _message(record)


async def read_message(kafka: KafkaSettings, topic: str, position: str) -> Message:
    """The message at `partition:offset`.

    Raises UserError when there is none.
    """
    nothing = UserError(f"No message at {position} of {topic}: give PARTITION:OFFSET, as listed.")
    partition_text, _, offset_text = position.partition(":")
    if not (partition_text.isdecimal() and offset_text.isdecimal()):
        raise nothing
    wanted = TopicPartition(topic, int(partition_text))
    async with consuming(kafka) as consumer:
        if wanted not in await partitions_of(consumer, topic):
            raise nothing
        offset, end = int(offset_text), (await consumer.end_offsets([wanted]))[wanted]
        if not (await consumer.beginning_offsets([wanted]))[wanted] <= offset < end:
            raise nothing
        consumer.assign([wanted])
        consumer.seek(wanted, offset)
        record = await consumer.getone()
    if record.offset != offset:
        raise nothing
    return _message(record)


async def partitions_of(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    """The partitions of a topic in order; UserError when it does not exist."""
    cluster = await consumer._client.fetch_all_metadata()  # consumers have no public way to ask
    numbers = cluster.partitions_for_topic(topic)
    if not numbers:
        raise UserError(missing_topic(topic))
    return [TopicPartition(topic, number) for number in sorted(numbers)]


async def _reached(consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> bool:
    """Whether everything up to the given ends has been read."""
    return all([await consumer.position(partition) >= end for partition, end in ends.items()])


def _partition_of(record: ConsumerRecord[bytes, bytes]) -> TopicPartition:
    return TopicPartition(record.topic, record.partition)


def _message(record: ConsumerRecord[bytes, bytes]) -> Message:
    return Message(
        record.topic, record.partition, record.offset, record.timestamp, record.key, record.value,
        tuple(record.headers),
    )  # fmt: skip
