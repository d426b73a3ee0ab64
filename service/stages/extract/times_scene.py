"""What a time pattern may look at, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from schemas.codebook import DatePrecision
from service.stages.extract.times_calendar import Interval
from service.stages.extract.times_tense import looks_forward


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [start, end) and the days they name; no interval where the anchor is missing."""

    start: int
    end: int
    interval: Interval | None
    precision: DatePrecision
    kind: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a pattern may look at: the words, the publication day, the day named last."""

    doc: Doc
    words: list[str]
    anchor: date | None
    last_day: date | None = None
    first: int = 0

    def word(self, i: int) -> str:
        """The word at token i, empty outside of what may be read."""
        return self.words[i] if self.first <= i < len(self.words) else ""

    def forward(self, i: int) -> bool:
        """True where the clause at token i looks forward; "since" never does."""
        before = {self.word(i - 1), self.word(i - 2)}
        return "since" not in before and looks_forward(self.doc[i])
