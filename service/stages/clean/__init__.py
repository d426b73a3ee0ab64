"""Clean: a produced article to its text, ids, dateline and everything that is not story.

decode(value)            bytes -> RawArticle, or PoisonMessage
clean(raw, now=...)      RawArticle -> Article
analysis_text(article)   the text as the language model should see it, same length
sentence_breaks(article) offsets at which a sentence must start
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.article import MAX_BODY_BYTES, Article, Heading, RawArticle
from schemas.codebook import Warning_
from service.errors import PoisonMessage
from service.stages.clean import ids
from service.stages.clean.analysis import (
    LONG_ARTICLE_CHARS,
    analysis_text,
    is_recased,
    long_sentences,
    sentence_breaks,
)
from service.stages.clean.boilerplate import boilerplate
from service.stages.clean.chars import CONTROLS
from service.stages.clean.dateline import dateline
from service.stages.clean.dates import stated_date, usable_date
from service.stages.clean.decode import check_body, decode
from service.stages.clean.headings import headings
from service.stages.clean.language import language_of
from service.stages.clean.lines import lines_of
from service.stages.clean.mojibake import repaired
from service.stages.clean.page import Page, read_page
from service.stages.clean.segments import segments
from service.stages.clean.urls import canonical_url

__all__ = ["analysis_text", "clean", "decode", "sentence_breaks"]


@dataclass(frozen=True, slots=True)
class _Source:
    """The text with what producer and page say about it; the producer's word goes first."""

    text: str
    url: str | None
    title: str | None
    outlet: str | None
    published_at: str | None
    warnings: tuple[Warning_, ...] = ()


def clean(raw: RawArticle, *, now: datetime) -> Article:
    """The article with everything marked that is known without reading it; `now` is aware.

    Plain text stays as received. Raises PoisonMessage (too_large, empty_body, binary,
    html_too_deep).
    """
    source = _source(raw)
    lines = lines_of(source.text)
    marked = boilerplate(source.text, lines)
    titles = headings(lines, marked)
    written = source.published_at or stated_date(source.text, marked)
    published_at = usable_date(written, now=now)
    language = language_of(source.text, hint=raw.language)
    canonical, digest = canonical_url(source.url), ids.content_hash(source.text)
    article = Article(
        article_id=ids.article_id(canonical_url=canonical, external_id=raw.id, content_hash=digest),
        external_id=raw.id,
        url=source.url,
        canonical_url=canonical,
        outlet=source.outlet,
        title=source.title or _headline(source.text, titles),
        published_at=published_at,
        fetched_at=now.isoformat(),
        language=language.code,
        text=source.text,
        content_hash=digest,
        dateline=dateline(source.text, lines, marked),
        boilerplate=marked,
        headings=titles,
        segments=segments(lines, marked, titles, published_at=published_at),
    )
    notes = (*source.warnings, *_date_warning(source, published_at), language.warning)
    return article.model_copy(update={"warnings": _warnings(article, notes)})


def _source(raw: RawArticle) -> _Source:
    """The article's text and data, from the page when it is one."""
    size = len(raw.body) if raw.body.isascii() else len(raw.body.encode("utf-8", "replace"))
    if size > MAX_BODY_BYTES:
        raise PoisonMessage("too_large", f"{size} bytes, the limit is {MAX_BODY_BYTES}")
    check_body(raw.body)
    if raw.content_type == "text/html":
        return _page_source(raw, read_page(raw.body))
    return _Source(raw.body, raw.url, raw.title, raw.outlet, raw.published_at)


def _page_source(raw: RawArticle, page: Page) -> _Source:
    """Text and data of an HTML page."""
    text = repaired(page.text)
    notes: list[Warning_] = ["html_fallback"] if page.is_fallback else []
    if text != page.text:
        notes.append("mojibake_repaired")
    return _Source(
        text=text,
        url=raw.url or page.url,
        title=raw.title or page.title,
        outlet=raw.outlet or page.outlet,
        published_at=raw.published_at or page.published_at,
        warnings=tuple(notes),
    )


def _headline(text: str, titles: tuple[Heading, ...]) -> str | None:
    """The headline that the text begins with."""
    if titles and titles[0].level == 1:
        return text[titles[0].start : titles[0].end]
    return None


def _date_warning(source: _Source, published_at: str | None) -> tuple[Warning_, ...]:
    """Whether the publication date is missing or unusable."""
    if published_at:
        return ()
    return ("published_at_unusable",) if source.published_at else ("no_published_at",)


def _warnings(article: Article, notes: tuple[Warning_ | None, ...]) -> tuple[Warning_, ...]:
    """All warnings of an article, in a fixed order without repeats."""
    found: list[Warning_] = [note for note in notes if note]
    if CONTROLS.search(article.text):
        found.append("control_characters")
    if is_recased(article):
        found.append("recased")
    if len(article.text) > LONG_ARTICLE_CHARS:
        found.append("long_article")
    if long_sentences(article.text):
        found.append("truncated_sentences")
    return tuple(dict.fromkeys(found))
