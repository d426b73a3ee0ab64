"""Workers are killed in mid-stream: nothing is missing, and order holds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import KafkaSettings
from service.streaming.topics import TopicNames
from tests.chaos.harness import (
    CountingWorker,
    assert_order_of_first_deliveries,
    assert_repeats_are_identical,
    origins,
    read_until,
    send_words,
)

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow]

WORDS, MESSAGES = 300, 3000


@pytest.fixture(params=["memory", "rocksdb"])
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CountingWorker]:
    worker = CountingWorker(tmp_path, store=request.param)
    yield worker
    worker.clean_up()


def words(count: int) -> list[tuple[bytes | None, bytes | None]]:
    return [(f"w{n % WORDS}".encode(), f"w{n % WORDS}".encode()) for n in range(count)]


def test_sigkills_lose_nothing_and_keep_the_order_and_the_verdicts(
    kafka: KafkaSettings, topics: TopicNames, worker: CountingWorker
) -> None:
    asyncio.run(send_words(kafka, words(MESSAGES)))
    for share in (0.3, 0.7):
        worker.start()
        wanted = int(MESSAGES * share)
        asyncio.run(read_until(kafka, topics.screened, lambda found, n=wanted: len(found) >= n))
        worker.kill()
    worker.start()
    records = asyncio.run(
        read_until(kafka, topics.screened, lambda found: len(origins(found)) >= MESSAGES)
    )
    assert len(origins(records)) == MESSAGES
    assert_order_of_first_deliveries(records)
    assert_repeats_are_identical(records)
    firsts = {json.loads(r.value)["from"] for r in records if json.loads(r.value)["first"]}
    assert len(firsts) == WORDS
    assert worker.terminate() == 0


def test_sigterm_ends_in_order_and_the_next_worker_goes_on(
    kafka: KafkaSettings, topics: TopicNames, tmp_path: Path
) -> None:
    worker = CountingWorker(tmp_path)
    try:
        asyncio.run(send_words(kafka, words(2000)))
        worker.start()
        asyncio.run(read_until(kafka, topics.screened, lambda found: len(found) > 200))
        assert worker.terminate() == 0
        worker.start()
        records = asyncio.run(
            read_until(kafka, topics.screened, lambda found: len(origins(found)) >= 2000)
        )
        assert_order_of_first_deliveries(records)
        assert worker.terminate() == 0
    finally:
        worker.clean_up()


def test_a_worker_whose_pool_children_are_killed_goes_on(
    kafka: KafkaSettings, topics: TopicNames, tmp_path: Path
) -> None:
    worker = CountingWorker(tmp_path)
    try:
        asyncio.run(send_words(kafka, words(1500)))
        worker.start()
        for pid in worker.pool_pids():
            worker.kill_child(pid)
        records = asyncio.run(
            read_until(kafka, topics.screened, lambda found: len(origins(found)) >= 1500)
        )
        assert_order_of_first_deliveries(records)
        assert worker.terminate() == 0
    finally:
        worker.clean_up()


def test_poison_between_good_messages_costs_only_itself(
    kafka: KafkaSettings, topics: TopicNames, tmp_path: Path
) -> None:
    mixed: list[tuple[bytes | None, bytes | None]] = []
    for n, pair in enumerate(words(300)):
        mixed += [pair] if n % 10 else [pair, (b"p", f"bad {n}".encode()), (b"n", None)]
    worker = CountingWorker(tmp_path)
    try:
        asyncio.run(send_words(kafka, mixed))
        worker.start()
        records = asyncio.run(
            read_until(kafka, topics.screened, lambda found: len(origins(found)) >= 300)
        )
        letters = asyncio.run(
            read_until(kafka, topics.dead_letters, lambda found: len(found) >= 60)
        )
        assert_order_of_first_deliveries(records)
        assert {letter.value for letter in letters} == {
            None, *(f"bad {n}".encode() for n in range(0, 300, 10))
        }  # fmt: skip
        assert worker.terminate() == 0
    finally:
        worker.clean_up()


def test_a_flood_of_poison_stops_the_worker_with_a_clear_message(
    kafka: KafkaSettings, topics: TopicNames, tmp_path: Path
) -> None:
    worker = CountingWorker(tmp_path)
    try:
        worker.start()
        flood: list[tuple[bytes | None, bytes | None]] = [(b"p", b"bad")] * 400
        asyncio.run(send_words(kafka, flood))
        assert worker.wait(60) == 4
        assert "dead-letters list" in worker.log()
    finally:
        worker.clean_up()


def test_a_defect_makes_the_worker_end_and_the_message_is_read_again(
    kafka: KafkaSettings, topics: TopicNames, tmp_path: Path
) -> None:
    worker = CountingWorker(tmp_path)
    try:
        worker.start()
        began = time.monotonic()
        asyncio.run(send_words(kafka, [*words(20), (b"c", b"crash")]))
        assert worker.wait(60) == 1
        assert time.monotonic() - began < 60
        worker.start_without_waiting()
        assert worker.wait(60) == 1  # the same message, again: it was not acked
        assert worker.log().count("a defect") >= 2
    finally:
        worker.clean_up()
