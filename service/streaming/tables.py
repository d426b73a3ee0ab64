"""A stage's table: local store, changelog with confirmations, one index for each partition.

Values are stored as `VERSION:PARTITION:TEXT`: the partition keeps apart what belongs to which
partition of the source, whatever the store; the version lets a later release read older state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import orjson

from service.streaming.faust_private import acting_for
from service.streaming.publisher import Confirmation, Sender
from service.streaming.stage import Index, Write

STATE_VERSION = "1"


class Table(Protocol):
    """What the runner needs of a table; `size` is its number of keys."""

    size: int

    def state(self, event: Any) -> PartitionState:
        """The view of the partition that `event` came from."""

    async def write(self, event: Any, write: Write) -> Confirmation:
        """Apply one change; the result completes when the changelog has it."""


class PartitionState:
    """The keys of one partition and the index that was built of them."""

    def __init__(self, index: Index | None, get: Callable[[str], str | None]) -> None:
        self.index = index
        self.get = get


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """One change on its way to the changelog; `stored` null deletes the key."""

    event: Any
    key: str
    stored: str | None


class FaustTable:
    """A Faust table as the runner sees it.

    The local store takes a change once the changelog has it, so that it is never ahead: a restart
    reads the changelog on from the last confirmed offset, and would take some keys back to what
    they were and leave others as they are. What is on its way is in `_unconfirmed`.
    """

    def __init__(self, table: Any, new_index: Callable[[], Index | None], sender: Sender) -> None:
        self._table = table
        self._sender = sender
        self._new_index = new_index
        self._states: dict[int, PartitionState] = {}
        self._unconfirmed: dict[str, _Change] = {}
        self._broken: Exception | None = None
        self.size = 0
        table.on_recover(self.rebuild)

    def state(self, event: Any) -> PartitionState:
        """The view of the partition that `event` came from."""
        partition: int = event.message.partition
        state = self._states.get(partition)
        if state is None:
            state = self._states[partition] = PartitionState(self._new_index(), self._get)
        return state

    async def write(self, event: Any, write: Write) -> Confirmation:
        """Apply one change; the result completes when the changelog has it.

        The record goes straight to the producer: Faust's own way is a buffer of 100 records that
        stops the whole worker when it is full, and that nobody can wait for.
        """
        partition: int = event.message.partition
        stored = None if write.value is None else encode(partition, write.value)
        change = _Change(event, write.key, stored)
        if self._broken is not None:
            raise self._broken
        with acting_for(event):
            self._count(change)
        self._unconfirmed[write.key] = change
        key, value = orjson.dumps(write.key), None if stored is None else orjson.dumps(stored)
        name = self._table.changelog_topic_name
        future = asyncio.ensure_future(
            await self._sender.send(name, key, value, partition, None, None)
        )
        future.add_done_callback(partial(self._confirmed, change))
        return future

    def _count(self, change: _Change) -> None:
        """Count the keys as they will be."""
        before = self._stored(change.key) is not None
        self.size += (change.stored is not None) - before

    def _stored(self, key: str) -> str | None:
        waiting = self._unconfirmed.get(key)
        stored: str | None = self._table.data.get(key) if waiting is None else waiting.stored
        return stored

    def _confirmed(self, change: _Change, future: asyncio.Future[Any]) -> None:
        """Keep the change and how far the store is now: a warm start reads on from there."""
        if future.cancelled() or future.exception() is not None:
            return
        try:
            self._keep(change, future.result())
        except Exception as error:  # noqa: BLE001 - nobody awaits this: the next write raises it
            self._broken = error
        if self._unconfirmed.get(change.key) is change:
            del self._unconfirmed[change.key]

    def _keep(self, change: _Change, done: Any) -> None:
        data = self._table.data
        with acting_for(change.event):
            if change.stored is not None:
                data[change.key] = change.stored
            elif change.key in data:
                del data[change.key]
        data.set_persisted_offset(done.topic_partition, done.offset)

    async def rebuild(self, *_: Any) -> None:
        """Build every partition's index anew: the table has just been recovered."""
        self._states.clear()
        self._unconfirmed.clear()
        self.size = 0
        for key, stored in self._table.data.items():
            partition, value = decode(stored)
            state = self._states.get(partition)
            if state is None:
                state = self._states[partition] = PartitionState(self._new_index(), self._get)
            if state.index is not None:
                state.index.apply(key, value)
            self.size += 1

    def _get(self, key: str) -> str | None:
        stored = self._stored(key)
        return None if stored is None else decode(stored)[1]


class NoTable:
    """For stages without state."""

    def __init__(self) -> None:
        self._state = PartitionState(None, lambda _key: None)
        self.size = 0

    def state(self, event: Any) -> PartitionState:  # noqa: ARG002
        """The same empty state for all."""
        return self._state

    async def write(self, event: Any, write: Write) -> Confirmation:  # noqa: ARG002
        """Never: the stage has no table."""
        raise LookupError(f"no table to write {write.key} to")


def encode(partition: int, value: str) -> str:
    """`value` as it is stored."""
    return f"{STATE_VERSION}:{partition}:{value}"


def decode(stored: str) -> tuple[int, str]:
    """The partition and value of a stored text; ValueError for a version it does not know."""
    version, partition, value = stored.split(":", 2)
    if version != STATE_VERSION:
        raise ValueError(f"table state of version {version}, this release reads {STATE_VERSION}")
    return int(partition), value
