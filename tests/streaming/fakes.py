"""A stage, a stream, a producer and a table that need no broker."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from service.errors import PoisonMessage
from service.streaming.batches import BatchOptions, InlinePreparer
from service.streaming.continuity import Continuity
from service.streaming.dead_letters import LimitOptions
from service.streaming.measures import StageMeasures
from service.streaming.publisher import Publisher
from service.streaming.runner import Parts, RunnerOptions, StageRunner
from service.streaming.stage import Again, Origin, Output, Poison, StageResult, Write
from service.streaming.tables import PartitionState
from service.streaming.tracing import PassingOn, Tracer
from tests.streaming.words import prepare_word

DEAD = "news.dead-letters.v1"


class SeenIndex:
    """How often each word came, as the table says."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[str, Any]] = {}

    def apply(self, key: str, value: str | None) -> None:
        if value is None:
            self.counts.pop(key, None)
        else:
            self.counts[key] = json.loads(value)


class CountingStage:
    """Sends each word on with the number of times it had come before; `bad...` is poison."""

    name = "clean"

    def __init__(self, source: str = "in", target: str = "out", *, table: str | None = "seen"):
        self.source, self.target, self.table = source, target, table

    def new_index(self) -> SeenIndex:
        return SeenIndex()

    def prepare(self, batch: list[bytes]) -> list[str | Poison]:
        return [prepare_word(value) for value in batch]

    def finish(
        self, prepared: str, state: Any, *, origin: Origin, now: float
    ) -> StageResult | Again:
        if prepared == "crash":
            raise RuntimeError("a defect")
        if prepared == "again":
            return Again(b"once more")
        if prepared == "late poison":
            raise PoisonMessage("stage_error", "found late")
        if prepared == "huge":
            return StageResult((Output(self.target, b"k", b"x" * 5000, "word.v1"),))
        return self._counted(prepared, state, origin)

    def _counted(self, word: str, state: Any, origin: Origin) -> StageResult:
        known = state.index.counts.get(word, {"first": None, "count": 0})
        came_with = f"{origin.partition}-{origin.offset}"
        if known["first"] is None:
            known = {"first": came_with, "count": 0}
        is_first = known["first"] == came_with
        value = json.dumps({"word": word, "first": is_first, "from": came_with})
        stored = json.dumps(known)
        state.index.apply(word, stored)
        return StageResult(
            (Output(self.target, word.encode(), value.encode(), "word.v1"),),
            (Write(word, stored),),
        )


def message(value: bytes | None, offset: int, key: bytes | None = None, headers: Any = ()) -> Any:
    at = SimpleNamespace(topic="in", partition=0, offset=offset, timestamp=1.0, generation_id=1)
    at.headers = list(headers)
    return _Event(at, value, key)


class _Event:
    """Weakly referable, as Faust's events are."""

    def __init__(self, at: Any, value: bytes | None, key: bytes | None) -> None:
        self.message, self.value, self.key = at, value, key


@dataclass
class FakeStream:
    """Remembers the acks; ends never, as a topic does."""

    events: list[Any]
    acked: list[int] = field(default_factory=list)
    read: int = 0
    all_acked: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def has_acked(self, count: int) -> None:
        while len(self.acked) < count:
            self._changed.clear()
            await self._changed.wait()

    async def ack(self, event: Any) -> bool:
        self.acked.append(event.message.offset)
        self._changed.set()
        if len(self.acked) == len(self.events):
            self.all_acked.set()
        return True

    async def __aiter__(self) -> Any:
        for event in self.events:
            self.read += 1
            yield event
        await asyncio.Event().wait()


@dataclass
class FakeSender:
    """Confirms at once, or when `release` is called."""

    hold: bool = False
    sent: list[tuple[str, bytes | None, bytes | None, list[tuple[str, bytes]]]] = field(
        default_factory=list
    )
    futures: list[asyncio.Future[object]] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def has_sent(self, count: int) -> None:
        while len(self.futures) < count:
            self._changed.clear()
            await self._changed.wait()

    async def send(self, topic, key, value, partition, timestamp, headers):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.sent.append((topic, key, value, headers))
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self.futures.append(future)
        self._changed.set()
        if not self.hold:
            future.set_result(None)
        return future

    def to(self, topic: str) -> list[bytes | None]:
        return [value for to, _, value, _ in self.sent if to == topic]


class FakeTable:
    """Writes are confirmed at once."""

    def __init__(self, index: Any) -> None:
        self.written: list[Write] = []
        self.size = 0
        self._state = PartitionState(index, lambda _key: None)

    def state(self, event: Any) -> PartitionState:
        return self._state

    async def write(self, event: Any, write: Write) -> Any:
        self.written.append(write)
        future = asyncio.get_running_loop().create_future()
        future.set_result(None)
        return future


@dataclass
class Rig:
    """A runner on fakes."""

    stage: Any = field(default_factory=CountingStage)
    sender: FakeSender = field(default_factory=FakeSender)
    preparer: Any = None
    generation: int = 1
    window_messages: int = 100
    limit: LimitOptions = field(default_factory=LimitOptions)
    batches: BatchOptions = field(default_factory=lambda: BatchOptions(max_messages=4))
    tracer: Tracer = field(default_factory=PassingOn)
    max_message_bytes: int = 4000
    committed: int = 0
    #: the first offset that the topic has from any offset on: by default all jumps are holes
    there: int = sys.maxsize

    async def was_committed(self, _topic: str, _partition: int) -> int:
        return self.committed

    async def looked_up(self, _topic: str, _partition: int, _offset: int) -> int:
        return self.there

    def __post_init__(self) -> None:
        self.table = FakeTable(self.stage.new_index())
        name = self.stage.name
        self.measures = StageMeasures(name)
        publisher = Publisher(self.sender, stage=name, max_message_bytes=self.max_message_bytes)
        parts = Parts(
            self.stage,
            self.preparer or InlinePreparer(self.stage.prepare),
            publisher,
            self.table,
            self.measures,
            Continuity(self.was_committed, self.looked_up),
            self.tracer,
        )
        options = RunnerOptions(
            window_messages=self.window_messages, batches=self.batches, limit=self.limit
        )
        self.runner = StageRunner(parts, options, generation=lambda: self.generation)

    async def run(self, stream: FakeStream) -> None:
        """Until all messages are acked; raises what the runner raises."""
        running = asyncio.create_task(self.runner.run(stream, stream))
        waiting = asyncio.create_task(stream.all_acked.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if running.done():
            running.result()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
