"""The end-to-end time starts where Kafka took the raw article in."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from service.streaming.received import received_header, received_ms
from service.streaming.window import Entry


async def entry(headers: Any) -> Entry:
    message = SimpleNamespace(
        topic="t", partition=0, offset=1, timestamp=50.0, generation_id=0, headers=headers
    )
    event = SimpleNamespace(message=message, value=b"x")
    return Entry(event, arrived_at=60.0, loop=asyncio.get_running_loop())


@pytest.mark.parametrize(
    ("stage", "headers", "expected"),
    [
        ("clean", [("received", b"7")], 50_000),
        ("extract", [("received", b"7000")], 7000),
        ("extract", [], 50_000),
        ("link", [("received", b"never")], 50_000),
        ("link", [("received", b"9" * 400)], 50_000),
        ("link", [("received", None)], 50_000),
    ],
    ids=["producers cannot set it", "handed on", "absent", "no number", "too long", "null"],
)
async def test_the_time_of_receipt(stage: str, headers: Any, expected: int) -> None:
    one = await entry(headers)
    assert received_ms(one, stage=stage) == expected
    assert received_header(one, stage=stage) == [("received", str(expected).encode())]
