"""Micro-batches: several in flight at once, their results handed back to each message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.streaming.window import Entry


class Preparer(Protocol):
    """Runs a stage's `prepare`, here or in another process."""

    def submit(self, batch: Sequence[bytes]) -> Awaitable[list[Any]]:
        """One result for each message, in order. Poison is a result; an exception is a defect."""


class InlinePreparer:
    """Runs `prepare` in this process, at once."""

    def __init__(self, prepare: Any) -> None:
        self._prepare = prepare

    async def submit(self, batch: Sequence[bytes]) -> list[Any]:
        """The results of `prepare`."""
        return list(self._prepare(list(batch)))


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How messages are grouped; a wait of 0 takes what is there."""

    max_messages: int = 16
    max_bytes: int = 256 * 1024
    max_wait_seconds: float = 0.02
    in_flight: int = 4


class Batcher:
    """Groups messages as they come and submits each group without waiting for the last."""

    def __init__(
        self,
        preparer: Preparer,
        options: BatchOptions,
        *,
        on_batch: Callable[[int], None] = lambda _size: None,
    ) -> None:
        self._preparer = preparer
        self._on_batch = on_batch
        self._options = options
        self._arrived: asyncio.Queue[Entry] = asyncio.Queue()
        self._slots = asyncio.Semaphore(options.in_flight)
        self._running: set[asyncio.Task[None]] = set()
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def add(self, entry: Entry) -> None:
        """Queue one message."""
        self._arrived.put_nowait(entry)

    async def run(self) -> None:
        """Group and submit for ever; raises what a submission raised."""
        try:
            while True:
                batch = await self._next_batch()
                await self._slots.acquire()
                self._on_batch(len(batch))
                task = asyncio.create_task(self._work(batch))
                self._running.add(task)
                task.add_done_callback(self._done)
        finally:
            for task in self._running:
                task.cancel()

    async def _work(self, batch: list[Entry]) -> None:
        results = await self._preparer.submit([entry.value for entry in batch])
        for entry, result in zip(batch, results, strict=True):
            if not entry.prepared.done():
                entry.prepared.set_result(result)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()) and not self._failed.done():
            self._failed.set_exception(error)

    @property
    def failed(self) -> asyncio.Future[None]:
        """Done, with the error, once a submission raised."""
        return self._failed

    async def _next_batch(self) -> list[Entry]:
        batch = [await self._arrived.get()]
        size = batch[0].size
        closes_at = asyncio.get_running_loop().time() + self._options.max_wait_seconds
        while len(batch) < self._options.max_messages and size < self._options.max_bytes:
            entry = await self._next_until(closes_at)
            if entry is None:
                break
            batch.append(entry)
            size += entry.size
        return batch

    async def _next_until(self, closes_at: float) -> Entry | None:
        if not self._arrived.empty():
            return self._arrived.get_nowait()
        left = closes_at - asyncio.get_running_loop().time()
        if left <= 0:
            return None
        try:
            return await asyncio.wait_for(self._arrived.get(), left)
        except TimeoutError:
            return None
