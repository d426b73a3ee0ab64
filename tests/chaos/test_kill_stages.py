"""Each real stage's worker is killed while articles flow: all come out, with the same verdicts."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.settings import KafkaSettings, user_cache_dir
from service.streaming.kafka_clients import producing
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topics import TopicNames
from tests.chaos.fault_free import fault_free_incidents, incidents
from tests.chaos.harness import read_until
from tests.chaos.invariants import Seen, assert_sound, look

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow, pytest.mark.long]

STAGES = ("clean", "dedupe", "extract", "link")
TOWNS = ("Bria", "Tillaberi", "Maiduguri", "Taiz", "Myitkyina", "Jacmel", "Quetta", "Kharkiv")
DEEDS = (
    "Gunmen killed {n} farmers near {town} on Monday, the governor said, and set houses on fire.",
    "Police arrested {n} students in {town} on Friday after a march against the new election law.",
    "The army shelled rebel positions outside {town} on Sunday; {n} fighters died, a medic said.",
)
MORE = "Roads to {town} were closed and {n} families left for the {n}th district, aid workers said."


def article(number: int, *, copy: bool = False) -> bytes:
    town, deed = TOWNS[number % len(TOWNS)], DEEDS[number % len(DEEDS)]
    body = f"{deed} {MORE}".format(n=number + 3, town=town)
    name = f"{'copy' if copy else 'article'}-{number}"
    outlet = "Second Post" if copy else "First Wire"
    fields = {"id": name, "outlet": outlet, "published_at": "2024-06-10", "body": body}
    return json.dumps(fields).encode()


@pytest.fixture
def workers(kafka: KafkaSettings, topics: TopicNames, tmp_path: Path) -> Iterator[Supervisor]:
    options = SupervisorOptions(
        environment={
            "WIRECODER_DATA_DIR": str(user_cache_dir()),
            "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
            "WIRECODER_TABLES__STORE": "rocksdb",
            "WIRECODER_HTTP__PORT": "0",
            "WIRECODER_EXTRACT__POOL_SIZE": "1",
            "WIRECODER_CLEAN__POOL_SIZE": "0",
        },
        log_dir=tmp_path / "logs",
    )
    with Supervisor([Place(stage) for stage in STAGES], options) as supervisor:
        supervisor.wait_ready()
        yield supervisor


async def send(kafka: KafkaSettings, values: list[bytes]) -> None:
    async with producing(kafka) as producer:
        topic = TopicNames(kafka.topic_prefix).raw
        for future in [await producer.send(topic, value, key=b"k") for value in values]:
            await future


def kill(workers: Supervisor, stage: str) -> None:
    os.kill(workers.pids()[f"{stage}-0"], signal.SIGKILL)
    while f"{stage}-0" in workers.ports():
        time.sleep(0.01)


def test_killing_each_stage_loses_nothing_and_copies_are_still_found(
    kafka: KafkaSettings, topics: TopicNames, workers: Supervisor
) -> None:
    originals = list(range(24))
    for round_, stage in enumerate(STAGES):
        asyncio.run(send(kafka, [article(n) for n in originals[round_ * 6 : round_ * 6 + 6]]))
        kill(workers, stage)
    workers.wait_ready()  # the supervisor starts all of them again
    asyncio.run(send(kafka, [article(n, copy=True) for n in originals]))
    wanted = {f"article-{n}" for n in originals} | {f"copy-{n}" for n in originals}
    records = asyncio.run(read_until(kafka, topics.enriched, lambda found: wanted <= names(found)))
    enriched: dict[str, Any] = {}
    for record in records:
        value = json.loads(record.value)
        earlier = enriched.setdefault(value["article"]["external_id"], value)
        assert earlier["screening"] == value["screening"]  # a repeat has the same verdict
        assert earlier["mention_ids"] == value["mention_ids"]
    copies = [value for name, value in enriched.items() if name.startswith("copy")]
    assert {value["screening"]["verdict"] for value in copies} == {"copy"}
    told = {mention for value in enriched.values() for mention in value["mention_ids"]}
    assert told
    events = asyncio.run(read_until(kafka, topics.events, lambda found: told <= ids(found)))
    assert ids(events) == told
    seen = asyncio.run(settled(kafka))
    assert_sound(seen, "clean", "dedupe", "extract")
    assert incidents(seen) == fault_free_incidents(seen)


async def settled(kafka: KafkaSettings) -> Seen:
    """All topics, once link has committed every event."""
    while True:
        seen = await look(kafka)
        ends = {(r.topic, r.partition): r.offset + 1 for r in seen.of("events")}
        if all(seen.committed["link"].get(tp, 0) >= end for tp, end in ends.items()):
            return seen


def names(records: list[Any]) -> set[str]:
    return {json.loads(record.value)["article"]["external_id"] for record in records}


def ids(records: list[Any]) -> set[str]:
    return {json.loads(record.value)["mention_id"] for record in records}
