"""Acks strictly in arrival order: the head is acked when all it caused is confirmed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from service.streaming.publisher import Confirmation
from service.streaming.window import Entry

Ack = Callable[[Entry], Awaitable[None]]
Recover = Callable[[Entry, BaseException], Awaitable[None]]


class AckQueue:
    """A FIFO of finished messages with the confirmations that each one waits for.

    `recover` is called when a confirmation fails: it makes good or raises.
    """

    def __init__(self, ack: Ack, recover: Recover) -> None:
        self._ack = ack
        self._recover = recover
        self._finished: asyncio.Queue[tuple[Entry, Sequence[Confirmation]]] = asyncio.Queue()
        self.last_ack_at = time.monotonic()

    def put(self, entry: Entry, confirmations: Sequence[Confirmation]) -> None:
        """Queue one finished message."""
        self._finished.put_nowait((entry, confirmations))

    async def run(self) -> None:
        """Ack for ever, in order."""
        while True:
            entry, confirmations = await self._finished.get()
            for confirmation in confirmations:
                await self._confirm(entry, confirmation)
            await self._ack(entry)
            self.last_ack_at = time.monotonic()

    async def _confirm(self, entry: Entry, confirmation: Confirmation) -> None:
        try:
            await confirmation
        except Exception as error:  # noqa: BLE001 - recover() raises what it does not expect
            await self._recover(entry, error)
