"""The message contracts of wirecoder, which are also its domain types."""

from schemas.article import (
    Article,
    Boilerplate,
    Dateline,
    EnrichedArticle,
    Entity,
    Extractor,
    Heading,
    RawArticle,
    ScreenedArticle,
    Screening,
    Segment,
)
from schemas.contract import Contract, Span
from schemas.dead_letter import DeadLetter
from schemas.event import (
    Actor,
    Attribution,
    EventDate,
    EventMention,
    Place,
    Quantity,
    Sentence,
    Source,
    Trigger,
    Victims,
)
from schemas.incident import Claim, Conflict, Figure, Incident, IncidentDate, Party, Reports

__all__ = [
    "Actor", "Article", "Attribution", "Boilerplate", "Claim", "Conflict", "Contract", "Dateline",
    "DeadLetter", "EnrichedArticle", "Entity", "EventDate", "EventMention", "Extractor", "Figure",
    "Heading", "Incident", "IncidentDate", "Party", "Place", "Quantity", "RawArticle", "Reports",
    "ScreenedArticle", "Screening", "Segment", "Sentence", "Source", "Span", "Trigger", "Victims",
]  # fmt: skip
