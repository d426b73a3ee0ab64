"""Topics are created as declared, and never changed at the price of data."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, producing
from service.streaming.topic_admin import (
    TopicReport,
    apply_topics,
    check_topics,
    missing_topics,
)
from service.streaming.topics import Topic, TopicNames, declared_topics

pytestmark = pytest.mark.kafka


async def apply(kafka: KafkaSettings, topics: tuple[Topic, ...]) -> tuple[TopicReport, ...]:
    async with administrating(kafka) as admin:
        return await apply_topics(admin, topics)


async def check(kafka: KafkaSettings, topics: tuple[Topic, ...]) -> tuple[TopicReport, ...]:
    async with administrating(kafka) as admin:
        return await check_topics(admin, topics)


def one(kafka: KafkaSettings) -> Topic:
    name = TopicNames(kafka.topic_prefix).events
    return next(topic for topic in declared_topics(kafka) if topic.name == name)


async def test_check_names_every_missing_topic_and_creates_none(kafka: KafkaSettings) -> None:
    declared = declared_topics(kafka)
    for _ in range(2):
        reports = await check(kafka, declared)
        assert missing_topics(reports) == tuple(topic.name for topic in declared)


async def test_apply_creates_all_and_a_second_apply_changes_nothing(kafka: KafkaSettings) -> None:
    declared = declared_topics(kafka)
    first = await apply(kafka, declared)
    second = await apply(kafka, declared)
    assert {report.state for report in first} == {"created"}
    assert {report.state for report in second} == {"ok"}
    assert [report.partitions for report in second] == [topic.partitions for topic in declared]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"max_bytes": 1000}, {"max_bytes": 2000}, id="larger messages"),
        pytest.param({"retention_ms": 1000}, {"retention_ms": 2000}, id="kept longer"),
        pytest.param({"retention_ms": 1000}, {"retention_ms": -1}, id="kept for ever"),
    ],
)
async def test_apply_makes_changes_that_lose_nothing(
    kafka: KafkaSettings, before: dict[str, int], after: dict[str, int]
) -> None:
    await apply(kafka, (replace(one(kafka), **before),))
    wanted = replace(one(kafka), **after)
    (report,) = await apply(kafka, (wanted,))
    assert report.state == "changed"
    (report,) = await check(kafka, (wanted,))
    assert report.state == "ok"


@pytest.mark.parametrize(
    ("after", "setting"),
    [
        pytest.param({"retention_ms": 1000}, "retention.ms", id="kept shorter"),
        pytest.param({"cleanup": "compact"}, "cleanup.policy", id="another cleanup policy"),
        pytest.param({"max_bytes": 1000}, "max.message.bytes", id="smaller messages"),
        pytest.param({"partitions": 7}, "partitions", id="more partitions move the keys"),
    ],
)
async def test_apply_only_reports_changes_that_would_lose_something(
    kafka: KafkaSettings, after: dict[str, object], setting: str
) -> None:
    topic = one(kafka)
    await apply(kafka, (topic,))
    (report,) = await apply(kafka, (replace(topic, **after),))  # type: ignore[arg-type]
    assert report.state == "drift"
    assert [item.setting for item in report.differences] == [setting]
    (report,) = await check(kafka, (topic,))
    assert report.state == "ok"


async def test_apply_keeps_settings_that_the_declaration_does_not_mention(
    kafka: KafkaSettings,
) -> None:
    from aiokafka.admin import NewTopic

    topic = replace(one(kafka), max_bytes=1000)
    async with administrating(kafka) as admin:
        own = topic.configs | {"compression.type": "gzip"}
        await admin.create_topics([NewTopic(topic.name, 4, 1, topic_configs=own)])
        await apply_topics(admin, (replace(topic, max_bytes=2000),))
        from service.streaming.topic_admin import _configs

        configs = (await _configs(admin, [topic.name]))[topic.name]
    assert configs["compression.type"]["value"] == "gzip"
    assert configs["max.message.bytes"]["value"] == "2000"


async def test_an_archive_is_not_deleted_for_the_age_of_its_articles(kafka: KafkaSettings) -> None:
    await apply(kafka, declared_topics(kafka))
    async with producing(kafka) as producer:
        sent = await producer.send_and_wait(
            TopicNames(kafka.topic_prefix).raw, b"of 1970", timestamp_ms=1
        )
    assert sent.timestamp > (time.time() - 3600) * 1000
