"""An article on its way: as produced, cleaned, screened for copies, enriched."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.codebook import (
    BoilerplateKind,
    Context,
    EntityType,
    PlacePrecision,
    ScreeningMethod,
    Sector,
    Verdict,
    Warning_,
)
from schemas.contract import Contract, Offset, Span

MAX_BODY_BYTES = 1024 * 1024


class RawArticle(BaseModel):
    """What users produce to `news.raw.v1`. Only `body` is required; unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    body: Annotated[str, Field(min_length=1, description="text or HTML, at most 1 MiB")]
    content_type: Literal["text/plain", "text/html"] = "text/plain"
    id: Annotated[str | None, Field(max_length=1024, description="the producer's own id")] = None
    url: Annotated[str | None, Field(max_length=4096)] = None
    title: Annotated[str | None, Field(max_length=4096)] = None
    outlet: Annotated[str | None, Field(max_length=512)] = None
    published_at: Annotated[
        str | None, Field(max_length=64, description="ISO 8601, with or without zone")
    ] = None
    language: Annotated[str | None, Field(max_length=35)] = None

    def to_bytes(self) -> bytes:
        """UTF-8 JSON as it goes on the wire, without the fields that are not set."""
        return self.model_dump_json(exclude_none=True).encode("utf-8")


class Dateline(Span):
    """'ALEPPO, Syria (Reuters) -': `place` is its first part."""

    place: str | None = None


class Boilerplate(Contract):
    """A stretch of text that is not part of the story."""

    kind: BoilerplateKind
    start: Offset
    end: Offset


class Heading(Contract):
    """A headline (1) or sub-headline (2, 3) inside the text."""

    level: Annotated[int, Field(ge=1, le=6)]
    start: Offset
    end: Offset


class Segment(Contract):
    """One entry of a live blog: a story of its own with its own time."""

    title: str | None = None
    start: Offset
    end: Offset
    published_at: str | None = None


class Article(Contract):
    """`news.clean.v1`: the text with what is known about it.

    For plain text `text` is the body exactly as received (nothing is cut, boilerplate is marked).
    """

    article_id: str
    external_id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    text: str
    content_hash: str
    dateline: Dateline | None = None
    boilerplate: tuple[Boilerplate, ...] = ()
    headings: tuple[Heading, ...] = ()
    segments: tuple[Segment, ...] = ()
    warnings: tuple[Warning_, ...] = ()


class Screening(Contract):
    """Whether the article is new, and of which article it is a copy."""

    verdict: Verdict
    canonical_article_id: str
    similarity: Annotated[float, Field(ge=0, le=1)] = 0.0
    method: ScreeningMethod = "none"
    story_id: str
    same_story_hint: str | None = Field(
        default=None, description="article id of a text that shares some, but little, wording"
    )


class ScreenedArticle(Contract):
    """`news.screened.v1`."""

    article: Article
    screening: Screening


class Entity(Contract):
    """A person, organisation, group or place of the article with all its mentions."""

    entity_id: str
    name: str
    type: EntityType
    country: str | None = None
    sector: Sector | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


class Extractor(Contract):
    """What coded the article."""

    name: str
    version: str
    model: str
    codebook: str


class EnrichedArticle(Contract):
    """`news.enriched.v1`: one per article, copies included."""

    article: Article
    screening: Screening
    entities: tuple[Entity, ...] = ()
    mention_ids: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()
    context_level: Literal["article"] = "article"
    extractor: Extractor
