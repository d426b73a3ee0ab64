"""The local store follows the changelog: never ahead of it, in the order of its records."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from service.streaming.stage import Write
from service.streaming.tables import FaustTable, encode


class Store(dict[str, str]):
    """A store that remembers how far it is."""

    offset: int | None = None

    def set_persisted_offset(self, _partition: Any, offset: int) -> None:
        self.offset = offset


class Event:
    """A message of partition 0."""

    message = SimpleNamespace(partition=0)


class Bench:
    """A table, and a changelog that confirms when it is told to."""

    def __init__(self) -> None:
        self.store = Store()
        self.sent: list[asyncio.Future[Any]] = []
        table = SimpleNamespace(
            data=self.store, changelog_topic_name="changelog", on_recover=lambda _: None
        )
        self.table = FaustTable(table, lambda: None, self)
        self.event = Event()

    async def send(self, *_: Any) -> asyncio.Future[Any]:
        self.sent.append(asyncio.get_running_loop().create_future())
        return self.sent[-1]

    async def write(self, key: str, value: str | None) -> None:
        await self.table.write(self.event, Write(key, value))

    async def confirm(self, number: int) -> None:
        done = SimpleNamespace(topic_partition=("changelog", 0), offset=number)
        self.sent[number].set_result(done)
        await asyncio.sleep(0)

    def get(self, key: str) -> str | None:
        return self.table.state(self.event).get(key)


async def test_a_change_is_seen_at_once_and_stored_when_the_changelog_has_it() -> None:
    bench = Bench()
    await bench.write("a", "1")
    assert (bench.get("a"), bench.store, bench.table.size) == ("1", {}, 1)
    await bench.confirm(0)
    assert (bench.get("a"), bench.store, bench.store.offset) == ("1", {"a": encode(0, "1")}, 0)


async def test_the_last_of_several_changes_is_seen_and_each_is_stored_in_its_turn() -> None:
    bench = Bench()
    for value in ("1", "2", None):
        await bench.write("a", value)
    assert (bench.get("a"), bench.table.size) == (None, 0)
    await bench.confirm(0)
    await bench.confirm(1)
    assert (bench.get("a"), bench.store) == (None, {"a": encode(0, "2")})
    await bench.confirm(2)
    assert (bench.get("a"), bench.store, bench.table.size) == (None, {}, 0)


async def test_what_the_changelog_refused_is_not_stored() -> None:
    bench = Bench()
    await bench.write("a", "1")
    bench.sent[0].set_exception(OSError("no room"))
    await asyncio.sleep(0)
    assert (bench.store, bench.store.offset) == ({}, None)


async def test_after_a_recovery_only_what_is_stored_counts() -> None:
    bench = Bench()
    await bench.write("a", "1")
    await bench.confirm(0)
    await bench.write("b", "2")
    await bench.table.rebuild()
    assert (bench.get("a"), bench.get("b"), bench.table.size) == ("1", None, 1)


async def test_a_store_that_fails_ends_the_worker_with_the_next_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = Bench()

    def fail(*_: Any) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(bench.store, "set_persisted_offset", fail)
    await bench.write("a", "1")
    await bench.confirm(0)
    with pytest.raises(OSError, match="the disk is gone"):
        await bench.write("b", "2")
