"""One thing that happened, however many reports tell it (`news.incidents.v1`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.codebook import DatePrecision, EventType, Sector, SourceKind, Stance
from schemas.contract import Contract
from schemas.event import Place, Quantity

IncidentModality = Literal["asserted", "future", "disputed", "denied"]


class IncidentDate(Contract):
    """ISO days, both ends included."""

    start: str | None
    end: str | None
    precision: DatePrecision


class Party(Contract):
    """An actor or recipient over all reports."""

    name: str
    actor_id: str | None = None
    country: str | None = None
    sector: Sector | None = None


class Reports(Contract):
    """How widely it is told; a copy is a report, never an independent one."""

    mentions: Annotated[int, Field(ge=1)]
    articles: Annotated[int, Field(ge=1)]
    outlets: tuple[str, ...] = ()
    independent: Annotated[int, Field(ge=0)]


class Claim(Contract):
    """What one source says in one report."""

    source: str | None
    kind: SourceKind | None = None
    outlet: str | None = None
    stance: Stance
    quantities: tuple[Quantity, ...] = ()
    actors: tuple[Party, ...] = ()
    published_at: str | None = None
    mention_id: str


class Figure(Contract):
    """The range of a casualty figure over its sources."""

    low: int | None
    high: int | None
    latest: int | None
    sources: tuple[str, ...] = ()


class Conflict(Contract):
    """What the claims disagree on, and which."""

    about: Literal["killed", "injured", "actor", "occurrence"]
    mention_ids: tuple[str, ...]


class Incident(Contract):
    """A revision of an incident; the newest one of an id counts."""

    incident_id: str
    revision: Annotated[int, Field(ge=1)]
    type: EventType
    modes: tuple[str, ...] = ()
    modality: IncidentModality
    date: IncidentDate | None = None
    place: Place | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reports: Reports
    claims: tuple[Claim, ...] = ()
    quantities: dict[str, Figure] = Field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    part_of: str | None = None
    merged_into: str | None = None
    first_reported_at: str | None = None
    last_reported_at: str | None = None
    mention_ids: tuple[str, ...] = Field(default=(), description="the last 50")
    story_ids: tuple[str, ...] = ()
