"""Every use of Faust's private names, so that an upgrade has one place to break."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Coroutine, Generator, Mapping
from types import coroutine
from typing import Any

import faust
from faust import streams
from faust.transport.drivers.aiokafka import Consumer, Producer
from mode.services import WaitResults


def use_idempotent_producer() -> None:
    """Make every Faust producer of this process idempotent, the tables' changelog included.

    Faust sets this only inside its own transactions; without it a broker outage repeats messages.
    """
    Producer._settings_extra = _idempotent


def _idempotent(_producer: Any) -> Mapping[str, Any]:
    return {"acks": "all", "enable_idempotence": True}


def use_consumer_that_skips_nothing() -> None:
    """Make every Faust consumer of this process drop what it fetched before it was sent back.

    After a rebalance Faust goes back to the committed offsets. Records that were fetched before,
    and come in after, are taken for the next ones: Faust holds the offsets between for holes of
    the topic and commits beyond them, although nobody has worked on them. A partition without a
    committed offset is not sent back at all. And what it hands on between going back and the end
    of the rebalance is lost: the streams' queues are emptied then.
    """
    Consumer.perform_seek = _seek
    Consumer._getmany = _fetch


_faust_seek, _faust_fetch = Consumer.perform_seek, Consumer._getmany


async def _seek(consumer: Any) -> None:
    """To the committed offsets; to the beginning where there is none. Counted at both ends."""
    consumer.seeks = _seeks(consumer) + 1
    await _faust_seek(consumer)
    sources = (tp for tp in consumer.assignment() if not consumer._is_changelog_tp(tp))
    never = [tp for tp in sources if not consumer._read_offset.get(tp)]
    if never:
        parts = [consumer._new_topicpartition(tp.topic, tp.partition) for tp in never]
        await consumer._thread.seek_to_beginning(*parts)
    consumer.seeks += 1


async def _fetch(consumer: Any, *args: Any, **options: Any) -> Any:
    """The next records; none when a seek began or ended meanwhile, and then they come again.

    Nor any of a source while the group's rebalance is not over.
    """
    before = _seeks(consumer)
    records = await _faust_fetch(consumer, *args, **options)
    if not records:
        return records
    if _seeks(consumer) != before:
        await consumer.perform_seek()
        return {}
    if not consumer.app.rebalancing:
        return records
    changes = {tp: found for tp, found in records.items() if consumer._is_changelog_tp(tp)}
    if len(changes) == len(records):
        return records
    await consumer.perform_seek()
    return changes


def _seeks(consumer: Any) -> int:
    return int(getattr(consumer, "seeks", 0))


def use_consumer_that_hands_on_at_once() -> None:
    """Make every Faust consumer of this process hand on a message without tasks where it can.

    Faust races each message that it hands on against three reasons to stop waiting: four tasks,
    made and cancelled, although nothing ever waits while the buffer has room.
    """
    Consumer.wait_first = _wait_first


_faust_wait_first = Consumer.wait_first


async def _wait_first(consumer: Any, *waits: Any, **options: Any) -> WaitResults:
    """The first is begun here; only when it has to wait do the others race with it."""
    first, *others = waits
    if not asyncio.iscoroutine(first):  # an event: the consumer waits until it may go on
        waited: WaitResults = await _faust_wait_first(consumer, *waits, **options)
        return waited
    try:
        waited_for = first.send(None)
    except BaseException as end:
        for other in others:
            other.close()
        if not isinstance(end, StopIteration):
            raise
        return WaitResults([first], [end.value], stopped=False)
    begun = _go_on(first, waited_for)
    raced: WaitResults = await _faust_wait_first(consumer, begun, *others, **options)
    return raced


async def _go_on(begun: Coroutine[Any, Any, Any], waited_for: Any) -> Any:
    """What `begun`, which waits already, returns in the end."""
    return await _resumed(begun, waited_for)


@coroutine
def _resumed(begun: Coroutine[Any, Any, Any], waited_for: Any) -> Generator[Any, Any, Any]:
    try:
        while True:
            try:
                sent = yield waited_for
            except BaseException as error:  # noqa: BLE001 - a cancellation too is handed on
                waited_for = begun.throw(error)
            else:
                waited_for = begun.send(sent)
    except StopIteration as done:
        return done.value


class acting_for:  # noqa: N801 - used like a function; a class costs less than a generator
    """Let a task other than the stream's write to tables on behalf of `event`."""

    __slots__ = ("_event", "_token")

    def __init__(self, event: Any) -> None:
        self._event = event

    def __enter__(self) -> None:
        self._token = streams._current_event.set(weakref.ref(self._event))

    def __exit__(self, *_: object) -> None:
        streams._current_event.reset(self._token)


class Unmeasured(faust.Monitor):  # type: ignore[misc]
    """Faust's own statistics without those of each message: nobody reads them here."""

    def on_message_in(self, *_: Any) -> None:
        """Nothing."""

    def on_stream_event_in(self, *_: Any) -> None:
        """Nothing."""

    def on_stream_event_out(self, *_: Any) -> None:
        """Nothing."""

    def on_message_out(self, *_: Any) -> None:
        """Nothing."""

    def track_tp_end_offset(self, *_: Any) -> None:
        """Nothing."""


def committed_offsets(consumer: Any) -> Mapping[Any, int | None]:
    """The next offset to read of each partition, as last committed by whomever; None: never."""
    return dict(consumer._committed_offset)


def awaits_commit(consumer: Any, partition: Any) -> bool:
    """Whether messages of the partition were acked and not yet taken to be committed."""
    return bool(consumer._acked.get(partition))


def recovery_remaining(app: Any) -> int:
    """How many changelog records are still to be read into the tables."""
    recovery = app.tables.recovery
    return int(recovery.active_remaining_total()) if recovery.in_recovery else 0
