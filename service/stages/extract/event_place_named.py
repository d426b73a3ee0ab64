"""Places of an act that no gazetteer knows: 'in the village of X', 'outside the town hall'.

They keep the words of the text and stay without coordinates (`missing` says `unresolved`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from schemas import Place
from schemas.codebook import PlacePrecision
from service.stages.extract.place_lexicon import words_of
from service.stages.extract.syntax_phrases import noun_phrase
from service.stages.extract.syntax_words import is_noun, is_verb, lemma

Token = Any

_INSIDE: Final = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "through"})
#: with these a common noun says where only if it is a building or the like
_LOOSE: Final = frozenset({"along", "down", "on", "from", "into", "toward", "towards"})
_WHERE: Final = _INSIDE | _LOOSE
_ENTERED: Final = frozenset(
    {
        "abandon", "besiege", "burn", "enter", "occupy", "patrol", "raid", "ransack", "recapture",
        "retake", "search", "seize", "storm", "surround", "torch",
    }
)  # fmt: skip
_FACILITIES: Final = frozenset(
    {
        "airport", "apartment", "bank", "bar", "barracks", "base", "bazaar", "bridge", "building",
        "bus", "cafe", "camp", "campus", "cathedral", "cemetery", "center", "centre", "checkpoint",
        "church", "clinic", "college", "compound", "consulate", "courthouse", "crossing", "embassy",
        "factory", "farm", "flat", "gallery", "garden", "hall", "headquarters", "hideout",
        "highway", "home", "hospital", "hotel", "house", "market", "mine", "monastery", "mosque",
        "office", "palace", "park", "parliament", "pipeline", "plant", "platform", "port", "prison",
        "refinery", "residence", "restaurant", "road", "school", "shop", "shrine", "square",
        "stadium", "station", "street", "synagogue", "temple", "theatre", "township", "university",
        "village", "town", "city", "district", "neighborhood", "neighbourhood", "suburb", "zone",
        "border", "strait", "waterway", "river", "lake", "valley", "mountain",
    }
)  # fmt: skip
#: 'urban centres' are towns, no building
_LOOSE_PLURALS: Final = frozenset({"centers", "centres"})
_KINDS: Final[dict[str, PlacePrecision]] = {
    **dict.fromkeys(("village", "town", "city", "township", "hamlet", "municipality"), "city"),
    **dict.fromkeys(("province", "state", "governorate", "department", "county"), "admin"),
    **dict.fromkeys(("region", "area", "zone", "valley", "border", "island", "river"), "region"),
}
_MEANS: Final = frozenset({"in", "during", "by", "after"})
_ATTACKED: Final = _INSIDE | {"on", "against"}
_AGAINST: Final = frozenset({"with", "against"})
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
        # 'a man from the town' says who
        yield from _stated_by(holder, _INSIDE if holder.dep_ == "nsubjpass" else _WHERE)
    for holder in (trigger, anchor):
        yield from _below(holder)
        yield from _scenes(holder)


def _stated_by(holder: Token, preps: frozenset[str]) -> Iterator[Token]:
    """'arrested at a market', 'through other parts of the city'."""
    for prep in holder.children:
        if prep.dep_ == "prep" and prep.lower_ in preps:
            yield from (_whole(p) for p in prep.children if p.dep_ == "pobj" and is_noun(p))


def _whole(noun: Token) -> Token:
    """The place of which a part is named: 'the city' of 'other parts of the city'."""
    if noun.lower_ not in words_of("partition") or lemma(noun) in _FACILITIES:
        return noun
    below = (p for prep in noun.children if prep.lower_ == "of" for p in prep.children)
    return next((p for p in below if p.dep_ == "pobj" and is_noun(p)), noun)


def _below(holder: Token) -> Iterator[Token]:
    """'arrested in a raid on his home', 'skirmished with police outside the hall'."""
    for prep in holder.children:
        for noun in prep.children if prep.dep_ in ("prep", "agent") else ():
            if noun.dep_ != "pobj" or noun.lower_ in words_of("speech"):
                continue
            if prep.lower_ in _MEANS and noun.lower_ in words_of("attack"):
                yield from _stated_by(noun, _ATTACKED)
            elif prep.lower_ in _AGAINST:
                yield from _stated_by(noun, _INSIDE)


def _scenes(holder: Token) -> Iterator[Token]:
    """What the clauses above the act say: 'a town where', 'ate at a cafe when', its verb."""
    if holder.dep_ == "relcl" and any(c.lower_ == "where" for c in holder.lefts):
        noun = holder.head
        while noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun) not in _FACILITIES:
            noun = noun.head.head
        yield noun
    if _happens_while(holder):
        for above in (holder.head, *(c for c in holder.head.children if c.dep_ == "dobj")):
            yield from _stated_by(above, _INSIDE)
    if is_noun(holder) and holder.dep_ == "nsubj" and is_verb(holder.head):
        yield from _stated_by(holder.head, _INSIDE)


def _happens_while(verb: Token) -> bool:
    """'was eating at a cafe when gunmen shot her': the other clause is the scene of the act."""
    if verb.dep_ != "advcl" or not any(c.lower_ == "when" for c in verb.lefts):
        return False
    above = verb.head
    return above.tag_ == "VBG" and any(c.lower_ in ("was", "were") for c in above.children)


def _is_place(noun: Token, is_somebody: Callable[[Token], bool]) -> bool:
    if noun.ent_type_ in _NO_PLACE_ENTS:
        return False
    if lemma(noun) in _FACILITIES and noun.lower_ not in _LOOSE_PLURALS:
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
