"""Mentions gathered into entities, each with all that its mentions say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from schemas import Entity
from schemas.codebook import EntityType, Sector
from service.stages.extract.actor_types import ActorCode
from service.stages.extract.places import FoundPlace

MOST_ENTITIES: Final = 300
MOST_MENTIONS: Final = 200
ENTITY_NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:wirecoder:entity")


@dataclass(slots=True)
class Draft:
    """One entity while its mentions are gathered; `unnamed` are the spans of pronouns."""

    type: EntityType
    name: str
    country: str | None = None
    sector: Sector | None = None
    place: FoundPlace | None = None
    spans: dict[tuple[int, int], str] = field(default_factory=dict)
    unnamed: set[tuple[int, int]] = field(default_factory=set)

    def add(self, start: int, end: int, text: str, *, unnamed: bool = False) -> None:
        """One more mention, up to 200."""
        if len(self.spans) < MOST_MENTIONS:
            self.spans.setdefault((start, end), text)
            if unnamed:
                self.unnamed.add((start, end))

    def fill(self, code: ActorCode) -> None:
        """Codes from a mention that has more of them."""
        if self.sector is None and code.sector is not None:
            self.country, self.sector = code.country or self.country, code.sector
        self.country = self.country or code.country


class EntityIndex:
    """Gathers mentions into entities; what was added first keeps its place in the text."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._taken: list[tuple[int, int]] = []

    def covers(self, start: int, end: int) -> bool:
        """Whether some mention already has these characters."""
        for a, b in self._taken:  # noqa: SIM110 - asked for every mention, so without a generator
            if a < end and start < b:
                return True
        return False

    def add(self, key: str, draft: Draft, span: tuple[int, int, str]) -> Draft | None:
        """The entity of that key with one more mention; None when the article has too many."""
        place = (draft.type, key)
        kept = self._drafts.get(place)
        if kept is None:
            if len(self._drafts) >= MOST_ENTITIES:
                return None
            kept = self._drafts[place] = draft
        kept.add(*span)
        self._taken.append(span[:2])
        return kept

    def at(self, offset: int, *types: EntityType) -> Draft | None:
        """The entity of one of the types with a mention at that character."""
        for draft in self._drafts.values():
            if draft.type in types:
                for a, b in draft.spans:
                    if a <= offset < b:
                        return draft
        return None

    def entities(self, article_id: str) -> tuple[Entity, ...]:
        """All entities by their first mention."""
        made = [_entity(key, draft, article_id) for (_, key), draft in self._drafts.items()]
        return tuple(sorted(made, key=lambda e: (e.mentions[0].start, e.mentions[0].end)))


def _entity(key: str, draft: Draft, article_id: str) -> Entity:
    spans = sorted(draft.spans.items())
    place: Any = draft.place
    named = [text for span, text in spans if span not in draft.unnamed]
    aliases = dict.fromkeys(t for t in named if t != draft.name)
    mentions = tuple({"text": t, "start": a, "end": b} for (a, b), t in spans)
    return Entity(
        entity_id=str(uuid5(ENTITY_NAMESPACE, f"{article_id}|{draft.type}|{key}")),
        name=draft.name, type=draft.type, country=draft.country, sector=draft.sector,
        aliases=tuple(aliases), mentions=mentions,
        geonames_id=place.geonames_id if place else None,
        admin1=place.admin1 if place else None, admin2=place.admin2 if place else None,
        lat=place.lat if place else None, lon=place.lon if place else None,
        precision=place.precision if place else None,
    )  # fmt: skip
