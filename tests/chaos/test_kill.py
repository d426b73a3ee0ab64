"""Workers are killed in mid-stream: nothing is missing, and order holds."""

from __future__ import annotations

import asyncio
import json

import pytest

from service.settings import KafkaSettings
from service.streaming.topics import TopicNames
from tests.chaos.conftest import Crew
from tests.chaos.harness import read_until, send_words, until, words
from tests.chaos.invariants import Seen, acked_without_outputs, assert_sound, header, look

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow]

DIFFERENT = 300


def assert_counted(seen: Seen) -> None:
    """Sound, and each word was told to be the first exactly once."""
    assert_sound(seen, "extract")
    told = [json.loads(record.value) for record in seen.of("enriched")]
    assert len({item["from"] for item in told if item["first"]}) == DIFFERENT


@pytest.mark.parametrize("store", ["rocksdb", pytest.param("memory", marks=pytest.mark.long)])
def test_kills_of_all_kinds_lose_nothing_and_keep_order_and_verdicts(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew, store: str
) -> None:
    messages = 1600
    asyncio.run(send_words(kafka, words(messages, different=DIFFERENT)))
    worker = crew(store=store)

    def count(outputs: int) -> None:
        # one that finds that messages were passed over ends, and its supervisor starts it again
        enough, tend = until(outputs), worker.tend
        asyncio.run(read_until(kafka, topics.enriched, enough, tend=tend, log=worker.log))

    worker.start()
    for pid in worker.pool_pids():
        worker.kill_child(pid)
    count(messages // 4)
    worker.kill()
    worker.start_without_waiting()
    count(messages // 2)
    assert worker.terminate() == 0
    worker.start()
    count(messages)
    assert worker.terminate() == 0
    assert_counted(asyncio.run(look(kafka)))


def test_texts_that_hang_cost_only_themselves(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    worker = crew(extract__deadline_seconds="1.5")
    hanging = [(b"h", b"hang 1"), (b"i", b"hang 2")]
    asyncio.run(send_words(kafka, [*words(40), *hanging, *words(40, different=7)]))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(80)))
    letters = asyncio.run(read_until(kafka, topics.dead_letters, lambda found: len(found) >= 2))
    assert worker.terminate() == 0
    assert {letter.value for letter in letters} == {b"hang 1", b"hang 2"}
    assert {header(letter, "error_type") for letter in letters} == {"deadline"}
    assert_sound(asyncio.run(look(kafka)), "extract")


@pytest.mark.long
def test_poison_between_good_messages_costs_only_itself(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    mixed: list[tuple[bytes | None, bytes | None]] = []
    for n, pair in enumerate(words(300)):
        mixed += [pair] if n % 10 else [pair, (b"p", f"bad {n}".encode()), (b"n", None)]
    worker = crew()
    asyncio.run(send_words(kafka, mixed))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(300)))
    asyncio.run(read_until(kafka, topics.dead_letters, lambda found: len(found) >= 60))
    assert worker.terminate() == 0
    seen = asyncio.run(look(kafka))
    assert_sound(seen, "extract")
    assert {letter.value for letter in seen.of("dead_letters")} == {
        None, *(f"bad {n}".encode() for n in range(0, 300, 10))
    }  # fmt: skip


def test_a_defect_ends_the_worker_and_its_message_is_not_acked(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    worker = crew()
    asyncio.run(send_words(kafka, [*words(20), (b"k", b"crash")]))
    worker.start_without_waiting()
    assert worker.wait(60) == 1
    assert "a defect" in worker.log()
    seen = asyncio.run(look(kafka))
    (defect,) = [record for record in seen.of("screened") if record.value == b"crash"]
    committed = seen.committed["extract"].get((defect.topic, defect.partition), 0)
    assert committed <= defect.offset
    assert acked_without_outputs(seen, "extract") == set()


def test_a_flood_of_poison_stops_the_worker_with_a_clear_message(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    worker = crew(worker__dead_letters_in_a_row="50")
    flood: list[tuple[bytes | None, bytes | None]] = [(b"p", b"bad")] * 400
    asyncio.run(send_words(kafka, [*words(20), *flood]))
    worker.start_without_waiting()
    assert worker.wait(60) == 4
    assert "dead-letters list" in worker.log()
    assert acked_without_outputs(asyncio.run(look(kafka)), "extract") == set()
