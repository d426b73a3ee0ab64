"""A wall clock that jumps forth and back, as one does that is set by hand or by a broken server."""

from __future__ import annotations

import os
import time
from typing import Any

VARIABLE = "WIRECODER_CHAOS_CLOCK"
_HALF_SECONDS = 0.5


def install() -> None:
    """So many seconds ahead and as many behind, in turn; without the variable the clock is true."""
    seconds = float(os.environ.get(VARIABLE, "0"))
    if not seconds:
        return
    true_time = time.time

    def jumping() -> float:
        is_ahead = int(time.monotonic() / _HALF_SECONDS) % 2
        return true_time() + (seconds if is_ahead else -seconds)

    time.time = jumping
    _stamp_messages()


def _stamp_messages() -> None:
    """The client library asks the system for the time of a message, past Python's clock."""
    from aiokafka import AIOKafkaProducer

    send = AIOKafkaProducer.send

    async def stamped(self: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs["timestamp_ms"] = kwargs.get("timestamp_ms") or int(time.time() * 1000)
        return await send(self, *args, **kwargs)

    AIOKafkaProducer.send = stamped
