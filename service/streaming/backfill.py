"""Old articles once more, through topics, groups and tables of their own: the live ones are not
touched.

The copies go to an installation of the same names under a further prefix, where workers code them
as if they were new. Sent to the live topic instead, they would be recognised as known.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from schemas.dead_letter import Stage
from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, missing_topic, producing
from service.streaming.topics import TopicNames

POLL_MS = 500
MOST_UNCONFIRMED = 200


@dataclass(frozen=True, slots=True)
class Slice:
    """The messages of one partition from offset `start` up to, not including, `end`."""

    partition: int
    start: int
    end: int

    @property
    def count(self) -> int:
        """How many, at most: a compacted or deleted message leaves its offset empty."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Span:
    """From the first message at or after `from_ms` up to the first at or after `to_ms`."""

    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many a second; `group` remembers how far it got, for a run that goes on."""

    rate_per_second: float
    group: str | None = None


def beside(kafka: KafkaSettings, suffix: str) -> KafkaSettings:
    """The settings of the installation that a replay runs in."""
    return kafka.model_copy(update={"topic_prefix": f"{kafka.topic_prefix}{suffix}."})


def check_group(kafka: KafkaSettings, group: str | None) -> None:
    """Raise UserError for a group that live workers are in."""
    names = TopicNames(kafka.topic_prefix)
    if group in {names.group(stage) for stage in get_args(Stage)}:
        raise UserError(f"{group} is the group of live workers: choose another --group.")


async def plan(kafka: KafkaSettings, span: Span, *, group: str | None = None) -> tuple[Slice, ...]:
    """What there is to be read of `news.raw.v1`; what `group` has done is left out."""
    check_group(kafka, group)
    async with consuming(kafka, group_id=group) as consumer:
        return await _slices(consumer, TopicNames(kafka.topic_prefix).raw, span, group)


async def backfill(
    live: KafkaSettings,
    target: KafkaSettings,
    span: Span,
    pace: Pace,
    *,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Copies the span's raw articles and returns their number, when the broker has confirmed all.

    Key, value and headers stay as they are; the time is that of the copying. Raises UserError
    when a topic is missing or the broker goes away.
    """
    check_group(live, pace.group)
    topic = TopicNames(live.topic_prefix).raw
    async with consuming(live, group_id=pace.group) as consumer, producing(target) as producer:
        slices = await _slices(consumer, topic, span, pace.group)
        copying = _Copying(producer, TopicNames(target.topic_prefix).raw, pace.rate_per_second)
        await _read(consumer, topic, slices, copying, pace.group, report)
    return copying.count


async def _slices(
    consumer: AIOKafkaConsumer, topic: str, span: Span, group: str | None
) -> tuple[Slice, ...]:
    cluster = await consumer._client.fetch_all_metadata()  # consumers have no public way to ask
    partitions = [TopicPartition(topic, n) for n in cluster.partitions_for_topic(topic) or ()]
    if not partitions:
        raise UserError(missing_topic(topic))
    consumer.assign(partitions)
    ends = await consumer.end_offsets(partitions)
    first = await consumer.offsets_for_times(dict.fromkeys(partitions, span.from_ms))
    last = await consumer.offsets_for_times(dict.fromkeys(partitions, span.to_ms))
    found = []
    for tp in partitions:
        done = (await consumer.committed(tp) or 0) if group else 0
        start = max(first[tp].offset if first[tp] else ends[tp], done)
        end = last[tp].offset if last[tp] else ends[tp]
        if start < end:
            found.append(Slice(tp.partition, start, end))
    return tuple(found)


async def _read(  # noqa: PLR0913 - private, and each is needed
    consumer: AIOKafkaConsumer,
    topic: str,
    slices: Sequence[Slice],
    copying: _Copying,
    group: str | None,
    report: Callable[[int, int], None],
) -> None:
    ends = {TopicPartition(topic, part.partition): part.end for part in slices}
    consumer.assign(list(ends))
    for part in slices:
        consumer.seek(TopicPartition(topic, part.partition), part.start)
    total = sum(part.count for part in slices)
    while await _left(consumer, ends):
        found = await consumer.getmany(timeout_ms=POLL_MS, max_records=MOST_UNCONFIRMED)
        for tp, records in found.items():
            await copying.copy([record for record in records if record.offset < ends[tp]])
            report(copying.count, total)
        if group and found:
            await consumer.commit(
                {tp: min(records[-1].offset + 1, ends[tp]) for tp, records in found.items()}
            )


async def _left(consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> bool:
    return any([await consumer.position(tp) < end for tp, end in ends.items()])


class _Copying:
    """Sends messages on, at most so many a second."""

    def __init__(self, producer: AIOKafkaProducer, topic: str, rate_per_second: float) -> None:
        self._producer, self._topic, self._rate = producer, topic, rate_per_second
        self._started = time.monotonic()
        self.count = 0

    async def copy(self, records: Sequence[ConsumerRecord]) -> None:
        """Returns when the broker has confirmed all of them."""
        futures = []
        try:
            for record in records:
                await self._wait_for_turn()
                futures.append(
                    await self._producer.send(
                        self._topic, record.value, key=record.key, headers=list(record.headers)
                    )
                )
            await asyncio.gather(*futures)
        except KafkaError as error:
            raise UserError(f"Kafka refused after {self.count} articles: {error!r}") from error

    async def _wait_for_turn(self) -> None:
        due = self._started + self.count / self._rate
        self.count += 1
        if (pause := due - time.monotonic()) > 0:
            await asyncio.sleep(pause)
