"""The part of extract that runs in the pool's processes: the language model and the coder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from schemas.article import ScreenedArticle
from service.errors import PoisonMessage
from service.settings import Settings
from service.streaming.adapters.decoding import read
from service.streaming.locks import one_at_a_time
from service.streaming.stage import Poison

FORCE = b"!"  # put before a copy's bytes: code it, whatever the verdict says
UNKNOWN_COUNTRY = "XXX"
_REPORTS = {"copy": "syndicated", "derived": "derived", "contained": "derived"}


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article that was coded, as it goes on the wire."""

    article_id: str
    enriched: bytes
    mentions: tuple[bytes, ...]
    entities: bytes
    contexts: tuple[str, ...]
    extractor: dict[str, Any]
    supported: bool
    words: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, to be told with its original's mentions."""

    canonical_article_id: str
    value: bytes


Result = CodedArticle | Copy | Poison


@dataclass(frozen=True, slots=True)
class LoadExtractor:
    """Picklable: called in the pool's process, it loads the model once."""

    settings: Settings

    def __call__(self) -> Callable[[list[bytes]], list[Result]]:
        """What answers batches; a missing gazetteer is built first, by one process only."""
        from service.resources import ensure_gazetteer, extract_config
        from service.stages.extract import Extractor

        with one_at_a_time(self.settings.data_dir / "gazetteer.lock"):
            ensure_gazetteer(self.settings)
        return ExtractBatch(Extractor.load(extract_config(self.settings)))


class ExtractBatch:
    """Decodes, leaves copies aside, codes the rest in one go."""

    def __init__(self, extractor: Any) -> None:
        self._extractor = extractor

    def __call__(self, batch: list[bytes]) -> list[Result]:
        """One result for each message."""
        results: list[Result | None] = [None] * len(batch)
        to_code: list[tuple[int, ScreenedArticle]] = []
        for place, value in enumerate(batch):
            decoded = _decode(value)
            if isinstance(decoded, ScreenedArticle):
                to_code.append((place, decoded))
            else:
                results[place] = decoded
        extractions = self._extractor.extract([article for _, article in to_code])
        for (place, article), extraction in zip(to_code, extractions, strict=True):
            results[place] = _serialised(article, extraction)
        return [result for result in results if result is not None]


def country_key(mention: Mapping[str, Any]) -> bytes:
    """The country of the place, else of a recipient, else of an actor, else `XXX`."""
    place = mention.get("place") or {}
    people = (*mention.get("recipients", ()), *mention.get("actors", ()))
    countries = (place.get("country"), *(person.get("country") for person in people))
    return next((country for country in countries if country), UNKNOWN_COUNTRY).encode()


def _decode(value: bytes) -> ScreenedArticle | Copy | Poison:
    forced = value.startswith(FORCE)
    try:
        article = read(ScreenedArticle, value[len(FORCE) :] if forced else value)
    except PoisonMessage as error:
        return Poison(error.reason, str(error))
    if article.screening.verdict == "copy" and not forced:
        return Copy(article.screening.canonical_article_id, value)
    return article


def _serialised(article: ScreenedArticle, extraction: Any) -> CodedArticle:
    enriched = extraction.enriched
    report = _REPORTS.get(article.screening.verdict, "original")
    mentions = (
        mention if mention.report == report else mention.model_copy(update={"report": report})
        for mention in extraction.mentions
    )
    return CodedArticle(
        article_id=article.article.article_id,
        enriched=enriched.to_bytes(),
        mentions=tuple(mention.to_bytes() for mention in mentions),
        entities=orjson.dumps([entity.model_dump(mode="json") for entity in enriched.entities]),
        contexts=tuple(enriched.contexts),
        extractor=enriched.extractor.model_dump(),
        supported="unsupported_language" not in article.article.warnings,
        words=len(article.article.text.split()),
    )
