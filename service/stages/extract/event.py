"""One act that the article may tell, with everything that was found about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from schemas import Actor
from schemas.codebook import QUAD
from service.stages.extract.attribution import Speaker
from service.stages.extract.candidates import Candidate
from service.stages.extract.features import CandidateFacts
from service.stages.extract.modality import Reading

Span = Any
_VERBAL_QUADS: Final = frozenset({1, 3})


@dataclass(slots=True)
class Event:
    """One candidate with everything that was found about it; `probability` decides."""

    candidate: Candidate
    sent: Span
    sentence_index: int
    reading: Reading
    actors: list[Actor]
    recipients: list[Actor]
    speaker: Speaker | None
    facts: CandidateFacts
    features: dict[str, float]
    probability: float
    nested_in: str | None = None
    absorbed: list[Event] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.candidate.type

    @property
    def verbal(self) -> bool:
        """True for acts of speech (quad 1 and 3)."""
        return QUAD[self.candidate.type] in _VERBAL_QUADS  # type: ignore[index]


def same_span(a: Actor, b: Actor) -> bool:
    """Whether two actors overlap in the text."""
    return a.start < b.end and b.start < a.end
