"""Stretches of a text that may name a place: the longest one the gazetteer knows comes first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from service.stages.extract.gazetteer import Gazetteer, GazetteerPlace
from service.stages.extract.place_lexicon import (
    CountryEntry,
    abbreviations,
    demonyms,
    words_of,
)
from service.stages.extract.places_view import DocView

_CONNECTORS: Final = frozenset(
    ("of", "de", "la", "del", "do", "da", "dos", "el", "al", "and", "the", "le", "les", "bin")
)
_ARTICLES: Final = frozenset(
    ("al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es", "esh", "et", "ez")
)
_JOINTS: Final = frozenset("-–'’‘")
_BEFORE_FACILITIES: Final = frozenset(("the", "at", "in", "near", "outside", "inside", "of"))
_LONGEST: Final = 8
_SHORT: Final = 3
_NAME_TAGS: Final = ("NNP", "NNPS")
_NO_PLACE_LABELS: Final = ("PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "NORP")
_PLACE_LABELS: Final = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens first to last (exclusive) and what they may name; no senses: not in the gazetteer."""

    first: int
    last: int
    text: str
    senses: tuple[GazetteerPlace, ...] = ()
    people: CountryEntry | None = None
    abbreviation: bool = False


def find_candidates(view: DocView, gazetteer: Gazetteer) -> list[Candidate]:
    """Candidates in text order, none overlapping."""
    found: list[Candidate] = []
    end = 0
    for i in _starts(view):
        if i < end:
            continue
        candidate = _candidate_at(view, gazetteer, i)
        if candidate is not None:
            found.append(candidate)
            end = candidate.last
    return found


def _starts(view: DocView) -> list[int]:
    """Tokens with which a name may begin: capitals, and articles joined to capitals."""
    openers = words_of("opener")
    return [
        i
        for i, (word, low) in enumerate(zip(view.words, view.small, strict=True))
        if (word[0].isupper() or word in _ARTICLES)
        and i not in view.taken
        and (low not in openers or _joins_capital(view, i))
        and (word[0].isupper() or _joins_capital(view, i))
    ]


def _joins_capital(view: DocView, i: int) -> bool:
    return view.word(i + 1) in _JOINTS and view.word(i + 2)[:1].isupper()


def _candidate_at(view: DocView, gazetteer: Gazetteer, i: int) -> Candidate | None:
    end = _run_end(view, i)
    if view.lower(end) in ("border", "frontier"):
        senses = _lookup(gazetteer, f"{view.slice(i, end)} border")
        if senses:
            return Candidate(i, end + 1, view.slice(i, end + 1), senses)
    for j in range(end, i, -1):
        if not (view.words[j - 1][0].isupper() or j == i + 1):
            continue
        candidate = _known(view, gazetteer, i, j)
        if candidate is not None:
            return candidate
    return _unknown(view, i, end)


def _run_end(view: DocView, i: int) -> int:
    """End of the longest stretch of capitalised words, joints and connectors from i on."""
    end = j = i + 1
    while j < len(view.words) and j - i < _LONGEST and j not in view.taken:
        word = view.words[j]
        if word[0].isupper():
            end = j + 1
        elif word not in _JOINTS and word not in _CONNECTORS and word not in _ARTICLES:
            break
        j += 1
    return end


def _known(view: DocView, gazetteer: Gazetteer, i: int, j: int) -> Candidate | None:
    text = view.slice(i, j)
    people = _people(text)
    if people is not None:
        of_region = i > 0 and f"{view.lower(i - 1)} {text.lower()}".rstrip("s") in _REGIONAL
        return None if of_region else Candidate(i, j, text, people=people)
    if j == i + 1:
        return _single(view, gazetteer, i, text)
    if view.lower(i) in ("the", "a") and view.words[i] not in ("The",):
        return None
    senses = _lookup(gazetteer, text)
    return Candidate(i, j, text, senses) if senses else None


#: peoples of more than one state, or of none
_REGIONAL: Final = frozenset(
    {"central american", "inter american", "latin american", "north american", "pan american",
     "south american", "american indian", "west indian"}
)  # fmt: skip


@lru_cache(maxsize=4096)
def _people(text: str) -> CountryEntry | None:
    return demonyms().get(text) or (demonyms().get(text.title()) if text.isupper() else None)


def _lookup(gazetteer: Gazetteer, text: str) -> tuple[GazetteerPlace, ...]:
    return gazetteer.lookup(text.replace("\n", " "))


def _single(view: DocView, gazetteer: Gazetteer, i: int, text: str) -> Candidate | None:
    """A place of one word: abbreviations only after a comma, short capitals only countries."""
    if text in abbreviations() and _is_abbreviation(view, i, text):
        return _abbreviated(gazetteer, i, text)
    if len(text) < 2 or text == "Us" or not _is_proper(view, i):
        return None
    senses = gazetteer.lookup(text)
    if len(text) <= _SHORT and text.isupper():
        senses = tuple(place for place in senses if place.kind in ("country", "region"))
    return Candidate(i, i + 1, text, senses) if senses else None


def _is_abbreviation(view: DocView, i: int, text: str) -> bool:
    """'Houston, TX', 'Vancouver, B.C.'; alone only where unmistakable: 'B.C.', 'NSW'."""
    return view.word(i - 1) in (",", "(") or "." in text[:-1] or len(text) == _SHORT


def _abbreviated(gazetteer: Gazetteer, i: int, text: str) -> Candidate | None:
    name, country = abbreviations()[text]
    senses = tuple(
        place
        for place in gazetteer.lookup(name)
        if place.kind == "admin1" and place.country == country
    )
    return Candidate(i, i + 1, text, senses[:1], abbreviation=True) if senses else None


def _is_proper(view: DocView, i: int) -> bool:
    return view.tag(i) in _NAME_TAGS or view.label(i) != "" or view.lower(i) not in common_words()


def common_words() -> frozenset[str]:
    """Words that also name a town, but hardly ever mean it."""
    return words_of("common")


def _unknown(view: DocView, i: int, end: int) -> Candidate | None:
    """A name that the gazetteer lacks, where the tagger or a word like 'village' says place."""
    ent = view.ents.get(i)
    if ent is not None and ent[0] == i and ent[2] in _PLACE_LABELS:
        end = max(
            j
            for j in range(i + 1, min(end, ent[1]) + 1)
            if j == i + 1 or view.words[j - 1][0].isupper()
        )
    elif _facility_end(view, i, end) and view.lower(i - 1) in _BEFORE_FACILITIES:
        end = _facility_end(view, i, end)
    elif not _is_announced(view, i, end):
        return None
    text = view.slice(i, end)
    if len(text) <= _SHORT or (end == i + 1 and view.lower(i) in common_words()):
        return None
    return Candidate(i, end, text)


def _facility_end(view: DocView, i: int, end: int) -> int:
    """End of a name like 'Alawi Mosque' in the tokens i to end; 0 where there is none."""
    for j in range(i + 1, end):
        if view.lower(j) in words_of("facility"):
            return j + 1
    return 0


def facility_around(view: DocView, candidate: Candidate) -> int:
    """Where a place's name begins that of a facility ('Jolo Cathedral'), the end of that; or 0."""
    last = candidate.last
    while view.word(last)[:1].isupper() and last - candidate.last < _LONGEST // 2:
        last += 1
    return _facility_end(view, candidate.last - 1, last)


def _is_announced(view: DocView, i: int, end: int) -> bool:
    """After 'in', 'near', 'village of' or before 'district', and tagged as a name."""
    if view.tag(i) not in _NAME_TAGS and view.words[i] not in _ARTICLES:
        return False
    if view.lower(end) in announcing_after():
        return True
    before = view.lower(i - 1)
    if before in ("in", "near", "at", "outside"):
        lone = end == i + 1 and view.label(i) in ("PERSON", "ORG") and _fills(view, i, end)
        return lone or view.label(i) not in _NO_PLACE_LABELS
    return before == "of" and view.lower(i - 2) in words_of("before")


def _fills(view: DocView, i: int, end: int) -> bool:
    """Whether the label is that of the very stretch: a lone name, seldom a person's."""
    return view.ents.get(i, (0, 0, ""))[:2] == (i, end) and view.words[i] not in view.surnames


@cache
def announcing_after() -> frozenset[str]:
    """Nouns that make a name before them that of a place: 'the X district'."""
    return words_of("settlement") | words_of("admin") | words_of("around")
