"""Whether a mention of a place means a government, or is part of the name of a body."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.gazetteer import GazetteerPlace
from service.stages.extract.gazetteer_keys import fold
from service.stages.extract.place_lexicon import capitals, words_of
from service.stages.extract.places_candidates import Candidate
from service.stages.extract.places_view import DocView

_SEATS: Final = ("country", "city", "point")


def is_embedded(view: DocView, candidate: Candidate) -> bool:
    """'Houston Police Department', 'University of Texas': inside the name of a body."""
    if _is_announced(view, candidate):
        return False
    ent = view.ents.get(candidate.first)
    if ent is not None and ent[2] == "ORG" and _is_part(view, candidate, ent):
        return not _begins_place_phrase(view, candidate)
    following = view.lower(candidate.last)
    return following in words_of("org_head") and view.word(candidate.last)[:1].isupper()


def _is_announced(view: DocView, candidate: Candidate) -> bool:
    """'the department of X', 'X Governorate'; not 'X Police Department', 'X District Court'."""
    i, last = candidate.first - 1, candidate.last
    if view.lower(i) == "of" and view.lower(i - 1) in words_of("before"):
        return True
    return view.lower(last) in words_of("admin") and not view.is_name(last + 1)


def _is_part(view: DocView, candidate: Candidate, ent: tuple[int, int, str]) -> bool:
    """Whether the entity is more than the place and a list of others ('Trujillo, Colon')."""
    longer = ent[1] - ent[0] > candidate.last - candidate.first
    return longer and "," not in view.words[ent[0] : ent[1]]


def _begins_place_phrase(view: DocView, candidate: Candidate) -> bool:
    return view.lower(candidate.last) in words_of("after")


def is_metonym(view: DocView, candidate: Candidate, place: GazetteerPlace | None) -> bool:
    """'Moscow said', 'the Kremlin denied', 'accused by Tehran': a government, not a place."""
    if fold(candidate.text).replace(" ", "-") in words_of("metonym"):
        return not _is_scene(view, candidate)
    if place is None or not _is_seat(place):
        return False
    token: Any = view.doc[candidate.last - 1]
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    if token.dep_ == "pobj":
        return bool(token.head.lower_ == "by" and token.head.dep_ == "agent")
    return (
        token.dep_ == "nsubj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.head.lemma_ not in words_of("undergo")
    )


def _is_scene(view: DocView, candidate: Candidate) -> bool:
    """'at the White House', 'a Brussels summit'."""
    i = candidate.first - 1
    before = view.lower(i - 1) if view.lower(i) == "the" else view.lower(i)
    return before in ("at", "in", "near", "outside") or (
        view.lower(candidate.last) in words_of("occasion")
    )


def _is_seat(place: GazetteerPlace) -> bool:
    return place.kind == "country" or (
        place.kind in _SEATS and capitals().get(fold(place.name)) == place.country
    )
