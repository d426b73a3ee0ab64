"""One loop for all stages: prepared side by side, finished and acked strictly in arrival order.

    stream -> window -> batches -> prepare (pool) -> finish (in order) -> sends -> acks (in order)

A message is acked when the broker has confirmed all that it caused. Whatever is not expected
escapes: the worker ends, is started again, and reads the message again.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from service.errors import PoisonMessage
from service.streaming.acks import AckQueue
from service.streaming.batches import Batcher, BatchOptions, Preparer
from service.streaming.continuity import Continuity
from service.streaming.dead_letters import DeadLetterLimit, LimitOptions, dead_letter_headers
from service.streaming.faust_private import acting_for
from service.streaming.headers import Headers
from service.streaming.measures import StageMeasures
from service.streaming.publisher import Confirmation, Publisher, is_oversize
from service.streaming.received import received_header
from service.streaming.stage import Output, Poison, Stage, StageResult
from service.streaming.tables import Table
from service.streaming.tracing import PassingOn, Tracer
from service.streaming.window import Entry, Window


@dataclass(frozen=True, slots=True)
class RunnerOptions:
    """Sizes and limits of one stage's shell."""

    window_messages: int = 512
    window_bytes: int = 32 * 1024 * 1024
    batches: BatchOptions = field(default_factory=BatchOptions)
    limit: LimitOptions = field(default_factory=LimitOptions)
    dead_letter_topic: str = "news.dead-letters.v1"
    version: str = "0"


class Stream(Protocol):
    """The part of Faust's stream that acks."""

    async def ack(self, event: Any) -> bool:
        """Let the offset be committed."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a runner works with."""

    stage: Stage[Any]
    preparer: Preparer
    publisher: Publisher
    table: Table
    measures: StageMeasures
    continuity: Continuity
    tracer: Tracer = field(default_factory=PassingOn)


class StageRunner:
    """Runs one stage over one stream; `generation` tells the consumer group's current one."""

    def __init__(self, parts: Parts, options: RunnerOptions, *, generation: Any) -> None:
        self._parts = parts
        self._options = options
        self._generation = generation
        self._limit = DeadLetterLimit(options.limit)
        self.window = Window(max_messages=options.window_messages, max_bytes=options.window_bytes)
        self.acks: AckQueue | None = None
        self._arrived: asyncio.Queue[Entry] = asyncio.Queue()
        self._draining = asyncio.Event()
        parts.measures.watch(
            in_flight=lambda: self.window.in_flight, table_keys=lambda: parts.table.size
        )

    async def run(self, stream: Stream, events: Any) -> None:
        """Work until cancelled; raises the first unexpected error of any of its tasks."""
        self.acks = AckQueue(lambda entry: self._ack(stream, entry), self._recover)
        batcher = Batcher(
            self._parts.preparer, self._options.batches, on_batch=self._parts.measures.batch
        )
        await _first_failure(
            self._read(events, batcher),
            batcher.run(),
            _raise_from(batcher.failed),
            self._finish_all(),
            self.acks.run(),
        )

    async def drain(self, *, max_seconds: float) -> bool:
        """Take no more messages and wait for those in flight; False when time ran out."""
        self._draining.set()
        try:
            await asyncio.wait_for(self.window.wait_empty(), max_seconds)
        except TimeoutError:
            return False
        return True

    async def _read(self, events: Any, batcher: Batcher) -> None:
        loop = asyncio.get_running_loop()
        async for event in events:
            entry = Entry(event, arrived_at=time.time(), loop=loop)
            await self._parts.continuity.check(entry)
            await self.window.enter(entry.size)
            if self._draining.is_set():
                self.window.leave(entry.size)
                await asyncio.Event().wait()  # never acked, so it is read again after the restart
            self._arrived.put_nowait(entry)
            if entry.is_null:
                entry.prepared.set_result(Poison("null_value", "the message has no value"))
            else:
                batcher.add(entry)

    async def _finish_all(self) -> None:
        while True:
            entry = await self._arrived.get()
            prepared = await entry.prepared
            if self._is_stale(entry):
                self.window.leave(entry.size)
                continue
            confirmations = await self._finish(entry, prepared)
            assert self.acks is not None  # noqa: S101
            self.acks.put(entry, confirmations)
            self._limit.check()

    async def _finish(self, entry: Entry, prepared: Any) -> list[Confirmation]:
        try:
            with self._parts.tracer.span(entry) as traced:
                result = await self._result(entry, prepared)
                sent = await self._emit(entry, result, traced)
        except PoisonMessage as error:
            return [await self._bury(entry, Poison(error.reason, str(error)))]
        self._limit.note(refused=False)
        self._parts.measures.finished(result, entry, now=time.time())
        return sent

    async def _result(self, entry: Entry, prepared: Any) -> StageResult:
        stage, state = self._parts.stage, self._parts.table.state(entry.event)
        while True:
            if isinstance(prepared, Poison):
                raise PoisonMessage(prepared.reason, prepared.detail)
            with acting_for(entry.event):
                result = stage.finish(prepared, state, origin=entry.origin, now=time.time())
            if isinstance(result, StageResult):
                return result
            prepared = (await self._parts.preparer.submit([result.payload]))[0]

    async def _emit(self, entry: Entry, result: StageResult, traced: Headers) -> list[Confirmation]:
        """Write the table, then queue the outputs; sizes are checked before either."""
        publisher, now = self._parts.publisher, time.time()
        for output in result.outputs:
            publisher.check(output)
        for write in result.writes:
            publisher.check_write(write)
        sent = [await self._parts.table.write(entry.event, write) for write in result.writes]
        name = self._parts.stage.name
        extra = traced + received_header(entry, stage=name)
        for number, output in enumerate(result.outputs):
            event_id = _event_id(entry, output, number)
            sent.append(await publisher.publish(output, event_id=event_id, now=now, extra=extra))
        return sent

    async def _bury(self, entry: Entry, poison: Poison) -> Confirmation:
        """Queue the dead letter; the limit is checked by the caller, outside any `try`."""
        name = self._parts.stage.name
        headers = dead_letter_headers(entry, poison, stage=name, version=self._options.version)
        self._limit.note(refused=True)
        self._parts.measures.refused(poison.reason)
        return await self._parts.publisher.send(
            self._options.dead_letter_topic, entry.event.key, entry.event.value, headers
        )

    async def _recover(self, entry: Entry, error: BaseException) -> None:
        """Turn a refused oversize output into a dead letter; everything else is unexpected."""
        if not is_oversize(error):
            raise error
        await (await self._bury(entry, Poison("output_too_large", str(error))))

    async def _ack(self, stream: Stream, entry: Entry) -> None:
        """Ack, unless a rebalance has given the partition to somebody, perhaps ourselves, anew."""
        if not self._is_stale(entry):
            await stream.ack(entry.event)
            self._parts.measures.acked()
        self.window.leave(entry.size)

    def _is_stale(self, entry: Entry) -> bool:
        return bool(entry.generation != self._generation())


def _event_id(entry: Entry, output: Output, number: int) -> str:
    """The same for every repeat of the same input."""
    origin = entry.origin
    return f"{output.topic}:{origin.topic}:{origin.partition}:{origin.offset}:{number}"


async def _raise_from(failed: asyncio.Future[None]) -> None:
    await asyncio.shield(failed)


async def _first_failure(*works: Coroutine[Any, Any, None]) -> None:
    """Run all; raise as soon as one fails, with the others cancelled and awaited."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
