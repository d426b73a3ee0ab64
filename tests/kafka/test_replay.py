"""A span of the raw topic goes to topics of its own; the live ones stay as they are."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any, get_args

import pytest
from aiokafka import TopicPartition
from typer.testing import CliRunner, Result

from schemas.dead_letter import Stage
from service.cli.main import app
from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, consuming, producing
from service.streaming.topic_admin import alter
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
        await arrived_in_the_past(kafka, topics.raw)
        async with producing(kafka) as producer:
            for n in range(10):
                await producer.send_and_wait(
                    topics.raw, f"article {n}".encode(), key=f"k{n % 2}".encode(),
                    timestamp_ms=MARCH_1 + n * DAY_MS, headers=[("traceparent", b"t")],
                )  # fmt: skip

    asyncio.run(send())


async def arrived_in_the_past(kafka: KafkaSettings, topic: str) -> None:
    """Lets a test say when its messages arrived, and keeps them in spite of it."""
    configs = {"message.timestamp.type": "CreateTime", "retention.ms": "-1"}
    async with administrating(kafka) as admin:
        await alter(admin, {topic: configs})


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
def test_a_span_is_copied_with_keys_and_headers(kafka: KafkaSettings, topics: TopicNames) -> None:
    done = replay("--from", "2026-03-03", "--to", "2026-03-06", "--suffix", "again")
    assert done.exit_code == 0, done.stderr
    records = asyncio.run(read(kafka, f"{kafka.topic_prefix}again.news.raw.v1"))
    assert {record.value for record in records} == {b"article 2", b"article 3", b"article 4"}
    assert {record.key for record in records if record.value != b"article 3"} == {b"k0"}
    assert {record.headers for record in records} == {(("traceparent", b"t"),)}
    # with the times of March, Kafka would soon delete them as too old
    assert all(record.timestamp > time.time() * 1000 - DAY_MS for record in records)
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
    began = time.monotonic()
    replay("--from", "2026-03-01", "--to", "2026-03-11", "--suffix", "slow", "--rate", "10")
    assert time.monotonic() - began >= 0.9
    assert len(copied(kafka, "slow")) == 10


@pytest.mark.slow
def test_a_run_codes_the_span_beside_the_live_service_and_leaves_that_alone(
    kafka: KafkaSettings,
    topics: TopicNames,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIRECODER_TABLES__FOLDER", str(tmp_path / "tables"))
    monkeypatch.setenv("WIRECODER_EXTRACT__POOL_SIZE", "1")
    monkeypatch.setenv("WIRECODER_CLEAN__POOL_SIZE", "0")
    asyncio.run(send_news(kafka, topics.raw))
    span = ("--from", "2026-03-02", "--to", "2026-03-04", "--suffix", "again")
    done = replay(*span, "--group", "second-reading", "--run")
    assert done.exit_code == 0, done.stderr
    side = TopicNames(f"{kafka.topic_prefix}again.")
    told = [json.loads(r.value) for r in asyncio.run(read(kafka, side.enriched))]
    assert sorted(item["article"]["external_id"] for item in told) == ["news-1", "news-2"]
    assert len(asyncio.run(read(kafka, side.incidents))) >= 2
    for live in (topics.clean, topics.screened, topics.enriched, topics.events, topics.incidents):
        assert asyncio.run(read(kafka, live)) == []
    assert asyncio.run(committed(kafka, topics)) == {}


async def send_news(kafka: KafkaSettings, topic: str) -> None:
    """Four articles, one a day from the first of March 2026."""
    await arrived_in_the_past(kafka, topic)
    async with producing(kafka) as producer:
        for n, town in enumerate(("Bria", "Taiz", "Jacmel", "Quetta")):
            body = f"Gunmen killed {n + 3} farmers near {town} on Monday, the governor said."
            value = json.dumps({"id": f"news-{n}", "body": body, "published_at": "2026-03-01"})
            await producer.send_and_wait(topic, value.encode(), timestamp_ms=MARCH_1 + n * DAY_MS)


async def committed(kafka: KafkaSettings, topics: TopicNames) -> dict[str, Any]:
    """What the groups of the live service have committed."""
    async with administrating(kafka) as admin:
        found = {
            stage: await admin.list_consumer_group_offsets(topics.group(stage))
            for stage in get_args(Stage)
        }
    return {stage: offsets for stage, offsets in found.items() if offsets}


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
