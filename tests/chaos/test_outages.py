"""The broker goes away and comes back on its data; workers join and leave meanwhile."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable

import pytest

from service.settings import KafkaSettings
from service.streaming.topics import TopicNames
from tests.chaos.broker import FragileBroker
from tests.chaos.conftest import Crew
from tests.chaos.faults import FAULTS, Scene
from tests.chaos.harness import read_until, send_words, until, words
from tests.chaos.invariants import assert_sound, look
from tests.chaos.tending import tended

pytestmark = [pytest.mark.kafka, pytest.mark.chaos, pytest.mark.slow, pytest.mark.timeout(3600)]

#: of the long run; more by hand: WIRECODER_CHAOS_MESSAGES=100000 WIRECODER_CHAOS_FAULTS=30
MESSAGES = int(os.environ.get("WIRECODER_CHAOS_MESSAGES", "20000"))
FAULT_COUNT = int(os.environ.get("WIRECODER_CHAOS_FAULTS", "12"))
SEED = int(os.environ.get("WIRECODER_CHAOS_SEED", "7"))


def luck() -> random.Random:
    """The same each time."""
    return random.Random(SEED)  # noqa: S311 - no secret


def short_outage(broker: FragileBroker) -> None:
    broker.away(5)


def full_disk(broker: FragileBroker) -> None:
    assert broker.fill_disk(), "the broker ends when its disk is full"
    broker.start()


@pytest.mark.parametrize("fault", [short_outage, full_disk], ids=lambda f: f.__name__)
def test_an_outage_under_load_loses_nothing(
    fault: Callable[[FragileBroker], None],
    fragile: FragileBroker,
    own: KafkaSettings,
    crew: Crew,
) -> None:
    worker = crew(store="rocksdb")
    scene = Scene([worker], fragile, own, luck())
    topics = TopicNames(own.topic_prefix)
    asyncio.run(send_words(own, words(1500)))
    worker.start()
    with tended(scene):
        asyncio.run(read_until(own, topics.enriched, until(300)))
        fault(fragile)
        asyncio.run(read_until(own, topics.enriched, until(1500), seconds=120))
    assert_sound(asyncio.run(look(own)), "extract")


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in FAULTS if name != "nothing"])
def test_each_fault_among_three_workers_loses_nothing(
    name: str, fragile: FragileBroker, own: KafkaSettings, crew: Crew
) -> None:
    run_with_faults([name] * 2, fragile, own, crew, messages=4000)


@pytest.mark.long
def test_many_faults_at_random_lose_nothing(
    fragile: FragileBroker, own: KafkaSettings, crew: Crew
) -> None:
    names = luck().choices(list(FAULTS), k=FAULT_COUNT)
    run_with_faults(names, fragile, own, crew, messages=MESSAGES)


def run_with_faults(
    names: list[str], fragile: FragileBroker, own: KafkaSettings, crew: Crew, *, messages: int
) -> None:
    """Faults are spread over the time that the messages take."""
    topics = TopicNames(own.topic_prefix)
    scene = Scene([crew(n, store="rocksdb") for n in range(3)], fragile, own, luck())
    asyncio.run(send_words(own, words(messages)))
    with tended(scene):
        for number, name in enumerate(names):
            share = until(messages * (number + 1) // (len(names) + 2))
            asyncio.run(read_until(own, topics.enriched, share, seconds=400))
            FAULTS[name](scene)
        began = time.monotonic()
        asyncio.run(read_until(own, topics.enriched, until(messages), seconds=600))
    print(f"after the last fault: {time.monotonic() - began:.1f} s")  # noqa: T201
    assert_sound(asyncio.run(look(own)), "extract")


@pytest.mark.long
def test_a_worker_told_to_stop_while_the_broker_is_away_ends(
    fragile: FragileBroker, own: KafkaSettings, crew: Crew
) -> None:
    worker = crew(worker__drain_seconds="2", worker__exit_seconds="5")
    asyncio.run(send_words(own, words(2000)))
    worker.start()
    fragile.stop()
    try:
        began = time.monotonic()
        assert worker.terminate() in (0, 1)
        assert time.monotonic() - began < 35
    finally:
        fragile.start()
    worker.start_without_waiting()
    topics = TopicNames(own.topic_prefix)
    asyncio.run(read_until(own, topics.enriched, until(2000)))
    assert_sound(asyncio.run(look(own)), "extract")
