"""Articles that the language model has read once, to be coded with any decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.coded import CodedArticle
from benchmarks.train_scorer import Row, fit_both, label_events
from schemas import RawArticle, ScreenedArticle
from service.stages.clean import analysis_text, clean, sentence_breaks
from service.stages.extract import Extractor
from service.stages.extract.event import Event
from service.stages.extract.extractor import unscreened
from service.stages.extract.reading import find
from service.stages.extract.scorer import Scorer, load_scorer

Mentions = dict[str, list[dict[str, Any]]]
FOLDS = 10
REGULARISATION = 0.15  # as in train_scorer


class Parsed:
    """The articles with their parses; ids are the producer's."""

    def __init__(self, extractor: Extractor, articles: Iterable[RawArticle]) -> None:
        self._extractor = extractor
        now = datetime.now(UTC)
        cleaned = [unscreened(clean(raw, now=now)) for raw in articles]
        texts = [(analysis_text(a.article), sorted(sentence_breaks(a.article))) for a in cleaned]
        docs = extractor._model.docs(texts)
        self.articles: dict[str, tuple[ScreenedArticle, Any]] = {
            a.article.external_id or a.article.article_id: (a, doc)
            for a, doc in zip(cleaned, docs, strict=True)
        }

    def mentions(self, scorer: Scorer, ids: Iterable[str] | None = None) -> Mentions:
        """Mentions by article, with this decision."""
        self._extractor._tools.coder.scorer = scorer
        chosen = self.articles if ids is None else ids
        return {i: self._coded(i) for i in chosen}

    def proposals(self, article_id: str) -> list[list[Event]]:
        """All candidates of an article, by sentence."""
        screened, doc = self.articles[article_id]
        tools = self._extractor._tools
        found = find(screened.article, doc, tools)
        return tools.coder.propose(doc, found.parties, found.surroundings())

    def _coded(self, article_id: str) -> list[dict[str, Any]]:
        extraction = self._extractor._extraction(*self.articles[article_id])
        return [m.model_dump(mode="json") for m in extraction.mentions]


def raw(coded: CodedArticle) -> RawArticle:
    """A coded article as it would be produced."""
    return RawArticle(
        body=coded.text, id=coded.id, title=coded.title, published_at=coded.published_at
    )


def cross_validated(
    parsed: Parsed, articles: Sequence[CodedArticle], own: Sequence[Row]
) -> tuple[Mentions, list[tuple[float, bool]]]:
    """Mentions of each article coded with numbers fitted on the others, and all candidates.

    Of the candidates: (probability, whether a record of the gold is there).
    """
    rows = {a.id: list(label_events(a, parsed.proposals(a.id))) for a in articles}
    folds = {article_id: n % FOLDS for n, article_id in enumerate(sorted(rows))}
    mentions: Mentions = {}
    candidates: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held_out = [i for i in rows if folds[i] == fold]
        scorer = _fitted([r for i in rows if folds[i] != fold for r in rows[i]], own)
        mentions |= parsed.mentions(scorer, held_out)
        candidates += _outcomes((r for i in held_out for r in rows[i]), scorer)
    return mentions, candidates


def _fitted(rows: list[Row], own: Sequence[Row]) -> Scorer:
    return fit_both(rows, own, REGULARISATION, load_scorer().threshold)


def _outcomes(rows: Iterable[Row], scorer: Scorer) -> list[tuple[float, bool]]:
    return [(scorer.probability(r.event.features), r.label > 0.5) for r in rows if r.weight == 1.0]
