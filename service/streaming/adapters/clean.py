"""clean: a raw article's bytes become an Article on `news.clean.v1`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas.dead_letter import Stage as StageName
from service.errors import PoisonMessage
from service.stages.clean import clean, decode
from service.streaming.stage import Origin, Output, Poison, StageResult, State
from service.streaming.topics import TopicNames

KIND = "article.clean.v1"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An Article as it goes on the wire."""

    article_id: str
    value: bytes
    supported: bool


class CleanStage:
    """Stateless; `prepare` may run in a pool, HTML being slow."""

    name: StageName = "clean"
    table: str | None = None

    def __init__(self, topics: TopicNames) -> None:
        self.source = topics.raw
        self._target = topics.clean

    def new_index(self) -> None:
        """No memory."""
        return

    def prepare(self, batch: list[bytes]) -> list[Cleaned | Poison]:
        """The cleaned articles."""
        return clean_batch(batch)

    def finish(self, prepared: Cleaned, state: State, *, origin: Origin, now: float) -> StageResult:  # noqa: ARG002
        """One article on."""
        key = prepared.article_id.encode()
        output = Output(self._target, key, prepared.value, KIND)
        outcome = "ok" if prepared.supported else "unsupported_language"
        return StageResult(outputs=(output,), outcome=outcome)


def load() -> Callable[[list[bytes]], list[Cleaned | Poison]]:
    """What a pool process runs."""
    return clean_batch


def clean_batch(batch: list[bytes]) -> list[Cleaned | Poison]:
    """One result for each message."""
    now = datetime.now(UTC)
    return [_clean(value, now) for value in batch]


def _clean(value: bytes, now: datetime) -> Cleaned | Poison:
    try:
        article = clean(decode(value), now=now)
    except PoisonMessage as error:
        return Poison(error.reason, str(error))
    supported = "unsupported_language" not in article.warnings
    return Cleaned(article.article_id, article.to_bytes(), supported)
