"""The pipeline without Kafka: the same four stages, one message after the other.

    raw articles -> clean -> dedupe -> extract -> link

Each stage is the very object that the service runs on its topic, with its table in memory.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from schemas import Article, RawArticle
from schemas.dead_letter import Stage as StageName
from service.coding import Coding, InProcess
from service.errors import PoisonMessage
from service.settings import Settings
from service.sources import Refused
from service.stages.clean import clean
from service.streaming.adapters.clean import CleanStage
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import CodedArticle
from service.streaming.adapters.link import LinkStage
from service.streaming.stage import Again, Index, Origin, Poison, Stage, StageResult, Write
from service.streaming.topics import TopicNames

BATCH = 12
STAGES: tuple[StageName, ...] = ("clean", "dedupe", "extract", "link")


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gives no article: where it came from, at which stage it ended, and why."""

    source: str
    reason: str
    stage: str = "input"


@dataclass(frozen=True, slots=True)
class Message:
    """What would stand on a topic; `source` names the input behind it."""

    source: str
    topic: str
    key: bytes
    value: bytes | None


@dataclass(frozen=True, slots=True)
class Hooks:
    """What is told of: every message that a stage sends, and every input that ends early."""

    sent: Callable[[Message], None]
    rejected: Callable[[Rejected], None]


class MemoryTable:
    """A stage's table and index; it is the stage's `State`."""

    def __init__(self, index: Index | None) -> None:
        self.index = index
        self._values: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The stored text, or None."""
        return self._values.get(key)

    def write(self, change: Write) -> None:
        """Apply one change."""
        if change.value is None:
            self._values.pop(change.key, None)
        else:
            self._values[change.key] = change.value


class Step:
    """One stage over a stream of messages."""

    def __init__(self, stage: Stage[Any], coding: Coding, hooks: Hooks) -> None:
        self._stage = stage
        self._coding = coding
        self._hooks = hooks
        self._table = MemoryTable(stage.new_index())
        self._waiting: deque[Message] = deque()

    def over(self, messages: Iterable[Message]) -> Iterator[Message]:
        """What the stage sends, in order; each message is told of before it goes on."""
        own = (m for m in messages if m.topic == self._stage.source and m.value is not None)
        results = chain.from_iterable(self._coding.map_ordered(self._batches(own)))
        for offset, prepared in enumerate(results):
            message = self._waiting.popleft()
            origin = Origin(message.topic, 0, offset)
            try:
                yield from self._sent(message, self._result(prepared, origin))
            except PoisonMessage as error:
                self._reject(message, f"{error.reason}: {error}")

    def _batches(self, messages: Iterator[Message]) -> Iterator[Sequence[bytes]]:
        while batch := list(islice(messages, BATCH)):
            self._waiting.extend(batch)
            yield [message.value or b"" for message in batch]

    def _result(self, prepared: Any, origin: Origin) -> StageResult:
        while not isinstance(prepared, Poison):
            result = self._stage.finish(prepared, self._table, origin=origin, now=time.time())
            if not isinstance(result, Again):
                return result
            prepared = next(self._coding.map_ordered([[result.payload]]))[0]
        raise PoisonMessage(prepared.reason, prepared.detail)

    def _sent(self, message: Message, result: StageResult) -> Iterator[Message]:
        for change in result.writes:
            self._table.write(change)
        for output in result.outputs:
            sent = Message(message.source, output.topic, output.key or b"", output.value)
            self._hooks.sent(sent)
            yield sent

    def _reject(self, message: Message, reason: str) -> None:
        self._hooks.rejected(Rejected(message.source, reason, self._stage.name))


def run(
    inputs: Iterable[RawArticle | Refused],
    coding: Coding,
    hooks: Hooks,
    *,
    settings: Settings,
    until: StageName = "link",
) -> None:
    """Send the inputs through the stages as far as `until`; `hooks` hear what comes of them."""
    flow: Iterator[Message] = _raw(inputs, hooks)
    for stage in _stages(settings)[: STAGES.index(until) + 1]:
        own = coding if stage.name == "extract" else InProcess(stage.prepare)
        flow = Step(stage, own, hooks).over(flow)
    deque(flow, maxlen=0)


def _stages(settings: Settings) -> tuple[Stage[Any], ...]:
    names = TopicNames()
    window_hours = settings.dedupe.window_hours
    return (
        CleanStage(names),
        DedupeStage(names, window_hours=window_hours),
        ExtractStage(names, window_hours=window_hours),
        LinkStage(names),
    )


def _raw(inputs: Iterable[RawArticle | Refused], hooks: Hooks) -> Iterator[Message]:
    topic = TopicNames().raw
    for number, item in enumerate(inputs, 1):
        if isinstance(item, Refused):
            hooks.rejected(Rejected(item.source, item.reason))
            continue
        source = item.id or item.url or f"article {number}"
        value = item.model_dump_json(exclude_none=True).encode()
        yield Message(source, topic, source.encode(), value)


def cleaned(
    inputs: Iterable[RawArticle | Refused], *, now: datetime
) -> Iterator[Article | Rejected]:
    """Articles in order; what cannot be cleaned gives a Rejected in its place."""
    for number, item in enumerate(inputs, 1):
        if isinstance(item, Refused):
            yield Rejected(item.source, item.reason)
            continue
        try:
            yield clean(item, now=now)
        except PoisonMessage as error:
            source = item.id or item.url or f"article {number}"
            yield Rejected(source, f"{error.reason}: {error}", "clean")


def extracted(
    articles: Iterable[Article | Rejected], coding: Coding
) -> Iterator[CodedArticle | Rejected]:
    """Coded articles in order, each taken as new."""
    waiting: deque[Article | Rejected] = deque()
    results = chain.from_iterable(coding.map_ordered(_unscreened(articles, waiting)))
    for result in results:
        while isinstance(waiting[0], Rejected):
            yield waiting.popleft()  # type: ignore[misc]
        article = waiting.popleft()
        assert isinstance(article, Article)  # noqa: S101 - all others were taken above
        if isinstance(result, Poison):
            name = article.external_id or article.article_id
            result = Rejected(name, f"{result.reason}: {result.detail}", "extract")
        yield result
    yield from (item for item in waiting if isinstance(item, Rejected))


def _unscreened(
    articles: Iterable[Article | Rejected], waiting: deque[Article | Rejected]
) -> Iterator[list[bytes]]:
    from service.stages.extract.extractor import unscreened  # late: it loads the language library

    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        waiting.extend(batch)
        yield [unscreened(a).to_bytes() for a in batch if isinstance(a, Article)]
