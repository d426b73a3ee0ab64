"""A fetcher that fetches no more although messages come: what Faust does now and then."""

from __future__ import annotations

import asyncio
import os
from typing import Any

VARIABLE = "WIRECODER_CHAOS_DEAF_AFTER"


def install() -> None:
    """After so many fetches none ever returns; without the variable all do."""
    most = int(os.environ.get(VARIABLE, "0"))
    if not most:
        return
    from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

    fetch, done = AIOKafkaConsumerThread.getmany, 0

    async def getmany(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal done
        found = await fetch(self, *args, **kwargs)
        done += bool(found)
        if done > most:
            await asyncio.Event().wait()
        return found

    AIOKafkaConsumerThread.getmany = getmany
