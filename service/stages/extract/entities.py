"""The people, bodies, groups and places of an article, each once, with all mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from schemas import Entity
from schemas.codebook import EntityType
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import Named, RegistryMatch
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.entity_index import Draft, EntityIndex
from service.stages.extract.entity_names import name_type, person_words
from service.stages.extract.entity_phrases import (
    TextSpan,
    behind_states,
    collectives,
    offices,
    pronouns,
    units,
)
from service.stages.extract.place_lexicon import countries
from service.stages.extract.places import FoundPlace

#: armed or loose bodies are groups, all other organisations organizations
GROUP_SECTORS: Final = frozenset({"REB", "IMG", "PRM", "CRM", "UAF", "ISM"})
#: 'Iraqi troops': a noun of these sectors behind a name of a state is a group of its own
COLLECTIVE: Final = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY", "GOV", "LEG", "OPP"})


def build_entities(
    doc_actors: DocActors, places: Sequence[FoundPlace], article_id: str
) -> tuple[Entity, ...]:
    """The entities of an article, first mentioned first; offsets into its text.

    At most 300 entities of 200 mentions. The registry decides first, then the gazetteer, then the
    words around a name, last the model's label. Peoples and adjectives ('Turkish') are no places.
    """
    index = EntityIndex()
    text = doc_actors.text
    named = [n for n in doc_actors.named if text[n.start : n.end].strip()]
    known = [n for n in named if n.code.actor_id is not None]
    for n in known:
        _add_known(index, n)
    for place in places:
        if not place.demonym and not index.covers(place.start, place.end):
            _add_place(index, place)
    for n in known:
        _add_state(index, n)
    _add_unknown(index, [n for n in named if n.code.actor_id is None], doc_actors)
    _add_collectives(index, doc_actors)
    _add_governments(index, places)
    _add_unnamed(index, doc_actors)
    _add_pronouns(index, doc_actors)
    return index.entities(article_id)


def _add_known(index: EntityIndex, n: Named) -> None:
    """A person or organisation of the registry."""
    code, key = n.code, n.code.actor_id or ""
    if code.kind == "person":
        draft = Draft("person", code.name, code.country, code.sector)
    elif code.kind == "organization":
        kind: EntityType = "group" if code.sector in GROUP_SECTORS else "organization"
        draft = Draft(kind, code.name, code.country, code.sector)
    else:
        return
    index.add(key, draft, (n.start, n.end, n.text))


def _add_place(index: EntityIndex, place: FoundPlace) -> None:
    key = str(place.geonames_id) if place.geonames_id else f"{fold(place.name)}|{place.country}"
    draft = Draft("place", place.name, place.country, None, place)
    index.add(key, draft, (place.start, place.end, place.text))


def _add_state(index: EntityIndex, n: Named) -> None:
    """A state or region that the gazetteer did not report; a people when the word is a noun."""
    if n.code.kind in ("country", "place", "seat"):
        if not index.covers(n.start, n.end):
            draft = Draft("place", n.code.name, n.code.country)
            index.add(f"{fold(n.code.name)}|{n.code.country}", draft, (n.start, n.end, n.text))
    elif n.code.kind == "demonym" and n.text.endswith("s") and not index.covers(n.start, n.end):
        draft = Draft("group", n.text, n.code.country, n.code.sector)
        index.add(fold(n.text), draft, (n.start, n.end, n.text))


def _add_unknown(index: EntityIndex, named: Sequence[Named], ctx: DocActors) -> None:
    """Names that only the model sees: full names first, so that surnames find them."""
    people: dict[str, str] = {}
    certain = person_words(ctx.named, ctx.doc)
    for n in sorted(named, key=lambda n: (-len(n.text.split()), n.start)):
        start, end, text = _trimmed(n)
        if index.covers(start, end):
            continue
        kind = name_type(n, ctx.doc, certain)
        if kind is None:
            continue
        key = fold(text)
        if kind == "person":
            words = [fold(w) for w in text.split()]
            key = people.get(words[-1], key) if len(words) == 1 else key
            people.setdefault(words[-1], key)
        kept = index.add(key, Draft(kind, text, n.code.country, n.code.sector), (start, end, text))
        if kept is not None:
            kept.fill(n.code)


def _trimmed(n: Named) -> tuple[int, int, str]:
    """The name without article, possessive and blanks."""
    start, text = n.start, n.text
    if text[:4].lower() == "the ":
        start, text = start + 4, text[4:]
    text = text.rstrip()
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    return start, start + len(text), text


def _add_collectives(index: EntityIndex, ctx: DocActors) -> None:
    """'Iraqi troops', 'Kremlin officials': a collective noun with the name of a state in front."""
    for before, noun in behind_states(ctx.matches):
        sectors = noun.entry.codes[0].sectors
        if not sectors or sectors[0] not in COLLECTIVE:
            continue
        text = ctx.text[before.start : noun.end]
        if index.covers(noun.start, noun.end) or "\n" in text:
            continue
        draft = Draft("group", text, before.entry.on(ctx.published).country, sectors[0])
        index.add(fold(text), draft, (before.start, noun.end, text))


def _add_governments(index: EntityIndex, places: Sequence[FoundPlace]) -> None:
    """'Moscow said', 'the United States agreed': the government beside the place."""
    for place in places:
        name = _states().get(place.country or "")
        if place.metonym and name is not None:
            draft = Draft("organization", f"Government of {name}", place.country, "GOV")
            index.add(f"government|{place.country}", draft, (place.start, place.end, place.text))


@cache
def _states() -> dict[str, str]:
    return {c.iso3: c.name for c in countries() if c.iso3 == c.state}


def _add_unnamed(index: EntityIndex, ctx: DocActors) -> None:
    """Offices, collectives and bodies by their nouns."""
    for span in units(ctx):
        if not index.covers(*span[:2]):
            index.add(fold(span[2]), Draft("organization", span[2]), span)
    told: list[tuple[EntityType, Iterator[tuple[RegistryMatch, TextSpan]]]] = [
        ("person", offices(ctx)), ("group", collectives(ctx)),
    ]  # fmt: skip
    for kind, found in told:
        for match, span in found:
            if not index.covers(match.start, match.end):
                sectors = match.entry.codes[0].sectors
                draft = Draft(kind, span[2], None, sectors[0] if sectors else None)
                index.add(fold(span[2]), draft, span)


def _add_pronouns(index: EntityIndex, ctx: DocActors) -> None:
    """Pronouns, as mentions of the entities that they point at."""
    for token, heads, personal in pronouns(ctx):
        types: tuple[EntityType, ...] = ("person",) if personal else ("organization", "group")
        for head in heads:
            kept = index.at(head.idx, *types)
            if kept is not None:
                kept.add(token.idx, token.idx + len(token.text), token.text, unnamed=True)
