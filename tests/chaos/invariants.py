"""What must hold of a pipeline's topics, whatever was killed: reads every topic and compares.

Every output carries the place of the message that caused it (`ce_id`), every dead letter as well
(`origin_*`), so that a reader can tell what is missing without knowing the stage.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiokafka import ConsumerRecord

from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, consuming
from service.streaming.topics import TopicNames, declared_topics

Place = tuple[str, int, int]
Record = ConsumerRecord
#: of each stage: the topic it reads, and the topic on which each message must leave a trace
FLOW = {
    "clean": ("raw", "clean"),
    "dedupe": ("clean", "screened"),
    "extract": ("screened", "enriched"),
}
#: fields that say when, not what
OF_THE_MOMENT = frozenset({"fetched_at", "updated_at", "created_at", "revision"})


@dataclass
class Seen:
    """Everything on every topic, and how far each stage has committed."""

    names: TopicNames
    records: dict[str, list[Record]] = field(default_factory=dict)
    committed: dict[str, dict[tuple[str, int], int]] = field(default_factory=dict)

    def of(self, topic: str) -> list[Record]:
        return self.records.get(getattr(self.names, topic), [])


async def look(kafka: KafkaSettings, *, seconds: float = 60) -> Seen:
    """All topics as they are now."""
    names = TopicNames(kafka.topic_prefix)
    seen = Seen(names, {topic.name: [] for topic in declared_topics(kafka)})
    async with asyncio.timeout(seconds):
        async with consuming(kafka, *seen.records, auto_offset_reset="earliest") as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
            while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    for record in records:
                        seen.records[record.topic].append(record)
        async with administrating(kafka) as admin:
            for stage in ("clean", "dedupe", "extract", "link"):
                offsets = await admin.list_consumer_group_offsets(names.group(stage))
                seen.committed[stage] = {
                    (tp.topic, tp.partition): told.offset for tp, told in offsets.items()
                }
    return seen


def place(record: Record) -> Place:
    return record.topic, record.partition, record.offset


def cause(record: Record) -> Place:
    """The message that an output came from."""
    parts = header(record, "ce_id").split(":")
    return parts[1], int(parts[2]), int(parts[3])


def buried(seen: Seen) -> set[Place]:
    """The messages that became dead letters."""
    return {
        (
            header(letter, "origin_topic"),
            int(header(letter, "origin_partition")),
            int(header(letter, "origin_offset")),
        )
        for letter in seen.of("dead_letters")
    }


def missing(seen: Seen, stage: str) -> set[Place]:
    """Messages that left no trace."""
    source, target = FLOW[stage]
    told = {cause(record) for record in seen.of(target)} | buried(seen)
    return {place(record) for record in seen.of(source)} - told


def acked_without_outputs(seen: Seen, stage: str) -> set[Place]:
    """Messages that were committed although nothing of theirs is there."""
    done = seen.committed[stage]
    return {
        (topic, partition, offset)
        for topic, partition, offset in missing(seen, stage)
        if offset < done.get((topic, partition), 0)
    }


def out_of_order(records: Iterable[Record]) -> list[Place]:
    """First deliveries that came after a later message's of the same key and partition."""
    latest: dict[tuple[bytes | None, str, int], int] = defaultdict(lambda: -1)
    wrong, known = [], set[tuple[Place, str]]()
    for record in records:
        name = header(record, "ce_id")
        topic, partition, offset = cause(record)
        if (cause(record), name) in known:
            continue
        known.add((cause(record), name))
        lane = (record.key, topic, partition)
        if offset < latest[lane]:
            wrong.append((topic, partition, offset))
        latest[lane] = max(latest[lane], offset)
    return wrong


def unlike_repeats(
    records: Iterable[Record], identity: Callable[[Any], Any] | None = None
) -> list[str]:
    """The ids of outputs whose repeats say something else than they did the first time."""
    first: dict[str, Any] = {}
    wrong = []
    for record in records:
        content = without_moments(orjson.loads(record.value)) if record.value else None
        told = content if identity is None or content is None else identity(content)
        name = header(record, "ce_id")
        if first.setdefault(name, told) != told:
            wrong.append(name)
    return wrong


def newest(records: Iterable[Record]) -> dict[bytes | None, Any]:
    """What a compacted topic comes to."""
    state: dict[bytes | None, Any] = {}
    for record in records:
        if record.value is None:
            state.pop(record.key, None)
        else:
            state[record.key] = without_moments(orjson.loads(record.value))
    return state


def without_moments(value: Any) -> Any:
    """The value without the fields that say when it was written."""
    if isinstance(value, dict):
        return {k: without_moments(v) for k, v in value.items() if k not in OF_THE_MOMENT}
    return [without_moments(item) for item in value] if isinstance(value, list) else value


def header(record: Record, name: str) -> str:
    return next((value.decode() for key, value in record.headers if key == name), "")


def assert_sound(seen: Seen, *stages: str) -> None:
    """Nothing missing, order kept, repeats alike, for each of the stages."""
    for stage in stages:
        assert acked_without_outputs(seen, stage) == set(), f"{stage}: acked, but not there"
        assert missing(seen, stage) == set(), f"{stage}: missing"
        outputs = seen.of(FLOW[stage][1])
        assert out_of_order(outputs) == [], f"{stage}: order"
        assert unlike_repeats(outputs) == [], f"{stage}: repeats differ"


def repeats(records: Iterable[Record]) -> int:
    """How many outputs came more than once."""
    names = [header(record, "ce_id") for record in records]
    return len(names) - len(set(names))
