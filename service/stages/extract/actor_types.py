"""The values that actor coding hands on: entries of the registry, matches, codes.

What an article has many of is a named tuple, which is made in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from schemas.codebook import Sector

Kind = Literal["country", "demonym", "seat", "place", "organization", "person", "role"]
#: how a role noun behaves: `member` takes the code of an organisation beside it, `own` keeps its
#: sector, `of` hands over to what follows "of", `instrument` stands for its owner, `title` goes
#: before a name
RoleUse = Literal["member", "own", "of", "instrument", "title", "thing", ""]


@dataclass(frozen=True, slots=True)
class Codes:
    """Country and sectors that hold between two days (both included; None is open)."""

    country: str | None
    sectors: tuple[Sector, ...]
    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the codes are in force on that day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One real-world actor, country or role of the lexicon with its dated codes, oldest first."""

    entry_id: str
    name: str
    kind: Kind
    codes: tuple[Codes, ...]
    aliases: tuple[str, ...] = ()
    use: RoleUse = ""

    def on(self, day: date | None) -> Codes:
        """The codes in force on `day`; the latest for None; retired officials are ELI."""
        latest = self.codes[-1]
        if day is None or latest.holds(day):
            return latest
        for codes in reversed(self.codes):
            if codes.holds(day):
                return codes
        past = [c for c in self.codes if c.end is not None and c.end < day]
        if not past:
            return Codes(self.codes[0].country, self._before_office())
        return self._after(past[-1])

    def active(self, day: date | None) -> bool:
        """Whether some codes hold on `day`, or ended within the three years before."""
        if day is None:
            return True
        shifted = date(max(1, day.year - 3), day.month, min(day.day, 28))
        return any(c.holds(day) or c.holds(shifted) for c in self.codes)

    def _before_office(self) -> tuple[Sector, ...]:
        return () if self.kind == "person" else self.codes[0].sectors

    def _after(self, codes: Codes) -> Codes:
        if self.kind == "person" and codes.sectors[:1] in (("GOV",), ("LEG",), ("ELI",)):
            return Codes(codes.country, ("ELI",))
        return Codes(codes.country, codes.sectors)


class RegistryMatch(NamedTuple):
    """A stretch of text that the registry knows; offsets in characters, tokens if from a Doc."""

    entry: Entry
    text: str
    start: int
    end: int
    token_start: int = -1
    token_end: int = -1


class ActorCode(NamedTuple):
    """Who a phrase names. A country or sector that the text does not settle is None."""

    name: str
    actor_id: str | None = None
    country: str | None = None
    sector: Sector | None = None
    other_sectors: tuple[Sector, ...] = ()
    kind: Kind | None = None


class PlaceLike(Protocol):
    """What actor coding needs to know of a place mention (offsets in characters)."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""

    @property
    def name(self) -> str:
        """Its canonical name."""

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-3, if known."""


class Named(NamedTuple):
    """A named mention in a document: the token that heads it, its span and its code."""

    head: int
    start: int
    end: int
    text: str
    code: ActorCode
    words: frozenset[str] = frozenset()
