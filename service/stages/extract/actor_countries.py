"""Which countries a text is about: as a whole, in each sentence, and where things are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from service.stages.extract.actor_types import PlaceLike, RegistryMatch

Token = Any

#: how much a mention says about where the story is at home
WEIGHT: Final = {
    "country": 1.0,
    "demonym": 1.0,
    "seat": 0.7,
    "place": 1.0,
    "organization": 0.7,
    "person": 0.7,
}
HINT_WEIGHT: Final = 1.5
#: more, when something is said to be there: 'attacked the French embassy in Bamako'
SPOT_WEIGHT: Final = 1.0
WHERE: Final = frozenset({"across", "around", "at", "in", "inside", "near", "outside"})
#: before the name of a place: 'the town of'
KINDS: Final = frozenset(
    {"area", "capital", "city", "district", "outskirts", "province", "region", "state", "suburb",
     "town", "village"}
)  # fmt: skip
TALK: Final = frozenset(
    {"conference", "discussion", "forum", "interview", "meet", "meeting", "negotiation", "report",
     "reporter", "round", "say", "session", "speak", "speech", "statement", "summit", "talk",
     "tell", "visit"}
)  # fmt: skip
#: the main country needs this share of all weight, and this many times the second's
MAIN_SHARE: Final = 0.25
MAIN_LEAD: Final = 1.05
#: mentions at the top of a story count double
TOP_CHARACTERS: Final = 400


def weights_of(
    matches: Sequence[RegistryMatch],
    published: date | None,
    hint: str | None,
    places: Sequence[PlaceLike],
) -> dict[str, float]:
    """Country -> how much the text names it."""
    weights: dict[str, float] = defaultdict(float)
    taken: set[int] = set()
    for m in matches:
        codes = m.entry.on(published)
        country = None if _tells_of_others(m, codes.sectors) else codes.country
        if country:
            top = 2.0 if m.start < TOP_CHARACTERS else 1.0
            weights[country] += WEIGHT.get(m.entry.kind, 0.0) * top
            taken.add(m.start)
    for place in places:
        if place.country and place.start not in taken:
            weights[place.country] += 1.0
    if hint:
        weights[hint] += HINT_WEIGHT
    return weights


def _tells_of_others(m: RegistryMatch, sectors: Sequence[str]) -> bool:
    """Media and monitors report from everywhere: 'the Observatory' in London tells of Syria."""
    return m.entry.kind == "organization" and sectors[:1] in (("JRN",), ("NGO",))


def main_country(weights: dict[str, float]) -> str | None:
    """The one country that the text is about, if one clearly leads."""
    ranked = sorted(weights.items(), key=lambda item: -item[1])[:2]
    if not ranked:
        return None
    country, weight = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    total = sum(weights.values())
    return country if weight >= MAIN_SHARE * total and weight >= MAIN_LEAD * second else None


def scene_country(countries: Sequence[str]) -> str | None:
    """The country in which nearly all towns and regions of a text lie, if there are two or more.

    A war has its rebels and civilians where it is fought, however often other states are named.
    """
    ranked = Counter(countries).most_common(1)
    if not ranked or ranked[0][1] < SCENE_PLACES:
        return None
    return ranked[0][0] if ranked[0][1] >= SCENE_SHARE * len(countries) else None


SCENE_PLACES: Final = 3
SCENE_SHARE: Final = 0.6


def by_sentence(
    doc: Any,
    matches: Sequence[RegistryMatch],
    places: Sequence[PlaceLike],
    published: date | None,
) -> dict[int, str]:
    """Sentence start token -> the only country that its places and states name."""
    found: dict[int, set[str]] = {}
    for m in matches:
        country = m.entry.on(published).country
        if country and m.entry.kind in ("country", "place", "seat", "demonym"):
            found.setdefault(doc[m.token_start].sent.start, set()).add(country)
    for place in places:
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is not None and place.country:
            found.setdefault(span[0].sent.start, set()).add(place.country)
    return {start: next(iter(c)) for start, c in found.items() if len(c) == 1}


def spots_of(
    doc: Any,
    matches: Sequence[RegistryMatch],
    places: Sequence[PlaceLike],
    published: date | None,
) -> Iterator[tuple[str, int]]:
    """Country and sentence start of each place in which something is said to be."""
    taken = set()
    for m in matches:
        country = m.entry.on(published).country
        if country and m.entry.kind in ("country", "place", "seat"):
            taken.add(m.start)
            root = doc[m.token_start : m.token_end].root
            if _is_where(root):
                yield country, root.sent.start
    for place in places:
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is not None and place.country and place.start not in taken and _is_where(span.root):
            yield place.country, span[0].sent.start


def _is_where(name: Token) -> bool:
    """Whether something is or happens there; talk is held and heard far from what it is about."""
    if name.dep_ == "pobj" and name.head.lower_ == "of" and name.head.head.lower_ in KINDS:
        name = name.head.head  # 'in the port city of Malaga'
    held = name.head.head.lemma_.lower() if name.dep_ == "pobj" else ""
    return name.dep_ == "pobj" and name.head.lower_ in WHERE and held not in TALK


def only_country(found: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Sentence start -> its country, where there is one."""
    sets: dict[int, set[str]] = defaultdict(set)
    for start, country in found:
        sets[start].add(country)
    return {start: next(iter(c)) for start, c in sets.items() if len(c) == 1}
