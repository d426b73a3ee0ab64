"""The real stages as real processes on a real broker."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from service.settings import KafkaSettings, user_cache_dir
from service.streaming.kafka_clients import consuming, producing
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topics import TopicNames

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

STORY = (
    "BAMAKO (Sahel Wire) - Gunmen on motorbikes attacked a village near the town of Douentza in "
    "central Mali on Tuesday, killing at least 14 civilians, a local official said.\n\n"
    "The army sent soldiers to the area. No group has claimed responsibility for the assault."
)
COPY = STORY.replace("Sahel Wire", "Desert Post")
OTHER = (
    "LIMA (Andes Daily) - Police in Lima arrested nine protesters on Friday after hundreds of "
    "people marched against a new mining law, the interior ministry said."
)
FRENCH = (
    "Le ministre des affaires étrangères a rencontré son homologue vendredi à Genève afin de "
    "discuter de la situation humanitaire dans la région et des prochaines négociations."
)


@pytest.fixture
def workers(kafka: KafkaSettings, topics: TopicNames, tmp_path: Path) -> Iterator[Supervisor]:
    options = SupervisorOptions(
        environment={
            "WIRECODER_DATA_DIR": str(user_cache_dir()),
            "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
            "WIRECODER_TABLES__STORE": "memory",
            "WIRECODER_HTTP__PORT": "0",
            "WIRECODER_EXTRACT__POOL_SIZE": "1",
            "WIRECODER_CLEAN__POOL_SIZE": "0",
        },
        log_dir=tmp_path / "logs",
    )
    with Supervisor([Place(s) for s in ("clean", "dedupe", "extract", "link")], options) as all_:
        all_.wait_ready()
        yield all_


def raw(body: str, **fields: Any) -> bytes:
    return json.dumps({"body": body, "published_at": "2024-03-05", **fields}).encode()


async def send(kafka: KafkaSettings, *values: bytes | None) -> None:
    async with producing(kafka) as producer:
        for value in values:
            await producer.send_and_wait(f"{kafka.topic_prefix}news.raw.v1", value, key=b"k")


async def receive(kafka: KafkaSettings, topic: str, count: int) -> list[ConsumerRecord]:
    """The first `count` messages of a topic."""
    found: list[ConsumerRecord] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        async with asyncio.timeout(60):
            while len(found) < count:
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    found += records
    return found


def headers(record: ConsumerRecord) -> dict[str, bytes]:
    return dict(record.headers)


def test_articles_become_enriched_articles_events_and_incidents(
    kafka: KafkaSettings, topics: TopicNames, workers: Supervisor
) -> None:
    async def scenario() -> None:
        poison = (b"{not json", b'{"title": "no body"}', None, raw("  \n "), b"\xff\xfe\x00")
        await send(kafka, raw(STORY, id="a", outlet="Sahel Wire", url="https://sahel.example/1"))
        await send(kafka, *poison)
        await send(kafka, raw(COPY, id="b", outlet="Desert Post", url="https://desert.example/9"))
        await send(kafka, raw(OTHER, id="c", outlet="Andes Daily"), raw(FRENCH, id="d"))
        enriched = [json.loads(r.value) for r in await receive(kafka, topics.enriched, 4)]
        letters = await receive(kafka, topics.dead_letters, len(poison))

        by_id = {item["article"]["external_id"]: item for item in enriched}
        assert set(by_id) == {"a", "b", "c", "d"}
        assert by_id["b"]["screening"]["verdict"] == "copy"
        assert "unsupported_language" in by_id["d"]["article"]["warnings"]
        assert by_id["d"]["mention_ids"] == []
        assert by_id["a"]["mention_ids"]
        assert len(by_id["b"]["mention_ids"]) == len(by_id["a"]["mention_ids"])

        assert [r.value for r in letters] == list(poison)
        reasons = [headers(r)["error_type"].decode() for r in letters]
        assert reasons[:4] == ["not_json", "wrong_shape", "null_value", "empty_body"]

        count = sum(len(item["mention_ids"]) for item in enriched)
        events = await receive(kafka, topics.events, count)
        check_events([json.loads(r.value) for r in events], by_id)
        assert all(headers(r)["ce_type"] == b"wirecoder.event.mention.v1" for r in events)

    asyncio.run(scenario())
    asyncio.run(check_incidents(kafka, topics))
    check_health(workers)


def check_events(events: list[Any], by_id: dict[str, Any]) -> None:
    for event in events:
        text = by_id[event["external_id"]]["article"]["text"]
        trigger = event["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
    reports = {event["external_id"]: event["report"] for event in events}
    assert reports["a"] == "original"
    assert reports["b"] == "syndicated"


async def check_incidents(kafka: KafkaSettings, topics: TopicNames) -> None:
    """The attack, told by two outlets of which one copied, is one incident."""
    newest: dict[bytes, Any] = {}
    async with consuming(kafka, topics.incidents, auto_offset_reset="earliest") as consumer:
        async with asyncio.timeout(60):
            while not any(told_twice(item) for item in newest.values()):
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    newest |= {r.key: json.loads(r.value) for r in records if r.value}


def told_twice(incident: Any) -> bool:
    reports = incident["reports"]
    return incident["type"] == "ASSAULT" and (reports["articles"], reports["independent"]) == (2, 1)


def check_health(workers: Supervisor) -> None:
    for port in workers.ports().values():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert answer.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{workers.ports()['clean-0']}/metrics") as answer:
        assert 'wirecoder_dead_letters_total{reason="not_json",stage="clean"} 1.0' in (
            answer.read().decode()
        )
