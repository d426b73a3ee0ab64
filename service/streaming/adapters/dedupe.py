"""dedupe: an Article gets its verdict and goes on, keyed by its original, to `news.screened.v1`."""

from __future__ import annotations

from datetime import UTC, datetime

from schemas.article import Article
from schemas.dead_letter import Stage as StageName
from service.errors import PoisonMessage
from service.stages.dedupe import DedupeIndex, Prepared, prepare, screen_prepared
from service.streaming.adapters.decoding import read
from service.streaming.stage import Origin, Output, Poison, StageResult, State, Write
from service.streaming.topics import TopicNames

KIND = "article.screened.v1"


class DedupeStage:
    """One partition, one index; the core recognises its own messages when they come again."""

    name: StageName = "dedupe"
    table: str | None = "documents"

    def __init__(self, topics: TopicNames, *, window_hours: float = 72.0) -> None:
        self.source = topics.clean
        self._target = topics.screened
        self._window_hours = window_hours

    def new_index(self) -> DedupeIndex:
        """An empty memory."""
        return DedupeIndex(window_hours=self._window_hours)

    def prepare(self, batch: list[bytes]) -> list[Prepared | Poison]:
        """The decoded articles, with what of them is compared."""
        decoded = [_decode(value) for value in batch]
        drawn = iter(prepare(article for article in decoded if isinstance(article, Article)))
        return [next(drawn) if isinstance(each, Article) else each for each in decoded]

    def finish(
        self, prepared: Prepared, state: State, *, origin: Origin, now: float
    ) -> StageResult:
        """The article with its verdict, and what the table must remember."""
        assert isinstance(state.index, DedupeIndex)  # noqa: S101 - made by new_index
        came_with = f"{origin.topic}-{origin.partition}-{origin.offset}"
        at = datetime.fromtimestamp(now, UTC)
        done = screen_prepared(prepared, state.index, now=at, origin=came_with)
        screening = done.screened.screening
        key = screening.canonical_article_id.encode()
        return StageResult(
            outputs=(Output(self._target, key, done.screened.to_bytes(), KIND),),
            writes=tuple(Write(*write) for write in done.writes),
            counts={screening.verdict: 1},
        )


def _decode(value: bytes) -> Article | Poison:
    try:
        return read(Article, value)
    except PoisonMessage as error:
        return Poison(error.reason, str(error))
