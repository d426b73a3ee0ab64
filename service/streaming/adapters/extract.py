"""extract: a screened article is coded; a copy is told with its original's mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import orjson

from schemas.dead_letter import Stage as StageName
from service.streaming.adapters.coded import Coded, CodedIndex, load
from service.streaming.adapters.extract_child import FORCE, CodedArticle, Copy, country_key
from service.streaming.adapters.reissue import Mention, MovedError, reissue, relocate_entities
from service.streaming.stage import Again, Origin, Output, StageResult, State, Write
from service.streaming.topics import TopicNames

ENRICHED, EVENT = "article.enriched.v1", "event.mention.v1"
SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class _Call:
    """What one `finish` works with."""

    state: State
    origin: str
    now: float


class ExtractStage:
    """`prepare` belongs in the pool (extract_child); `finish` knows the table `coded`."""

    name: StageName = "extract"
    table: str | None = "coded"

    def __init__(self, topics: TopicNames, *, window_hours: float) -> None:
        self.source = topics.screened
        self._topics = topics
        self._keep_seconds = window_hours * SECONDS_PER_HOUR

    def new_index(self) -> CodedIndex:
        """An empty memory."""
        return CodedIndex()

    def prepare(self, batch: list[bytes]) -> list[Any]:
        """Not here: the model lives in the pool's processes."""
        raise NotImplementedError(f"{len(batch)} articles: extraction runs in the pool")

    def finish(
        self, prepared: CodedArticle | Copy, state: State, *, origin: Origin, now: float
    ) -> StageResult | Again:
        """Enriched article and mentions; retractions of what an update no longer tells."""
        came_with = f"{origin.topic}-{origin.partition}-{origin.offset}"
        call = _Call(state, came_with, now)
        if isinstance(prepared, Copy):
            return self._tell_again(prepared, call)
        return self._tell(prepared, call)

    def _tell(self, article: CodedArticle, call: _Call) -> StageResult:
        earlier = load(call.state.get(article.article_id))
        mentions = [orjson.loads(mention) for mention in article.mentions]
        coded = Coded(
            origin=call.origin,
            at=call.now,
            mentions=mentions,
            retracted=_retracted(earlier, mentions, call.origin),
            entities=orjson.loads(article.entities),
            contexts=list(article.contexts),
            extractor=article.extractor,
        )
        outputs = (
            Output(self._topics.enriched, article.article_id.encode(), article.enriched, ENRICHED),
            *(
                Output(self._topics.events, country_key(mention), value, EVENT)
                for mention, value in zip(mentions, article.mentions, strict=True)
            ),
            *self._events(coded.retracted),
        )
        counts = {
            "coded": len(mentions),
            "retracted": len(coded.retracted),
            "words": article.words,
        }
        outcome = "ok" if article.supported else "unsupported_language"
        writes = self._writes(article.article_id, coded, call, earlier)
        return StageResult(outputs, writes, outcome=outcome, counts=counts)

    def _tell_again(self, copy: Copy, call: _Call) -> StageResult | Again:
        """The original's mentions for its copy; when that cannot be, the copy is coded itself."""
        original = load(call.state.get(copy.canonical_article_id))
        if original is None:
            return Again(FORCE + copy.value)
        message = orjson.loads(copy.value)
        article, screening = message["article"], message["screening"]
        is_same = copy.canonical_article_id == article["article_id"]
        try:
            mentions = _copied(original, article, screening["story_id"], is_same=is_same)
        except MovedError:
            return Again(FORCE + copy.value)
        enriched = {
            "article": article,
            "screening": screening,
            "entities": relocate_entities(original.entities, article["text"]),
            "mention_ids": [mention["mention_id"] for mention in mentions],
            "contexts": original.contexts,
            "context_level": "article",
            "extractor": original.extractor,
        }
        return self._retold(article["article_id"], enriched, mentions, original, call, is_same)

    def _retold(  # noqa: PLR0913 - private, and each is a part of the result
        self,
        article_id: str,
        enriched: dict[str, Any],
        mentions: list[Mention],
        original: Coded,
        call: _Call,
        is_same: bool,
    ) -> StageResult:
        value = orjson.dumps(enriched)
        told = Output(self._topics.enriched, article_id.encode(), value, ENRICHED)
        if is_same:  # the very article once more: its mentions are out already
            return StageResult((told,), outcome="copied")
        earlier = load(call.state.get(article_id))
        coded = replace(
            original,
            origin=call.origin,
            at=call.now,
            mentions=mentions,
            retracted=_retracted(earlier, mentions, call.origin),
            entities=[],
        )
        outputs = (told, *self._events(mentions), *self._events(coded.retracted))
        counts = {"copied": len(mentions), "retracted": len(coded.retracted)}
        writes = self._writes(article_id, coded, call, earlier)
        return StageResult(outputs, writes, outcome="copied", counts=counts)

    def _writes(
        self, article_id: str, coded: Coded, call: _Call, earlier: Coded | None
    ) -> tuple[Write, ...]:
        if earlier is not None and _is_later(earlier.origin, call.origin):
            return ()
        index = call.state.index
        assert isinstance(index, CodedIndex)  # noqa: S101 - made by new_index
        index.note(article_id, call.now)
        return (
            Write(article_id, coded.dump()),
            *index.sweep(before=call.now - self._keep_seconds),
        )

    def _events(self, mentions: Iterable[Mention]) -> Iterable[Output]:
        for mention in mentions:
            yield Output(self._topics.events, country_key(mention), orjson.dumps(mention), EVENT)


def _copied(
    original: Coded, article: dict[str, Any], story_id: str, *, is_same: bool
) -> list[Mention]:
    if is_same:
        return original.mentions
    return [reissue(mention, article, story_id=story_id) for mention in original.mentions]


def _retracted(earlier: Coded | None, mentions: list[Mention], origin: str) -> list[Mention]:
    """What the earlier version told and this one does not; the same again for the same message.

    Nothing when the table is ahead, as after a crash: the later message comes again as well.
    """
    if earlier is None or _is_later(earlier.origin, origin):
        return []
    if earlier.origin == origin:
        return earlier.retracted
    kept = {mention["mention_id"] for mention in mentions}
    gone = [mention for mention in earlier.mentions if mention["mention_id"] not in kept]
    return [mention | {"retracted": True} for mention in gone]


def _is_later(origin: str, other: str) -> bool:
    """Whether `origin` stands behind `other` in the same partition."""
    (lane, offset), (other_lane, other_offset) = (o.rsplit("-", 1) for o in (origin, other))
    return lane == other_lane and int(offset) > int(other_offset)
