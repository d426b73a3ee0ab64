"""The ways in which Faust is known to hang: each one ends, and work goes on."""

from __future__ import annotations

import asyncio
import time

import pytest

from service.settings import KafkaSettings
from service.streaming.topics import TopicNames
from tests.chaos.conftest import Crew
from tests.chaos.harness import read_until, send_words, until, words
from tests.chaos.invariants import acked_without_outputs, assert_sound, look

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow]


def test_a_worker_that_fetches_no_more_ends_itself_and_its_successor_goes_on(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    deaf = crew(chaos_deaf_after="1", worker__stall_seconds="6", worker__exit_seconds="4")
    asyncio.run(send_words(kafka, words(300)))
    deaf.start()
    asyncio.run(read_until(kafka, topics.enriched, lambda found: len(found) > 0))
    asyncio.run(send_words(kafka, words(300)))
    assert deaf.wait(60) == 1
    assert "nothing acked or recovered" in deaf.log()
    assert acked_without_outputs(asyncio.run(look(kafka)), "extract") == set()
    crew().start()
    asyncio.run(read_until(kafka, topics.enriched, until(600)))
    assert_sound(asyncio.run(look(kafka)), "extract")


def test_a_text_that_never_ends_does_not_keep_a_worker_from_ending(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    limits = {"worker__drain_seconds": "1", "worker__exit_seconds": "5"}
    worker = crew(extract__deadline_seconds="600", **limits)
    asyncio.run(send_words(kafka, [*words(20), (b"h", b"hang")]))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(1)))
    began = time.monotonic()
    assert worker.terminate() in (0, 1)
    assert time.monotonic() - began < 30  # of 600
    assert acked_without_outputs(asyncio.run(look(kafka)), "extract") == set()


def test_a_rebalance_in_the_middle_of_a_recovery_comes_to_an_end(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    count = 3000
    first, second = crew(0, store="memory"), crew(1, store="memory")
    asyncio.run(send_words(kafka, words(count, different=count)))
    first.start()
    asyncio.run(read_until(kafka, topics.enriched, until(count)))
    first.kill()
    asyncio.run(send_words(kafka, words(300)))
    first.start_without_waiting()  # it has the whole table to read again
    second.start_without_waiting()  # and takes half of it away meanwhile
    asyncio.run(read_until(kafka, topics.enriched, until(count + 300)))
    second.kill()
    asyncio.run(send_words(kafka, words(300)))
    second.start_without_waiting()
    asyncio.run(read_until(kafka, topics.enriched, until(count + 600)))
    assert_sound(asyncio.run(look(kafka)), "extract")
