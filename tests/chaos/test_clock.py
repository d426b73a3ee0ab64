"""The clock of a worker's machine jumps: what was read is finished all the same."""

from __future__ import annotations

import asyncio

import pytest

from service.settings import KafkaSettings
from service.streaming.topics import TopicNames
from tests.chaos.conftest import Crew
from tests.chaos.harness import read_until, send_words, until, words
from tests.chaos.invariants import acked_without_outputs, assert_sound, look

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow]


def test_a_clock_that_jumps_by_fifty_minutes_loses_and_stops_nothing(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    worker = crew(chaos_clock="3000")
    asyncio.run(send_words(kafka, words(1500)))
    worker.start()
    asyncio.run(read_until(kafka, topics.enriched, until(1500)))
    assert worker.terminate() == 0
    assert_sound(asyncio.run(look(kafka)), "extract")


def test_a_clock_a_day_ahead_ends_the_worker_and_costs_no_message(
    kafka: KafkaSettings, topics: TopicNames, crew: Crew
) -> None:
    """Kafka refuses messages from more than an hour ahead."""
    asyncio.run(send_words(kafka, words(1500)))
    wrong = crew(chaos_clock="86400")
    wrong.start_without_waiting()
    assert wrong.wait(60) == 1
    assert "InvalidTimestamp" in wrong.log()
    assert acked_without_outputs(asyncio.run(look(kafka)), "extract") == set()
    crew().start()
    asyncio.run(read_until(kafka, topics.enriched, until(1500)))
    assert_sound(asyncio.run(look(kafka)), "extract")
