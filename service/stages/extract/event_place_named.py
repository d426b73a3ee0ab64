"""Places of an act that no gazetteer knows: 'in the village of X', 'outside the town hall'.

They keep the words of the text and stay without coordinates (`missing` says `unresolved`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from schemas import Place
from schemas.codebook import PlacePrecision
from service.stages.extract.syntax import is_noun, is_verb, lemma, noun_phrase

Token = Any

_WHERE: Final = frozenset(
    {
        "along",
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "on",
        "from",
        "into",
        "toward",
        "towards",
    }
)
#: with these a common noun says where only if it is a building or the like
_LOOSE: Final = frozenset({"along", "on", "from", "into", "toward", "towards"})
_ENTERED: Final = frozenset(
    {"raid", "storm", "enter", "search", "ransack", "torch", "burn", "occupy", "surround", "seize"}
)
_FACILITIES: Final = frozenset(
    {
        "airport", "bank", "bar", "barracks", "base", "bazaar", "bridge", "building", "bus", "cafe",
        "camp", "cathedral", "checkpoint", "church", "clinic", "college", "compound", "consulate",
        "courthouse", "crossing", "embassy", "factory", "farm", "flat", "gallery", "garden",
        "headquarters", "highway", "home", "hospital", "hotel", "house", "market", "mine", "mosque",
        "office", "palace", "park", "parliament", "pipeline", "plant", "platform", "port", "prison",
        "refinery", "restaurant", "road", "school", "shop", "shrine", "square", "stadium",
        "station", "street", "synagogue", "temple", "theatre", "township", "university", "village",
        "town", "city", "district", "neighborhood", "neighbourhood", "suburb", "zone", "border",
    }
)  # fmt: skip
_KINDS: Final[dict[str, PlacePrecision]] = {
    **dict.fromkeys(("village", "town", "city", "township", "hamlet", "municipality"), "city"),
    **dict.fromkeys(("province", "state", "governorate", "department", "county"), "admin"),
    **dict.fromkeys(("region", "area", "zone", "valley", "border", "island", "river"), "region"),
}
_NO_PLACE_ENTS: Final = frozenset(
    {"DATE", "TIME", "PERSON", "NORP", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY",
     "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART"}
)  # fmt: skip


def named_place(  # noqa: PLR0913
    trigger: Token,
    anchor: Token,
    *,
    is_somebody: Callable[[Token], bool],
    country: str | None,
    text: str,
    unnamed: bool = True,
) -> Place | None:
    """The place that the words around the act name, without coordinates; None when they do not.

    `is_somebody` says that a phrase names an actor; `country` is the one the text is about.
    `unnamed` allows what has no name and belongs to somebody: 'their home'.
    """
    for noun in _candidates(trigger, anchor):
        if _is_place(noun, is_somebody) and (unnamed or not _is_somebodys(noun)):
            return _place(noun, country, text)
    return None


def _candidates(trigger: Token, anchor: Token) -> Iterator[Token]:
    holders = {t.i: t for t in (trigger, anchor)}
    for holder in list(holders.values()):
        objects = [c for c in holder.children if c.dep_ in {"dobj", "nsubjpass"}]
        if is_verb(holder):
            holders.update({c.i: c for c in objects})
        if lemma(holder) in _ENTERED:
            yield from objects
    for holder in holders.values():
        for prep in holder.children:
            if prep.dep_ == "prep" and prep.lower_ in _WHERE:
                yield from (p for p in prep.children if p.dep_ == "pobj" and is_noun(p))


def _is_place(noun: Token, is_somebody: Callable[[Token], bool]) -> bool:
    if noun.ent_type_ in _NO_PLACE_ENTS:
        return False
    if lemma(noun) in _FACILITIES:
        return any(c.dep_ in {"det", "poss", "compound", "amod"} for c in noun.children)
    prep = noun.head.lower_
    if not noun.tag_.startswith("NNP") or prep in _LOOSE or prep not in _WHERE:
        return False
    return not is_somebody(noun)


def _is_somebodys(noun: Token) -> bool:
    return any(c.tag_ == "PRP$" for c in noun.children)


def _place(noun: Token, country: str | None, text: str) -> Place:
    first, last = noun_phrase(noun)
    start = noun.doc[first].idx
    end = noun.doc[last - 1].idx + len(noun.doc[last - 1].text)
    words = text[start:end]
    return Place(
        text=words, start=start, end=end, name=_name(noun, words), country=country,
        precision=_precision(noun), basis="argument", confidence=0.5,
    )  # fmt: skip


def _name(noun: Token, words: str) -> str:
    """'La Reforma' of 'the village of La Reforma'; else the words without their article."""
    for prep in noun.children:
        if prep.lower_ == "of" and lemma(noun) in _KINDS:
            for inner in prep.children:
                if inner.dep_ == "pobj" and inner.tag_.startswith("NNP"):
                    first, last = noun_phrase(inner)
                    return str(noun.doc[first:last].text)
    return words.removeprefix("the ").removeprefix("The ")


def _precision(noun: Token) -> PlacePrecision:
    kind = _KINDS.get(lemma(noun))
    if kind:
        return kind
    return "point" if lemma(noun) in _FACILITIES else "city"
