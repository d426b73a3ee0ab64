"""Where an act took place, from its own arguments and clause; null where the text does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schemas import Place
from schemas.codebook import PlaceBasis
from service.stages.extract.event_place_context import (
    FARTHEST,
    after_day,
    as_place,
    of_fragment,
    of_sentence,
    pointed_at,
    resumed,
)
from service.stages.extract.event_place_path import PlaceLink, link, speakers_above
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.places import FoundPlace

_DETAIL: Final = {"point": 0, "city": 1, "admin": 2, "region": 3, "country": 4}
_MEASURED: Final = 2
_TRUST: Final = (1.0, 0.75, 0.5)
_CROWD_STEPS: Final = 5


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
    for place in of_sentence(places, sent):
        if dateline is not None and place.start == dateline.start:
            continue
        found = _linked(place, trigger, roots, verbal=verbal)
        if found is not None:
            linked.append((found, place))
    if linked:
        return _stated(*_choose(linked, trigger), sent)
    pointed = pointed_at(trigger, places, roots, dateline) or after_day(trigger, places, sent)
    if pointed is not None or verbal:
        return pointed
    return resumed(trigger, places, roots, sent) or of_fragment(places, sent)


def _way(trigger: Any) -> set[int]:
    """'flies to X to meet Y': the verb of motion that leads to the act."""
    above = trigger.head
    leads = trigger.dep_ in ("xcomp", "advcl") and trigger.tag_ == "VB"
    return {above.i} if leads and above.lemma_ in words_of("motion") else set()


def is_close(place: Place) -> bool:
    """Whether the place is below country and region, and one of the act's own words."""
    return place.precision not in ("country", "region") and place.basis != "sentence"


def _is_claimants(place: Any) -> bool:
    """'Claimed by a group in Mali': there sits who says that they did it."""
    for _ in range(_CROWD_STEPS):
        if place.dep_ == "agent":
            return bool(place.head.lemma_ == "claim")
        place = place.head
    return False


def _linked(place: FoundPlace, trigger: Any, roots: set[int], *, verbal: bool) -> PlaceLink | None:
    head = trigger.doc[place.first : place.last].root
    found = link(head, trigger, roots)
    if found is None or found.tier > FARTHEST or _is_claimants(head):
        return None
    if verbal and not _is_spoken_there(found, head, trigger, roots):
        return None
    return found


def _is_spoken_there(found: PlaceLink, head: Any, trigger: Any, roots: set[int]) -> bool:
    """'told reporters in Geneva', 'at a rally in Lahore'; not 'condemned the attack in Lahore'."""
    holder = found.holder
    if holder.lemma_ in words_of("occasion"):
        return holder.dep_ in ("nsubj", "nsubjpass") or bool({holder.i, holder.head.i} & roots)
    if _is_of_meeting(holder, trigger, roots):
        return True
    if holder.i not in roots:
        if holder.lower_ in words_of("bench") and holder.head.i in roots:
            return holder.dep_ in ("nsubj", "nsubjpass")  # 'a judge in X acquitted them'
        if _is_of_crowd(head) or holder.lower_ in words_of("travel"):
            return True
        return found.tier == 1 and holder.lemma_ in words_of("speech")
    between = trigger.doc[min(holder.i, head.i) + 1 : max(holder.i, head.i)]
    return not any(
        t.dep_ in ("dobj", "obj") and t.lemma_ not in words_of("listener") for t in between
    )


def _is_of_crowd(place: Any) -> bool:
    """'dozens of protesters in X demanded'."""
    token = place
    for _ in range(_CROWD_STEPS):
        token = token.head
        if token.lower_ in words_of("crowd"):
            while token.dep_ == "pobj" and token.head.lower_ == "of":
                token = token.head.head
            return "nsubj" in (token.dep_, token.head.head.dep_)
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_of_meeting(holder: Any, trigger: Any, roots: set[int]) -> bool:
    """'met in X and signed', 'visited the temple in X', 'launched talks in X'."""
    if holder.lemma_ in words_of("encounter") and (holder.i in roots or holder.pos_ == "VERB"):
        return True
    if holder.dep_ == "dobj" and holder.head.i in roots and holder.head.lemma_ == "visit":
        return True
    told = trigger.dep_ in ("dobj", "nsubj", "nsubjpass") and holder.pos_ in ("VERB", "AUX")
    return told and _is_occasion(trigger)


def _is_occasion(noun: Any) -> bool:
    """'talks', 'a round of talks'."""
    below = (n for prep in noun.children if prep.lower_ == "of" for n in prep.children)
    return any(n.lower_ in words_of("occasion") for n in (noun, *below))


def _choose(
    linked: Sequence[tuple[PlaceLink, FoundPlace]], trigger: Any
) -> tuple[PlaceLink, FoundPlace]:
    """The nearest clause's most precise place; a wide one gives way to one inside it.

    'Came to Moscow amid reports of deaths in Yemen': what the noun says itself goes first.
    """

    def rank(item: tuple[PlaceLink, FoundPlace]) -> tuple[int, ...]:
        found, place = item
        measured, near = found.aside == _MEASURED, found.aside == 1
        detail = _DETAIL[place.precision]
        return found.tier, measured, detail, near, found.depth, abs(place.first - trigger.i)

    heads = {trigger.doc[place.first : place.last].root.i for _, place in linked}
    linked = [i for i in linked if not _is_listed_after(i[1], trigger.doc, heads)] or linked
    if trigger.tag_.startswith("NN"):
        own = {p.country for found, p in linked if found.holder.i == trigger.i and p.country}
        linked = [i for i in linked if not own or i[1].country in own] or linked
    best = min(linked, key=rank)
    if best[1].precision in ("country", "region", "admin"):
        inside = [item for item in linked if _refines(item[1], best[1])]
        return min(inside, key=rank, default=best)
    return best


def _is_listed_after(place: FoundPlace, doc: Any, heads: set[int]) -> bool:
    """'Y' of 'X and Y', where X is a place of the act too."""
    head = doc[place.first : place.last].root
    return head.dep_ == "conj" and head.head.i in heads


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
    return as_place(place, text, start, basis, trust).model_copy(update={"precision": precision})
