"""What must be true before a worker starts: a broker that answers, and the topics.

Faust itself starts happily without its source topic and then reads nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Iterator
from itertools import chain, repeat
from typing import Any

from service.errors import UserError
from service.settings import Settings
from service.streaming.headers import Headers
from service.streaming.kafka_clients import producing

PAUSES_SECONDS = (0.25, 0.5, 0.5, 1, 2)
SECONDS_FOR_A_TOPIC = 20.0  # it may be about to be created
log = logging.getLogger(__name__)


async def wait_for_topics(settings: Settings, source: str, told_to_stop: asyncio.Event) -> int:
    """The number of partitions of `source`, as soon as a broker has it.

    A broker that is away is waited for; a topic that stays missing is a UserError.
    """
    pauses, missing_since = _pauses(), None
    while not told_to_stop.is_set():
        try:
            return await _partitions(settings, source)
        except MissingTopicError as error:
            missing_since = missing_since or time.monotonic()
            if time.monotonic() - missing_since > SECONDS_FOR_A_TOPIC:
                raise
            log.warning("%s", error)
        except UserError as error:
            log.warning("%s", error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told_to_stop.wait(), next(pauses))
    return 0


def _pauses() -> Iterator[float]:
    """Longer and longer, with jitter: many workers wait for one broker."""
    for seconds in chain(PAUSES_SECONDS, repeat(PAUSES_SECONDS[-1])):
        yield seconds * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


class MissingTopicError(UserError):
    """The broker answers but does not have a topic that the stage needs."""


async def _partitions(settings: Settings, source: str) -> int:
    async with producing(settings.kafka) as producer:
        cluster = await producer.client.fetch_all_metadata()
        found = cluster.partitions_for_topic(source)
    if not found:
        raise MissingTopicError(
            f"The topic {source} does not exist. Create it: wirecoder topics apply"
        )
    return len(found)


class LazySender:
    """The app's producer, which Faust creates only when the app starts."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def send(  # noqa: PLR0913 - Faust's own signature
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: Headers | None,
    ) -> Awaitable[object]:
        """Queue a message."""
        sent: Awaitable[object] = await self._app.producer.send(
            topic, key, value, partition, timestamp, headers
        )
        return sent
