"""Puts articles on `news.raw.v1` and tells which ones the broker has confirmed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from schemas import RawArticle
from service.errors import UserError
from service.settings import KafkaSettings
from service.sources import Refused
from service.streaming.kafka_clients import producing
from service.streaming.topics import TopicNames

MOST_UNCONFIRMED = 200

#: called after each article with (accepted, refused) so far
Report = Callable[[int, int], None]


@dataclass(slots=True)
class Produced:
    """What became of the articles; `seconds` from the first send to the last confirmation."""

    accepted: int = 0
    refused: list[Refused] = field(default_factory=list)
    seconds: float = 0.0


async def produce_articles(
    kafka: KafkaSettings,
    items: Iterator[RawArticle | Refused],
    *,
    rate_per_second: float | None = None,
    report: Report | None = None,
) -> Produced:
    """Sends every article and returns when the broker has confirmed or refused each.

    `items` is read in a thread of its own, so it may block. Raises UserError when the topic is
    missing or the broker goes away.
    """
    produced, started = Produced(), time.monotonic()
    async with producing(kafka) as producer:
        sending = _Sending(producer, TopicNames(kafka.topic_prefix).raw, produced, report)
        await sending.check_topic()
        try:
            async for item in _paced(items, rate_per_second):
                await sending.add(item)
            await sending.confirm_all()
        finally:
            await sending.abandon()
    produced.seconds = time.monotonic() - started
    return produced


async def _paced(
    items: Iterator[RawArticle | Refused], rate_per_second: float | None
) -> AsyncIterator[RawArticle | Refused]:
    """The items, at most `rate_per_second` of them when that is given."""
    started, count = time.monotonic(), 0
    while (item := await asyncio.to_thread(next, items, None)) is not None:
        if rate_per_second:
            await asyncio.sleep(max(0.0, started + count / rate_per_second - time.monotonic()))
        count += 1
        yield item


class _Sending:
    """Keeps a bounded number of articles between send and confirmation."""

    def __init__(
        self, producer: AIOKafkaProducer, topic: str, produced: Produced, report: Report | None
    ) -> None:
        self._producer, self._topic = producer, topic
        self._produced, self._report = produced, report
        self._waiting: set[asyncio.Task[None]] = set()

    async def check_topic(self) -> None:
        """Raises UserError when there is no topic to send to."""
        cluster = await self._producer.client.fetch_all_metadata()
        if not cluster.partitions_for_topic(self._topic):
            raise UserError(
                f"Topic {self._topic} does not exist. Create it: wirecoder topics apply"
            )

    async def add(self, item: RawArticle | Refused) -> None:
        """Sends one article, or notes why it is none."""
        if isinstance(item, Refused):
            self._note(item)
            return
        if len(self._waiting) >= MOST_UNCONFIRMED:
            await self._confirm_some()
        self._waiting.add(asyncio.create_task(self._send(item)))

    async def confirm_all(self) -> None:
        """Returns when every article sent is confirmed or refused."""
        while self._waiting:
            await self._confirm_some()

    async def abandon(self) -> None:
        """Gives up what is not yet confirmed (nothing, after a success)."""
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _confirm_some(self) -> None:
        done, self._waiting = await asyncio.wait(self._waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def _send(self, article: RawArticle) -> None:
        name = article.url or article.id
        key = name.encode("utf-8", "replace") if name else None
        try:
            await self._producer.send_and_wait(self._topic, article.to_bytes(), key=key)
        except MessageSizeTooLargeError:
            self._note(Refused(name or article.title or "article", "larger than the topic allows"))
        except KafkaError as error:
            raise UserError(
                f"Kafka stopped confirming after {self._produced.accepted} articles: {error!r}. "
                "Produce again when it is back: articles that arrive twice are recognised."
            ) from error
        else:
            self._note(None)

    def _note(self, refused: Refused | None) -> None:
        if refused:
            self._produced.refused.append(refused)
        else:
            self._produced.accepted += 1
        if self._report:
            self._report(self._produced.accepted, len(self._produced.refused))
