"""A stage's table: local store, changelog with confirmations, one index for each partition.

Values are stored as `VERSION:PARTITION:TEXT`: the partition keeps apart what belongs to which
partition of the source, whatever the store; the version lets a later release read older state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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


class FaustTable:
    """A Faust table as the runner sees it."""

    def __init__(self, table: Any, new_index: Callable[[], Index | None], sender: Sender) -> None:
        self._table = table
        self._sender = sender
        self._new_index = new_index
        self._states: dict[int, PartitionState] = {}
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
        with acting_for(event):
            self._keep(write.key, stored)
        key, value = orjson.dumps(write.key), None if stored is None else orjson.dumps(stored)
        name = self._table.changelog_topic_name
        future = asyncio.ensure_future(
            await self._sender.send(name, key, value, partition, None, None)
        )
        future.add_done_callback(self._persist_offset)
        return future

    def _keep(self, key: str, stored: str | None) -> None:
        """Change the local store, and count its keys."""
        data = self._table.data
        is_known = key in data
        if stored is not None:
            data[key] = stored
            self.size += not is_known
        elif is_known:
            del data[key]
            self.size -= 1

    def _persist_offset(self, future: asyncio.Future[Any]) -> None:
        """Tell the local store how far it is: a warm start reads on from there."""
        if not future.cancelled() and future.exception() is None:
            done = future.result()
            self._table.data.set_persisted_offset(done.topic_partition, done.offset)

    async def rebuild(self, *_: Any) -> None:
        """Build every partition's index anew: the table has just been recovered."""
        self._states.clear()
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
        stored = self._table.data.get(key)
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
