"""Against whom the crowds and rebels of a text stand: the state whose rule it tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from service.stages.extract.actor_phrase_parts import is_actor
from service.stages.extract.actor_types import RegistryMatch
from service.stages.extract.entity_names import words
from service.stages.extract.syntax_words import lemma

Token = Any


class Ruled(NamedTuple):
    """Countries in which somebody stands against the rule, where the text leaves no doubt."""

    #: sentence start -> the country whose ruler, repression or revolt it tells of
    sentences: Mapping[int, str]
    #: the one country of all these in the text
    whole: str | None
    #: kind of rebels or crowds -> the only country whose they are called somewhere in the text
    stated: Mapping[str, str]
    #: country -> the places of it in which something is said to be
    where: Mapping[str, int]

    def home(self, main: str | None, country: str | None) -> str | None:
        """The country, if no more is said to be in the text's main one than there."""
        if country is None or main is None or country == main:
            return country
        here, there = self.where.get(main, 0), self.where.get(country, 0)
        return country if there > here or not here else None


class _Sign(NamedTuple):
    country: str
    sentence: int


_NAMES: Final = frozenset({"country", "demonym", "person", "seat"})
_INSIDE: Final = frozenset({"amod", "compound", "nmod", "poss"})
_OFFICE: Final = ("GOV",)
#: from a name up to what it owns: 'the Syrian president's rule'
_CLIMB: Final = 4
#: the share of the signs that the one country of a text has
_SHARE: Final = 0.8


def ruled_in(
    doc: Any,
    matches: Sequence[RegistryMatch],
    published: date | None,
    spots: Sequence[tuple[str, int]],
) -> Ruled:
    """Reads the signs of rule once; `spots` are the places where something is said to be.

    Words of rule tell of it ('Gaddafi's regime', 'the Syrian crackdown'); troops also fight abroad.
    """
    signs: list[_Sign] = []
    for m in matches:
        codes = m.entry.on(published)
        if m.entry.kind not in _NAMES or not codes.country or not is_actor(m, doc.text):
            continue
        person = m.entry.kind == "person"
        if person and not any(c.sectors[:1] == _OFFICE for c in m.entry.codes):
            continue
        root = doc[m.token_start : m.token_end].root
        nouns = list(_owned(root))
        if any(lemma(n) in words("rule") for n in nouns) or _is_ousted(root, nouns):
            signs.append(_Sign(codes.country, root.sent.start))
    where = Counter(country for country, _ in spots)
    return Ruled(_sole(signs), _main(signs), _stated(doc, matches), where)


def _owned(name: Token) -> Iterator[Token]:
    """The nouns that a name owns or heads, the nearest first."""
    at = name
    for _ in range(_CLIMB):
        if at.dep_ in _INSIDE and at.head.i != at.i:
            at = at.head
        elif at.dep_ == "pobj" and at.head.lower_ in _TIES:
            at = at.head.head
        else:
            return
        yield at


#: 'the rule of', 'the crackdown by', 'the revolt against'
_TIES: Final = frozenset({"against", "by", "of", "under"})


def _is_ousted(name: Token, nouns: Sequence[Token]) -> bool:
    """'Topple Gaddafi', 'oust the Syrian president'; 'calls on Assad to step down'."""
    noun = nouns[-1] if nouns else name
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(verb) in words("oust"):
        return True
    return bool(noun.dep_ == "nsubj" and verb.dep_ in ("ccomp", "advcl") and _steps_down(verb))


def _steps_down(verb: Token) -> bool:
    return lemma(verb) == "step" and any(c.lower_ in ("aside", "down") for c in verb.children)


def _sole(signs: Iterable[_Sign]) -> dict[int, str]:
    found: dict[int, set[str]] = {}
    for sign in signs:
        found.setdefault(sign.sentence, set()).add(sign.country)
    return {start: next(iter(c)) for start, c in found.items() if len(c) == 1}


def _main(signs: Sequence[_Sign]) -> str | None:
    counts = Counter(sign.country for sign in signs).most_common(1)
    return counts[0][0] if counts and counts[0][1] >= _SHARE * len(signs) else None


def kind_of(sectors: Sequence[str]) -> str | None:
    """What rebels and crowds have in common whatever the text calls them."""
    return next((s for s in ("REB", "OPP") if s in sectors), None)


def _stated(doc: Any, matches: Sequence[RegistryMatch]) -> dict[str, str]:
    """'Libyan rebels', 'protesters in Syria': whose the rebels and protesters of a text are."""
    found: dict[str, set[str]] = {}
    for before, m in zip(matches, matches[1:], strict=False):
        for role, name in ((m, before), (before, m)):
            kind = kind_of(role.entry.codes[0].sectors) if role.entry.kind == "role" else None
            country = name.entry.codes[0].country
            if kind and country and name.entry.kind in _STATES and _says_whose(doc, role, name):
                found.setdefault(kind, set()).add(country)
    return {kind: next(iter(c)) for kind, c in found.items() if len(c) == 1}


_STATES: Final = frozenset({"country", "demonym", "place"})


def _says_whose(doc: Any, role: RegistryMatch, name: RegistryMatch) -> bool:
    if not is_actor(name, doc.text):
        return False
    if name.start < role.start:
        return name.token_end == role.token_start and name.entry.kind == "demonym"
    between = [t.lower_ for t in doc[role.token_end : name.token_start]]
    return between in (["in"], ["of"])
