"""Dead letters go back to where they came from: only the wanted ones, and not for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, producing
from service.streaming.topics import TopicNames

pytestmark = pytest.mark.kafka

#: number, stage, reason, attempts
LETTERS = (
    (0, "clean", "not_json", 1),
    (1, "clean", "wrong_shape", 1),
    (2, "extract", "deadline", 2),
    (3, "extract", "deadline", 7),
    (4, "clean", "not_json", 4),
)


def replay(*options: str) -> Result:
    return CliRunner().invoke(app, ["dead-letters", "replay", *options])


@pytest.fixture
def letters(kafka: KafkaSettings, topics: TopicNames) -> None:
    """Five letters of two stages."""
    asyncio.run(bury(kafka, topics))


async def bury(kafka: KafkaSettings, topics: TopicNames) -> None:
    origins = {"clean": topics.raw, "extract": topics.screened}
    async with producing(kafka) as producer:
        for number, stage, reason, attempts in LETTERS:
            headers = {
                "traceparent": "t", "stage": stage, "error_type": reason, "error": "what was wrong",
                "origin_topic": origins[stage], "origin_partition": "0",
                "origin_offset": str(number), "attempts": str(attempts),
            }  # fmt: skip
            await producer.send_and_wait(
                topics.dead_letters, f"letter {number}".encode(), key=b"k",
                headers=[(name, value.encode()) for name, value in headers.items()],
            )  # fmt: skip


def sent_back(kafka: KafkaSettings, topics: TopicNames) -> dict[str, Any]:
    """The headers of each letter that is on its origin topic again, by its text."""

    async def read() -> dict[str, Any]:
        found = {}
        wanted = (topics.raw, topics.screened)
        async with consuming(kafka, *wanted, auto_offset_reset="earliest") as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
            while not all([await consumer.position(tp) >= end for tp, end in ends.items()]):
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    found |= {record.value.decode(): dict(record.headers) for record in records}
        return found

    return asyncio.run(read())


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), {0, 1, 2, 4}),
        (("--max-attempts", "0"), {0, 1, 2, 3, 4}),
        (("--max-attempts", "2"), {0, 1}),
        (("--reason", "not_json"), {0, 4}),
        (("--stage", "extract"), {2}),
        (("--stage", "clean", "--limit", "2"), {0, 1}),
        (("--stage", "clean", "--reason", "not_json", "--max-attempts", "4"), {0}),
        (("0:3", "--max-attempts", "0"), {3}),
    ],
    ids=[
        "five attempts at most",
        "no limit",
        "twice",
        "reason",
        "stage",
        "first two",
        "all",
        "one",
    ],
)
def test_only_the_wanted_letters_go_back(
    kafka: KafkaSettings, topics: TopicNames, options: tuple[str, ...], numbers: set[int]
) -> None:
    done = replay(*options)
    assert done.exit_code == 0, done.stderr
    assert set(sent_back(kafka, topics)) == {f"letter {number}" for number in numbers}


@pytest.mark.usefixtures("letters")
def test_a_letter_goes_back_with_its_attempts_and_foreign_headers_only(
    kafka: KafkaSettings, topics: TopicNames
) -> None:
    replay("--stage", "extract")
    assert sent_back(kafka, topics) == {"letter 2": {"traceparent": b"t", "attempts": b"2"}}
