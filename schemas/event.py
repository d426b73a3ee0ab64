"""One event as one report tells it (`news.events.v1`)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.codebook import (
    MODES,
    Context,
    DateBasis,
    DatePrecision,
    EventType,
    MissingReason,
    Modality,
    PlaceBasis,
    PlacePrecision,
    Qualifier,
    QuantityKind,
    Report,
    Sector,
    SourceKind,
    Stance,
    Via,
)
from schemas.contract import Contract, Offset, Span

Confidence = Annotated[float, Field(ge=0, le=1)]


class Trigger(Span):
    """The word that tells the event."""

    lemma: str


class Sentence(Span):
    """The sentence of the trigger; `index` counts from 0 in the article."""

    index: Annotated[int, Field(ge=0)]


class Actor(Span):
    """Who did it, or to whom: a span of the text and its codes. No country means unknown."""

    name: str
    actor_id: str | None = None
    country: str | None = None
    sector: Sector | None = None
    other_sectors: tuple[Sector, ...] = ()
    via: Via = "argument"


class Place(Span):
    """Where the act took place, never where it was reported from."""

    name: str
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    basis: PlaceBasis
    confidence: Confidence = 1.0


class EventDate(Contract):
    """When the act took place: ISO days, both ends included; an open end is null."""

    start: str | None
    end: str | None
    text: str
    text_start: Offset
    text_end: Offset
    precision: DatePrecision
    basis: DateBasis


class Victims(Contract):
    """Who the figure counts."""

    text: str
    country: str | None = None
    sector: Sector | None = None


class Quantity(Span):
    """A casualty figure with bounds: 'more than 50' is min 50, max null."""

    kind: QuantityKind
    min: int | None
    max: int | None
    qualifier: Qualifier
    victims: Victims | None = None
    subset_of: str | None = None
    cumulative: bool = False


class Source(Span):
    """Somebody whom the text names as a source."""

    name: str | None
    country: str | None = None
    sector: Sector | None = None


class Attribution(Source):
    """Who vouches for the act, in which stance, through whom."""

    kind: SourceKind
    stance: Stance
    cue: str | None = None
    via: tuple[Source, ...] = ()
    statement_date: EventDate | None = None


class EventMention(Contract):
    """Who did what to whom, where, when, with how many casualties, and according to whom."""

    mention_id: str
    article_id: str
    external_id: str | None = None
    story_id: str
    report: Report = "original"
    outlet: str | None = None
    url: str | None = None
    published_at: str | None = None
    type: EventType
    modes: tuple[str, ...] = ()
    quad: Annotated[int, Field(ge=1, le=4)]
    score: Annotated[float, Field(ge=-10, le=10)]
    contexts: tuple[Context, ...] = ()
    cameo_root: str
    acled_sub_event: str | None = None
    modality: Modality
    trigger: Trigger
    sentence: Sentence
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    symmetric: bool = False
    place: Place | None = None
    date: EventDate | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: Attribution | None = None
    responsibility_claimed_by: tuple[Source, ...] = ()
    confidence: Confidence
    missing: dict[str, MissingReason] = Field(default_factory=dict)
    retracted: bool = False
    extractor_version: str

    @model_validator(mode="after")
    def _modes_belong_to_the_type(self) -> Self:
        unknown = set(self.modes) - set(MODES[self.type])
        if unknown:
            raise ValueError(f"{self.type} has no mode {', '.join(sorted(unknown))}")
        return self
