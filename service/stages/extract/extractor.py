"""Screened articles in, enriched articles and event mentions out; one extractor per process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from schemas import Article, EnrichedArticle, Entity, EventMention, ScreenedArticle, Screening
from schemas import Extractor as ExtractorInfo
from schemas.codebook import CODEBOOK
from service.stages.clean import analysis_text, sentence_breaks
from service.stages.extract.actors import ActorRegistry
from service.stages.extract.coder import EventCoder
from service.stages.extract.contexts import contexts
from service.stages.extract.entities import build_entities
from service.stages.extract.event import Event
from service.stages.extract.explain import Explained, explain_reading
from service.stages.extract.frames import load_frames
from service.stages.extract.gazetteer import Gazetteer
from service.stages.extract.mentions import MentionBuilder
from service.stages.extract.nlp import LanguageModel, Verify, load_model
from service.stages.extract.quotes import all_quoted
from service.stages.extract.reading import Reading, Tools, find, read
from service.stages.extract.scorer import load_scorer

NAME: Final = "wirecoder"
#: raised with every change of lexicon, rules or numbers that changes what is coded
CODER_VERSION: Final = "9"


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """What an extractor is made of; `gazetteer` is the built file."""

    gazetteer: Path
    model: str | None = None
    model_verify: Verify = "warn"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gives."""

    enriched: EnrichedArticle
    mentions: tuple[EventMention, ...]


class Extractor:
    """Reads articles; holds the language model, the lexicons and the gazetteer."""

    def __init__(self, model: LanguageModel, tools: Tools) -> None:
        self._model = model
        self._tools = tools
        self.info = ExtractorInfo(
            name=NAME,
            version=CODER_VERSION,
            model=f"{model.info.name}-{model.info.version}",
            codebook=CODEBOOK,
        )

    @classmethod
    def load(cls, config: ExtractConfig) -> Self:
        """An extractor with everything in memory (about a second).

        Raises UserError without a model, GazetteerError without a built gazetteer.
        """
        tools = Tools(
            registry=ActorRegistry.load(),
            gazetteer=Gazetteer.open(config.gazetteer),
            coder=EventCoder(load_frames(), load_scorer()),
        )
        return cls(load_model(config.model, verify=config.model_verify), tools)

    def extract(self, articles: Sequence[ScreenedArticle]) -> list[Extraction]:
        """One extraction per article, in order. Articles that are not English give no events."""
        readable = [a for a in articles if self._readable(a.article)]
        made: dict[int, Extraction] = {}
        texts = [(analysis_text(a.article), sorted(sentence_breaks(a.article))) for a in readable]
        with self._model.memory_zone():
            for article, doc in zip(readable, self._model.docs(texts), strict=True):
                made[id(article)] = self._extraction(article, doc)
                doc.dissolve()
        return [made.get(id(a)) or self._without_events(a) for a in articles]

    def propose(self, article: Article) -> list[list[Event]]:
        """Per sentence all candidates with features; for fitting the decision, not for service."""
        text, breaks = analysis_text(article), sorted(sentence_breaks(article))
        doc = next(iter(self._model.docs([(text, breaks)])))
        found = find(article, doc, self._tools)
        return self._tools.coder.propose(doc, found.parties, found.surroundings())

    def explain(self, screened: ScreenedArticle) -> list[Explained]:
        """The mentions of an article, each with what every part of it was found by."""
        article = screened.article
        if not self._readable(article):
            return []
        texts = [(analysis_text(article), sorted(sentence_breaks(article)))]
        reading = read(article, next(iter(self._model.docs(texts))), self._tools)
        mentions = MentionBuilder(screened, reading, (), CODER_VERSION).build()
        return explain_reading(reading, mentions, self._tools.coder.scorer_for(reading.doc))

    @staticmethod
    def _readable(article: Article) -> bool:
        return "unsupported_language" not in article.warnings

    def _extraction(self, screened: ScreenedArticle, doc: object) -> Extraction:
        reading = read(screened.article, doc, self._tools)
        lemmas = [t.lemma_ for t in reading.doc if t.is_alpha]
        found = contexts(lemmas)
        mentions = MentionBuilder(screened, reading, found, CODER_VERSION).build()
        entities = self._entities(screened.article, reading)
        enriched = EnrichedArticle(
            article=screened.article,
            screening=screened.screening,
            entities=entities,
            mention_ids=tuple(m.mention_id for m in mentions),
            contexts=found,
            extractor=self.info,
        )
        return Extraction(enriched, mentions)

    @staticmethod
    def _entities(article: Article, reading: Reading) -> tuple[Entity, ...]:
        found = build_entities(reading.actors, reading.places, article.article_id)
        if article.text == reading.doc.text:
            return found
        return tuple(
            e.model_copy(update={"mentions": all_quoted(e.mentions, article.text)}) for e in found
        )

    def _without_events(self, screened: ScreenedArticle) -> Extraction:
        return Extraction(
            EnrichedArticle(
                article=screened.article, screening=screened.screening, extractor=self.info
            ),
            (),
        )


def unscreened(article: Article) -> ScreenedArticle:
    """An article taken as new, for extraction without the dedupe stage."""
    screening = Screening(
        verdict="new", canonical_article_id=article.article_id, story_id=article.article_id
    )
    return ScreenedArticle(article=article, screening=screening)
