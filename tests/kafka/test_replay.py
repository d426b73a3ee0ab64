"""A span of the raw topic goes to topics of its own; the live ones stay as they are."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiokafka import TopicPartition
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, producing
from service.streaming.topics import TopicNames

pytestmark = pytest.mark.kafka
DAY_MS = 86_400_000
MARCH_1 = 1_772_323_200_000  # 2026-03-01T00:00Z


def replay(*options: str) -> Result:
    return CliRunner().invoke(app, ["replay", *options])


@pytest.fixture
def articles(kafka: KafkaSettings, topics: TopicNames) -> None:
    """Ten articles, one a day from the first of March 2026, of two keys."""

    async def send() -> None:
        async with producing(kafka) as producer:
            for n in range(10):
                await producer.send_and_wait(
                    topics.raw, f"article {n}".encode(), key=f"k{n % 2}".encode(),
                    timestamp_ms=MARCH_1 + n * DAY_MS, headers=[("traceparent", b"t")],
                )  # fmt: skip

    asyncio.run(send())


async def read(kafka: KafkaSettings, topic: str) -> list[Any]:
    found: list[Any] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        ends = await consumer.end_offsets(consumer.assignment())
        while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=200)).values():
                found += records
    return found


def copied(kafka: KafkaSettings, suffix: str) -> list[str]:
    records = asyncio.run(read(kafka, f"{kafka.topic_prefix}{suffix}.news.raw.v1"))
    return sorted(record.value.decode() for record in records)


@pytest.mark.usefixtures("articles")
def test_a_span_is_copied_with_keys_times_and_headers(
    kafka: KafkaSettings, topics: TopicNames
) -> None:
    done = replay("--from", "2026-03-03", "--to", "2026-03-06", "--suffix", "again")
    assert done.exit_code == 0, done.stderr
    records = asyncio.run(read(kafka, f"{kafka.topic_prefix}again.news.raw.v1"))
    assert {record.value for record in records} == {b"article 2", b"article 3", b"article 4"}
    first = min(records, key=lambda record: record.timestamp)
    assert (first.key, first.timestamp) == (b"k0", MARCH_1 + 2 * DAY_MS)
    assert first.headers == (("traceparent", b"t"),)
    assert len(asyncio.run(read(kafka, topics.raw))) == 10


@pytest.mark.usefixtures("articles")
def test_a_dry_run_counts_and_creates_nothing(kafka: KafkaSettings) -> None:
    done = replay("--from", "2026-03-03", "--to", "2026-03-06", "--suffix", "dry", "--dry-run")
    assert "3 articles" in done.stderr
    assert asyncio.run(partitions(kafka, f"{kafka.topic_prefix}news.raw.v1"))
    assert not asyncio.run(partitions(kafka, f"{kafka.topic_prefix}dry.news.raw.v1"))


async def partitions(kafka: KafkaSettings, topic: str) -> Any:
    async with producing(kafka) as producer:
        return (await producer.client.fetch_all_metadata()).partitions_for_topic(topic)


@pytest.mark.usefixtures("articles")
def test_a_group_goes_on_where_it_stopped(kafka: KafkaSettings) -> None:
    span = ("--suffix", "twice", "--group", "second-reading")
    replay("--from", "2026-03-01", "--to", "2026-03-04", *span)
    done = replay("--from", "2026-03-01", "--to", "2026-03-06", *span)
    assert done.exit_code == 0, done.stderr
    assert copied(kafka, "twice") == [f"article {n}" for n in range(5)]


@pytest.mark.usefixtures("articles")
def test_the_group_of_live_workers_is_refused(kafka: KafkaSettings, topics: TopicNames) -> None:
    done = replay("--from", "2026-03-01", "--group", topics.group("extract"))
    assert done.exit_code == 2
    assert "live workers" in done.stderr

    async def committed() -> Any:
        async with consuming(kafka, group_id=topics.group("extract")) as consumer:
            return await consumer.committed(TopicPartition(topics.raw, 0))

    assert asyncio.run(committed()) is None


@pytest.mark.usefixtures("articles")
def test_the_rate_is_kept(kafka: KafkaSettings) -> None:
    import time

    began = time.monotonic()
    replay("--from", "2026-03-01", "--to", "2026-03-11", "--suffix", "slow", "--rate", "10")
    assert time.monotonic() - began >= 0.9
    assert len(copied(kafka, "slow")) == 10


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "yesterday"), "no time"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "before"),
    ],
    ids=["no time", "wrong way round"],
)
def test_a_wrong_span_is_told(options: tuple[str, ...], says: str) -> None:
    done = replay(*options)
    assert done.exit_code == 2
    assert says in done.stderr
