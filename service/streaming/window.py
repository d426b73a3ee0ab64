"""The bounded set of messages in flight: it pushes back on the broker by not reading on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from service.streaming.stage import Origin


class Entry:
    """One message between its arrival and its ack."""

    __slots__ = ("arrived_at", "event", "generation", "origin", "prepared", "size")

    def __init__(self, event: Any, *, arrived_at: float, loop: asyncio.AbstractEventLoop) -> None:
        message = event.message
        self.event = event
        self.generation: int = message.generation_id
        self.origin = Origin(
            message.topic, message.partition, message.offset, _milliseconds(message.timestamp)
        )
        self.size = len(event.value or b"") + 256
        self.arrived_at = arrived_at
        self.prepared: asyncio.Future[Any] = loop.create_future()

    @property
    def value(self) -> bytes:
        """The message's bytes; a null value reads as empty and is told apart by `is_null`."""
        return self.event.value or b""

    @property
    def is_null(self) -> bool:
        """Whether the message had no value at all."""
        return self.event.value is None

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """All headers as received, equal names kept."""
        received: Sequence[tuple[str, bytes]] = self.event.message.headers or ()
        return received


class Window:
    """Room for `max_messages` messages and about `max_bytes` bytes; one message always fits."""

    def __init__(self, *, max_messages: int, max_bytes: int) -> None:
        self._max_messages = max_messages
        self._max_bytes = max_bytes
        self._bytes = 0
        self.in_flight = 0
        self._changed = asyncio.Event()

    async def enter(self, size: int) -> None:
        """Return once there is room."""
        while self._is_full(size):
            self._changed.clear()
            await self._changed.wait()
        self.in_flight += 1
        self._bytes += size

    def leave(self, size: int) -> None:
        """Give the room back."""
        self.in_flight -= 1
        self._bytes -= size
        self._changed.set()

    async def wait_empty(self) -> None:
        """Return once nothing is in flight."""
        while self.in_flight:
            self._changed.clear()
            await self._changed.wait()

    def _is_full(self, size: int) -> bool:
        if not self.in_flight:
            return False
        return self.in_flight >= self._max_messages or self._bytes + size > self._max_bytes


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds * 1000)
