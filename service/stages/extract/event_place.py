"""Where an act took place, from its own arguments and clause; null where the text does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from schemas import Place
from schemas.codebook import PlaceBasis
from service.stages.extract.event_place_path import PlaceLink, link, speakers_above
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.places import FoundPlace

_DETAIL: Final = {"point": 0, "city": 1, "admin": 2, "region": 3, "country": 4}
#: A place two clauses away is more often that of another act.
_FARTHEST: Final = 1
_MEASURED: Final = 2
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
_TRUST: Final = (1.0, 0.75, 0.5)


def event_place(  # noqa: PLR0913
    trigger: Any, places: Sequence[FoundPlace], *,
    slots: Mapping[str, Sequence[Any]] | None = None, sent: Any, verbal: bool,
    dateline: FoundPlace | None = None,
) -> Place | None:  # fmt: skip
    """The most precise place of the act that its sentence states, with basis and confidence.

    Topic, speaker's place, nationality and dateline are never it (coding rules 11 and 12); a
    verbal act has a place only where the text says where it was spoken.
    """
    roots = {trigger.i} | {
        token.i for token in (slots or {}).get("anchor", ()) if token is not None
    }
    if verbal:
        roots |= speakers_above(trigger) | _way(trigger)
    linked = []
    for place in _of_sentence(places, sent):
        if dateline is not None and place.start == dateline.start:
            continue
        found = _linked(place, trigger, roots, verbal=verbal)
        if found is not None:
            linked.append((found, place))
    if linked:
        return _stated(*_choose(linked, trigger), sent)
    pointed = _pointed_at(trigger, places, roots, dateline)
    if pointed is not None or verbal:
        return pointed
    return _resumed(trigger, places, roots, sent)


def _way(trigger: Any) -> set[int]:
    """'flies to X to meet Y': the verb of motion that leads to the act."""
    above = trigger.head
    leads = trigger.dep_ in ("xcomp", "advcl") and trigger.tag_ == "VB"
    return {above.i} if leads and above.lemma_ in words_of("motion") else set()


def _pointed_at(
    trigger: Any, places: Sequence[FoundPlace], roots: set[int], dateline: FoundPlace | None
) -> Place | None:
    """'arrested there': the place named last; 'talks here': that of the dateline."""
    for token in _adverbs(trigger, roots):
        before = [p for p in places if p.last <= token.i and p.is_locative and p is not dateline]
        near = before[-1] if before and token.i - before[-1].last <= _NEAR_TOKENS else None
        found = near if token.lower_ == "there" else dateline
        if found is not None:
            return _place(found, token.text, token.idx, "context", _RESUMED_TRUST)
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


def is_close(place: Place) -> bool:
    """Whether the place is below country and region, and one of the act's own words."""
    return place.precision not in ("country", "region") and place.basis != "sentence"


def _resumed(
    trigger: Any, places: Sequence[FoundPlace], roots: set[int], sent: Any
) -> Place | None:
    """'in the town': the town named last before, where the act is said to be in it."""
    for token in sent:
        kinds = _RESUMED_BY.get(token.lower_)
        if kinds is None or not _is_bare(token):
            continue
        found = link(token, trigger, roots)
        before = [p for p in places if p.last <= token.i and p.is_locative and p.kind in kinds]
        if found is None or found.tier > _FARTHEST or not before:
            continue
        if token.i - before[-1].last > _REACH_TOKENS:
            continue
        start, end = token.left_edge.idx, token.idx + len(token)
        return _place(before[-1], sent.doc.text[start:end], start, "context", _RESUMED_TRUST)
    return None


def _is_bare(token: Any) -> bool:
    """'the town', with neither a name nor an 'of' to say which."""
    children = list(token.children)
    return any(c.lower_ in ("the", "this", "that") for c in children) and not any(
        c.dep_ in ("compound", "appos", "prep", "poss", "nmod") for c in children
    )


def _of_sentence(places: Sequence[FoundPlace], sent: Any) -> list[FoundPlace]:
    return [p for p in places if sent.start <= p.first < sent.end and p.is_locative]


def _linked(place: FoundPlace, trigger: Any, roots: set[int], *, verbal: bool) -> PlaceLink | None:
    head = trigger.doc[place.first : place.last].root
    found = link(head, trigger, roots)
    if found is None or found.tier > _FARTHEST:
        return None
    if verbal and not _is_spoken_there(found, head, trigger, roots):
        return None
    return found


def _is_spoken_there(found: PlaceLink, head: Any, trigger: Any, roots: set[int]) -> bool:
    """'told reporters in Geneva', 'at a rally in Lahore'; not 'condemned the attack in Lahore'."""
    holder = found.holder
    if holder.lemma_ in words_of("occasion"):
        return True
    if holder.i not in roots:
        if holder.lower_ in words_of("crowd") and "nsubj" in (holder.dep_, holder.head.head.dep_):
            return True
        if holder.lower_ in words_of("travel"):
            return True
        return found.tier == 1 and holder.lemma_ in words_of("speech")
    if holder.lemma_ in words_of("encounter"):
        return True
    between = trigger.doc[min(holder.i, head.i) + 1 : max(holder.i, head.i)]
    return not any(
        t.dep_ in ("dobj", "obj") and t.lemma_ not in words_of("listener") for t in between
    )


def _choose(
    linked: Sequence[tuple[PlaceLink, FoundPlace]], trigger: Any
) -> tuple[PlaceLink, FoundPlace]:
    """The nearest clause's most precise place; a wide one gives way to one inside it."""

    def rank(item: tuple[PlaceLink, FoundPlace]) -> tuple[int, ...]:
        found, place = item
        measured, near = found.aside == _MEASURED, found.aside == 1
        detail = _DETAIL[place.precision]
        return found.tier, measured, detail, near, found.depth, abs(place.first - trigger.i)

    best = min(linked, key=rank)
    if best[1].precision in ("country", "region", "admin"):
        inside = [item for item in linked if _refines(item[1], best[1])]
        return min(inside, key=rank, default=best)
    return best


def _refines(one: FoundPlace, wide: FoundPlace) -> bool:
    if _DETAIL[one.precision] >= _DETAIL[wide.precision] or one.country != wide.country:
        return False
    return wide.kind != "admin1" or one.admin1 in (wide.admin1, None)


def _stated(found: PlaceLink, place: FoundPlace, sent: Any) -> Place:
    start, text, precision = place.start, place.text, place.precision
    if place.direction is not None and precision == "country":
        start = sent.doc[place.first - 1].idx
        text, precision = sent.doc.text[start : place.end], "region"
    is_argument = found.tier == 0 and found.aside < _MEASURED
    basis: PlaceBasis = "argument" if is_argument else "sentence"
    trust = _TRUST[min(found.tier, 2)]
    return _place(place, text, start, basis, trust).model_copy(update={"precision": precision})


def _place(place: FoundPlace, text: str, start: int, basis: PlaceBasis, trust: float) -> Place:
    return Place(
        text=text, start=start, end=start + len(text), name=place.name,
        geonames_id=place.geonames_id, admin1=place.admin1, admin2=place.admin2,
        country=place.country, lat=place.lat, lon=place.lon, precision=place.precision,
        basis=basis, confidence=round(place.confidence * trust, 2),
    )  # fmt: skip
