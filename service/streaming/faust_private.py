"""Every use of Faust's private names, so that an upgrade has one place to break."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from faust import streams
from faust.transport.drivers.aiokafka import Producer


def use_idempotent_producer() -> None:
    """Make every Faust producer of this process idempotent, the tables' changelog included.

    Faust sets this only inside its own transactions; without it a broker outage repeats messages.
    """
    Producer._settings_extra = _idempotent


def _idempotent(_producer: Any) -> Mapping[str, Any]:
    return {"acks": "all", "enable_idempotence": True}


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
