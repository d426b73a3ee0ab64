"""Every use of Faust's private names, so that an upgrade has one place to break."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from faust import streams
from faust.transport.drivers.aiokafka import Consumer, Producer


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
    committed offset is not sent back at all.
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
    """The next records; none when a seek began or ended meanwhile, and then they come again."""
    before = _seeks(consumer)
    records = await _faust_fetch(consumer, *args, **options)
    if not records or _seeks(consumer) == before:
        return records
    await consumer.perform_seek()
    return {}


def _seeks(consumer: Any) -> int:
    return int(getattr(consumer, "seeks", 0))


@contextmanager
def acting_for(event: Any) -> Iterator[None]:
    """Let a task other than the stream's write to tables on behalf of `event`."""
    token = streams._current_event.set(weakref.ref(event))
    try:
        yield
    finally:
        streams._current_event.reset(token)


def committed_offsets(consumer: Any) -> Mapping[Any, int | None]:
    """The next offset to read of each partition, as last committed by whomever; None: never."""
    return dict(consumer._committed_offset)


def recovery_remaining(app: Any) -> int:
    """How many changelog records are still to be read into the tables."""
    recovery = app.tables.recovery
    return int(recovery.active_remaining_total()) if recovery.in_recovery else 0
