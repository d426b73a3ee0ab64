"""Sends outputs without waiting; the futures say when the broker has confirmed them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import Protocol

from aiokafka.errors import MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from service.errors import PoisonMessage
from service.streaming.headers import Headers, cloud_event_headers
from service.streaming.stage import Output, Write

RECORD_OVERHEAD_BYTES = 512
#: of a character in UTF-8; one that is escaped has one byte, and two then
_MOST_BYTES = 4
Confirmation = Awaitable[object]


class Sender(Protocol):
    """The part of a producer that the shell uses."""

    async def send(  # noqa: PLR0913 - Faust's own signature
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: Headers | None,
    ) -> Awaitable[object]:
        """Queue a message; the result completes when the broker has confirmed it."""


class Publisher:
    """Hands messages to the producer and remembers when the broker last confirmed one."""

    def __init__(self, sender: Sender, *, stage: str, max_message_bytes: int) -> None:
        self._sender = sender
        self._stage = stage
        self._max_bytes = max_message_bytes
        self.last_confirmed_at: float | None = None

    def check(self, output: Output) -> None:
        """Raise PoisonMessage when `output` would not fit its topic."""
        self._check_size(output.topic, len(output.value or b"") + len(output.key or b""))

    def check_write(self, write: Write) -> None:
        """Raise PoisonMessage when `write`, escaped once more, would not fit the changelog."""
        value = write.value or ""
        if _MOST_BYTES * len(value) + len(write.key) + RECORD_OVERHEAD_BYTES <= self._max_bytes:
            return  # whatever the characters are: nearly all are so short
        escapes = value.count('"') + value.count("\\")
        self._check_size("the table", len(value.encode()) + escapes + len(write.key))

    def _check_size(self, where: str, size: int) -> None:
        if size + RECORD_OVERHEAD_BYTES > self._max_bytes:
            detail = f"{where}: {size} bytes, the limit is {self._max_bytes}"
            raise PoisonMessage("output_too_large", detail)

    async def publish(
        self, output: Output, *, event_id: str, now: float, extra: Headers
    ) -> Confirmation:
        """Queue `output` with CloudEvents headers and `extra`; returns its confirmation."""
        headers = cloud_event_headers(event_id, output.kind, stage=self._stage, now=now) + extra
        return await self.send(output.topic, output.key, output.value, headers)

    async def send(
        self, topic: str, key: bytes | None, value: bytes | None, headers: Headers
    ) -> Confirmation:
        """Queue one message as it is; returns its confirmation."""
        try:
            sent = await self._sender.send(topic, key, value, None, None, headers)
        except (ProducerSendError, MessageSizeTooLargeError) as error:
            if is_oversize(error):
                raise PoisonMessage("output_too_large", f"{topic}: {error}") from error
            raise
        future = asyncio.ensure_future(sent)
        future.add_done_callback(self._note)
        return future

    def _note(self, future: asyncio.Future[object]) -> None:
        if not future.cancelled() and future.exception() is None:
            self.last_confirmed_at = time.monotonic()


def is_oversize(error: BaseException) -> bool:
    """Whether the producer or the broker refused a message for its size."""
    return isinstance(error, MessageSizeTooLargeError) or isinstance(
        error.__cause__, MessageSizeTooLargeError
    )
