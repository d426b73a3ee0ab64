"""Places that the words around an act point back to: 'in the town', 'there', 'here'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from schemas import Place
from schemas.codebook import PlaceBasis
from service.stages.extract.event_place_path import link
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.places import FoundPlace

#: A place two clauses away is more often that of another act.
FARTHEST: Final = 1
_RESUMED_BY: Final = {
    **dict.fromkeys(("city", "town", "village", "settlement", "suburb", "camp"), ("city", "point")),
    **dict.fromkeys(
        ("province", "governorate", "district", "region"), ("admin1", "admin2", "region")
    ),
    "country": ("country",),
}
_REACH_TOKENS: Final = 120
_NEAR_TOKENS: Final = 60
_RESUMED_TRUST: Final = 0.6
_FRAGMENT_TOKENS: Final = 20
_FRAGMENT_TRUST: Final = 0.75


def pointed_at(
    trigger: Any, places: Sequence[FoundPlace], roots: set[int], dateline: FoundPlace | None
) -> Place | None:
    """'arrested there': the place named last; 'talks here': that of the dateline."""
    for token in _adverbs(trigger, roots):
        before = [p for p in places if p.last <= token.i and p.is_locative and p is not dateline]
        near = before[-1] if before and token.i - before[-1].last <= _NEAR_TOKENS else None
        found = near if token.lower_ == "there" else dateline
        if found is not None:
            return as_place(found, token.text, token.idx, "context", _RESUMED_TRUST)
    return None


def _adverbs(trigger: Any, roots: set[int]) -> Iterator[Any]:
    """'here' and 'there' of the act: at its words or at their objects."""
    for root in sorted(roots | {trigger.i}):
        for child in trigger.doc[root].children:
            below = child.children if child.dep_ in ("dobj", "nsubjpass") else ()
            yield from (
                token
                for token in (child, *below)
                if token.dep_ == "advmod" and token.lower_ in ("here", "there")
            )


def resumed(trigger: Any, places: Sequence[FoundPlace], roots: set[int], sent: Any) -> Place | None:
    """'in the town': the town named last before, where the act is said to be in it."""
    for token in sent:
        kinds = _RESUMED_BY.get(token.lower_)
        if kinds is None or not _is_bare(token):
            continue
        found = link(token, trigger, roots)
        if found is None or found.tier > FARTHEST:
            continue
        named = _named_before(token, kinds, places)
        if named is None:
            continue
        start, end = token.left_edge.idx, token.idx + len(token)
        return as_place(named, sent.doc.text[start:end], start, "context", _RESUMED_TRUST)
    return None


def _named_before(
    token: Any, kinds: Sequence[str], places: Sequence[FoundPlace]
) -> FoundPlace | None:
    """The last place of the kinds before a word; for 'the country' the one named most so far."""
    before = [p for p in places if p.last <= token.i and p.kind in kinds]
    if kinds == _RESUMED_BY["country"]:
        named = Counter(p.country for p in before)
        top = [country for country, count in named.items() if count == max(named.values())]
        return next((p for p in before if [p.country] == top), None)
    near = [p for p in before if p.is_locative and token.i - p.last <= _REACH_TOKENS]
    return near[-1] if near else None


def _is_bare(token: Any) -> bool:
    """'the town', with neither a name nor an 'of' to say which."""
    children = list(token.children)
    return any(c.lower_ in ("the", "this", "that") for c in children) and not any(
        c.dep_ in ("compound", "appos", "prep", "poss", "nmod") for c in children
    )


def of_fragment(places: Sequence[FoundPlace], sent: Any) -> Place | None:
    """'In the village of X (Y department)', which the parser took for a sentence of its own."""
    if not sent.start:
        return None
    before = sent.doc[sent.start - 1].sent
    is_joined = "\n" not in sent.doc.text[before.start_char : sent.start_char].strip("\n")
    if before.root.tag_ != "IN" or len(before) > _FRAGMENT_TOKENS or not is_joined:
        return None
    if before.root.lower_ not in words_of("where") or before[-1].text in ".!?":
        return None
    first = next(iter(of_sentence(places, before)), None)
    if first is None:
        return None
    return as_place(first, first.text, first.start, "sentence", _FRAGMENT_TRUST)


def after_day(trigger: Any, places: Sequence[FoundPlace], sent: Any) -> Place | None:
    """'Talks on ending the war resume Monday in X': of a sentence in which no verb was found."""
    root = trigger.head if trigger.dep_ == "compound" else trigger
    if root.dep_ != "ROOT" or {root.pos_, trigger.pos_} - {"NOUN", "PROPN"}:
        return None
    for place in of_sentence(places, sent):
        before = sent.doc[max(place.first - 2, sent.start) : place.first]
        if len(before) == 2 and before[0].ent_type_ == "DATE" and before[1].lower_ in ("in", "at"):
            return as_place(place, place.text, place.start, "sentence", _FRAGMENT_TRUST)
    return None


def of_sentence(places: Sequence[FoundPlace], sent: Any) -> list[FoundPlace]:
    """The mentions of a sentence that may say where something happened."""
    return [p for p in places if sent.start <= p.first < sent.end and p.is_locative]


def as_place(place: FoundPlace, text: str, start: int, basis: PlaceBasis, trust: float) -> Place:
    """The contract's form of a mention told by the words `text` at the offset `start`."""
    return Place(
        text=text, start=start, end=start + len(text), name=place.name,
        geonames_id=place.geonames_id, admin1=place.admin1, admin2=place.admin2,
        country=place.country, lat=place.lat, lon=place.lon, precision=place.precision,
        basis=basis, confidence=round(place.confidence * trust, 2),
    )  # fmt: skip
