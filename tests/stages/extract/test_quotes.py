"""Spans quote the article's own characters, whatever the analysis read."""

from datetime import UTC, datetime

from schemas import Article, RawArticle
from service.stages.clean import clean
from service.stages.extract.extractor import Extractor, unscreened

NOW = datetime(2025, 3, 13, tzinfo=UTC)

TEXT = (
    "NAIROBI - GUNMEN KILLED TWELVE FARMERS IN GARISSA ON MONDAY, POLICE SAID. "
    "KENYA SENT SOLDIERS TO THE TOWN."
)


def test_texts_in_capitals_are_quoted_in_capitals(extractor: Extractor) -> None:
    article: Article = clean(RawArticle(body=TEXT, id="a"), now=NOW)
    found = extractor.extract([unscreened(article)])[0]
    spans = [a for m in found.mentions for a in (*m.actors, *m.recipients, *m.quantities)]
    spans += [m.place for m in found.mentions if m.place is not None]
    spans += [s for e in found.enriched.entities for s in e.mentions]
    assert len(spans) > 4
    assert [s.text for s in spans] == [article.text[s.start : s.end] for s in spans]


def test_a_text_that_ends_with_a_count_is_read(extractor: Extractor) -> None:
    article = clean(RawArticle(body='Rebels fired in "several', id="b"), now=NOW)
    assert extractor.extract([unscreened(article)])[0].enriched.article.text == article.text
