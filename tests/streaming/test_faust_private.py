"""The private names of Faust that we use are still there and still do what we need."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from types import MethodType, SimpleNamespace
from typing import Any

import faust
import pytest
from faust import streams
from faust.tables.base import Collection
from faust.transport.consumer import Consumer as BaseConsumer
from faust.transport.drivers.aiokafka import Consumer, Producer
from faust.types import TP
from mode.services import Service, WaitResults

from service.settings import load_settings
from service.streaming.app import create_app
from service.streaming.faust_private import (
    Unmeasured,
    acting_for,
    recovery_remaining,
    use_consumer_that_hands_on_at_once,
    use_consumer_that_skips_nothing,
    use_idempotent_producer,
)
from tests.streaming.fakes import message


async def test_the_producer_is_built_with_idempotence() -> None:
    use_idempotent_producer()
    app = faust.App("t", broker="kafka://127.0.0.1:1", autodiscover=False, web_enabled=False)
    producer = app.transport.create_producer()
    made: dict[str, object] = {}

    def build(**settings: object) -> SimpleNamespace:
        made.update(settings)
        return SimpleNamespace()

    kind = type("P", (Producer,), {"_producer_type": property(lambda self: build)})
    producer.__class__ = kind
    producer._new_producer()
    assert made["enable_idempotence"] is True
    assert made["acks"] == "all"


def test_the_event_is_current_inside_and_only_inside() -> None:
    event = message(b"a", 0)
    with acting_for(event):
        assert streams.current_event() is event
    assert streams.current_event() is None


async def test_faust_still_has_what_the_table_and_the_watch_use() -> None:
    assert hasattr(Collection, "changelog_topic_name")
    assert "topic_partition" in inspect.getsource(Collection._on_changelog_sent)
    app = faust.App("t2", broker="kafka://127.0.0.1:1", autodiscover=False, web_enabled=False)
    assert app._assignment is None
    assert app.consumer_generation_id is not None
    assert app._producer is None
    assert recovery_remaining(app) == 0
    app.tables.recovery.in_recovery = True
    assert recovery_remaining(app) == 0


SOURCE, CHANGELOG = TP("news", 0), TP("app-table-changelog", 0)


class SentBack:
    """As much of Faust's consumer as fetching and going back need; `meanwhile` runs in a fetch."""

    def __init__(self, committed: int | None) -> None:
        use_consumer_that_skips_nothing()
        self.committed = committed
        self.restarted: list[TP] = []
        self.seeks = 0
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        self._read_offset: dict[TP, int | None] = {}
        self._committed_offset: dict[TP, int | None] = {}
        self._thread = self
        self._new_topicpartition = TP
        self.perform_seek = MethodType(Consumer.perform_seek, self)
        self.app = SimpleNamespace(rebalancing=False)
        self.fetched: dict[TP, list[int]] = {SOURCE: [900]}

    def assignment(self) -> set[TP]:
        return {SOURCE, CHANGELOG}

    def _is_changelog_tp(self, tp: TP) -> bool:
        return tp == CHANGELOG

    async def seek_to_committed(self) -> dict[TP, int | None]:
        return {SOURCE: self.committed, CHANGELOG: None}

    async def seek_to_beginning(self, *partitions: TP) -> None:
        self.restarted += partitions

    async def getmany(self, _partitions: Any, _timeout: float) -> dict[TP, list[int]]:
        if self.meanwhile:
            await self.meanwhile()
        return dict(self.fetched)

    async def fetch(self) -> Any:
        return await Consumer._getmany(self, {SOURCE}, 1.0)


async def test_records_come_through_when_nobody_sends_the_consumer_back() -> None:
    consumer = SentBack(committed=500)
    await consumer.perform_seek()
    assert await consumer.fetch() == {SOURCE: [900]}


async def test_records_fetched_before_the_consumer_was_sent_back_are_not_taken_for_the_next() -> (
    None
):
    consumer = SentBack(committed=500)
    consumer.meanwhile = consumer.perform_seek
    assert await consumer.fetch() == {}
    assert consumer._read_offset[SOURCE] == 500
    consumer.meanwhile = None
    assert await consumer.fetch() == {SOURCE: [900]}


async def test_what_is_read_before_a_rebalance_is_over_is_read_again_but_for_the_table() -> None:
    consumer = SentBack(committed=500)
    await consumer.perform_seek()
    consumer.app.rebalancing = True
    consumer.fetched = {SOURCE: [500], CHANGELOG: [3]}
    seeks = consumer.seeks
    assert await consumer.fetch() == {CHANGELOG: [3]}
    assert consumer.seeks > seeks
    consumer.fetched = {CHANGELOG: [4]}
    seeks = consumer.seeks
    assert await consumer.fetch() == {CHANGELOG: [4]}
    assert consumer.seeks == seeks
    consumer.app.rebalancing = False
    consumer.fetched = {SOURCE: [500]}
    assert await consumer.fetch() == {SOURCE: [500]}


async def test_faust_empties_the_queues_of_its_streams_when_a_rebalance_ends() -> None:
    """Why records must not be handed on before: should this change, the rule can go."""
    app = faust.App("t3", broker="kafka://127.0.0.1:1", autodiscover=False, web_enabled=False)
    app.flow_control.resume()
    queue = app.FlowControlQueue(maxsize=3, clear_on_resume=True)
    await queue.put(1)
    app.flow_control.resume()
    assert queue.empty()
    ends = inspect.getsource(app.tables.recovery.on_recovery_completed)
    steps = ("perform_seek", "flow_control.resume", "on_rebalance_end")
    assert sorted(steps, key=ends.index) == list(steps)


async def test_a_partition_without_a_commit_is_read_from_its_beginning_and_a_changelog_is_not() -> (
    None
):
    consumer = SentBack(committed=None)
    await consumer.perform_seek()
    assert consumer.restarted == [SOURCE]
    committed = SentBack(committed=7)
    await committed.perform_seek()
    assert committed.restarted == []


class Racing(Service):
    """As much of Faust's consumer as handing on needs."""

    def __init__(self) -> None:
        use_consumer_that_hands_on_at_once()
        super().__init__()
        self.suspended = asyncio.Event()

    async def hand_on(self, handed_on: Coroutine[Any, Any, Any]) -> WaitResults:
        made: WaitResults = await Consumer.wait_first(self, handed_on, self.suspended.wait())
        return made


async def test_a_message_that_finds_room_is_handed_on_without_a_task() -> None:
    async def hand_on() -> str:
        tasks.append(asyncio.current_task())
        return "taken"

    tasks: list[Any] = []
    done = await Racing().hand_on(hand_on())
    assert (done.results, done.stopped) == (["taken"], False)
    assert tasks == [asyncio.current_task()]


async def test_a_message_that_waits_for_room_is_handed_on_when_there_is_some() -> None:
    room: asyncio.Queue[int] = asyncio.Queue(1)
    room.put_nowait(0)

    async def hand_on() -> int:
        await room.put(1)
        return await asyncio.sleep(0, room.qsize())

    asyncio.get_running_loop().call_later(0.01, room.get_nowait)
    done = await Racing().hand_on(hand_on())
    assert done.results == [1]
    assert room.get_nowait() == 1


async def test_a_message_that_waits_is_given_up_when_the_consumer_is_sent_back() -> None:
    room, consumer = asyncio.Event(), Racing()
    ended: list[type[BaseException]] = []

    async def hand_on() -> None:
        try:
            await room.wait()
        except BaseException as error:
            ended.append(type(error))
            raise

    asyncio.get_running_loop().call_later(0.01, consumer.suspended.set)
    done = await consumer.hand_on(hand_on())
    await asyncio.sleep(0)
    assert done.results == [True]
    assert ended == [asyncio.CancelledError]


async def test_an_event_is_waited_for_as_ever() -> None:
    racing, may_go_on = Racing(), asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, may_go_on.set)
    done = await Consumer.wait_first(racing, may_go_on)
    assert (done.done, done.stopped) == ([may_go_on], False)


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "after a while"])
async def test_what_handing_on_raises_comes_through(waits: bool) -> None:
    async def hand_on() -> None:
        if waits:
            await asyncio.sleep(0)
        raise LookupError("no such partition")

    with pytest.raises(LookupError):
        await Racing().hand_on(hand_on())


async def test_faust_hands_on_each_message_through_the_name_that_is_replaced() -> None:
    assert "self.wait_first(" in inspect.getsource(BaseConsumer._drain_messages)
    assert inspect.getsource(BaseConsumer).count("self.wait_first(") == 1


async def test_faust_does_not_count_each_message_for_itself() -> None:
    app = create_app(load_settings(), "clean", instance=0)
    assert isinstance(app.monitor, Unmeasured)
    tp = TP("news", 0)
    app.monitor.on_message_in(tp, 1, SimpleNamespace())
    assert app.monitor.messages_received_total == 0
