"""The samples through the real service: produce, wait until all has settled, sum up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from schemas import RawArticle
from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.article_producer import produce_articles
from service.streaming.kafka_clients import administrating, consuming
from service.streaming.topics import TopicNames

SETTLE_SECONDS = 120.0
POLL_MS = 200
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demo came to; `seconds` from the first article sent to the last incident."""

    articles: int
    copies: int
    events: int
    dead_letters: int
    seconds: float
    incidents: Sequence[Mapping[str, Any]]


class Tally:
    """Reads the outputs as they come."""

    def __init__(self, topics: TopicNames) -> None:
        self._topics = topics
        self.enriched = 0
        self.copies = 0
        self.events = 0
        self.expected_events = 0
        self.dead_letters = 0
        self.incidents: dict[bytes, Mapping[str, Any]] = {}

    @property
    def accounted(self) -> int:
        """Articles that have come out, one way or the other."""
        return self.enriched + self.dead_letters

    def take(self, record: ConsumerRecord) -> None:
        """One message of any output topic."""
        if record.topic == self._topics.dead_letters:
            self.dead_letters += 1
        elif record.topic == self._topics.events:
            self.events += 1
        elif record.topic == self._topics.enriched:
            self._take_enriched(orjson.loads(record.value))
        elif record.value is None:
            self.incidents.pop(record.key, None)
        else:
            self.incidents[record.key] = orjson.loads(record.value)

    def _take_enriched(self, enriched: Mapping[str, Any]) -> None:
        self.enriched += 1
        self.copies += enriched["screening"]["verdict"] == "copy"
        self.expected_events += len(enriched["mention_ids"])


async def run_demo(
    kafka: KafkaSettings,
    articles: Sequence[RawArticle],
    *,
    rate_per_second: float,
    report: Report,
) -> Outcome:
    """Send the articles and return when all they cause has come out.

    `report` is called with (articles that came out, articles in all). UserError when that takes
    more than two minutes after the last one was sent.
    """
    topics = TopicNames(kafka.topic_prefix)
    tally, began = Tally(topics), time.monotonic()
    outputs = (topics.enriched, topics.dead_letters, topics.events, topics.incidents)
    async with consuming(kafka, *outputs, auto_offset_reset="earliest") as consumer:
        sending = asyncio.create_task(
            produce_articles(kafka, iter(articles), rate_per_second=rate_per_second)
        )
        while not sending.done():
            await _take_some(consumer, tally)
            report(tally.accounted, len(articles))
        accepted = (await sending).accepted
        await _settle(kafka, consumer, tally, accepted, lambda n: report(n, len(articles)))
    return Outcome(
        articles=accepted,
        copies=tally.copies,
        events=tally.events,
        dead_letters=tally.dead_letters,
        seconds=time.monotonic() - began,
        incidents=tuple(tally.incidents.values()),
    )


async def _settle(
    kafka: KafkaSettings,
    consumer: AIOKafkaConsumer,
    tally: Tally,
    accepted: int,
    report: Callable[[int], None],
) -> None:
    give_up_at = time.monotonic() + SETTLE_SECONDS
    async with administrating(kafka) as admin:
        while not await _is_settled(admin, consumer, tally, accepted):
            await _take_some(consumer, tally)
            report(tally.accounted)
            if time.monotonic() > give_up_at:
                raise UserError(f"{accepted - tally.accounted} of {accepted} did not come out.")
    await _take_some(consumer, tally)


async def _is_settled(
    admin: AIOKafkaAdminClient, consumer: AIOKafkaConsumer, tally: Tally, accepted: int
) -> bool:
    """Every article is accounted for, and link has committed every event."""
    if tally.accounted < accepted or tally.events < tally.expected_events:
        return False
    topics = tally._topics
    events = {tp for tp in consumer.assignment() if tp.topic == topics.events}
    ends = await consumer.end_offsets(events)
    done = await admin.list_consumer_group_offsets(topics.group("link"))
    if any(_committed(done, tp) < end for tp, end in ends.items()):
        return False
    incidents = {tp for tp in consumer.assignment() if tp.topic == topics.incidents}
    ends = await consumer.end_offsets(incidents)
    return all([await consumer.position(tp) >= end for tp, end in ends.items()])


def _committed(offsets: Mapping[TopicPartition, Any], partition: TopicPartition) -> int:
    found = offsets.get(partition)
    return 0 if found is None else max(0, int(found.offset))


async def _take_some(consumer: AIOKafkaConsumer, tally: Tally) -> None:
    for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
        for record in records:
            tally.take(record)
