"""A stage's table: local store, changelog with confirmations, one index for each partition.

Values are stored as `VERSION:PARTITION:TEXT`: the partition keeps apart what belongs to which
partition of the source, whatever the store; the version lets a later release read older state.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from service.streaming.publisher import Confirmation
from service.streaming.stage import Index, Write

STATE_VERSION = "1"


class Table(Protocol):
    """What the runner needs of a table."""

    def state(self, event: Any) -> PartitionState:
        """The view of the partition that `event` came from."""

    def write(self, event: Any, write: Write) -> Confirmation:
        """Apply one change; the result completes when the changelog has it."""


class PartitionState:
    """The keys of one partition and the index that was built of them."""

    def __init__(self, index: Index | None, get: Callable[[str], str | None]) -> None:
        self.index = index
        self.get = get


class FaustTable:
    """A Faust table as the runner sees it."""

    def __init__(self, table: Any, new_index: Callable[[], Index | None]) -> None:
        self._table = table
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

    def write(self, event: Any, write: Write) -> Confirmation:
        """Apply one change; the result completes when the changelog has it."""
        partition: int = event.message.partition
        if write.value is None:
            with suppress(KeyError):
                del self._table.data[write.key]
            options = {"value_serializer": "raw"}
            return self._send(partition, write.key, None, options)
        stored = encode(partition, write.value)
        self._table.data[write.key] = stored
        return self._send(partition, write.key, stored, {})

    def _send(
        self, partition: int, key: str, stored: str | None, options: dict[str, str]
    ) -> Confirmation:
        sent: Confirmation = self._table.send_changelog(partition, key, stored, **options)
        return sent

    async def rebuild(self, *_: Any) -> None:
        """Build every partition's index anew: the table has just been recovered."""
        self._states.clear()
        for key, stored in self._table.data.items():
            partition, value = decode(stored)
            state = self._states.get(partition)
            if state is None:
                state = self._states[partition] = PartitionState(self._new_index(), self._get)
            if state.index is not None:
                state.index.apply(key, value)
        self.size = len(self._table.data)

    def _get(self, key: str) -> str | None:
        stored = self._table.data.get(key)
        return None if stored is None else decode(stored)[1]


class NoTable:
    """For stages without state."""

    def __init__(self) -> None:
        self._state = PartitionState(None, lambda _key: None)

    def state(self, event: Any) -> PartitionState:  # noqa: ARG002
        """The same empty state for all."""
        return self._state

    def write(self, event: Any, write: Write) -> Confirmation:  # noqa: ARG002
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
