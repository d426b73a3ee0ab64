"""Surnames of people in the registry that the text gives to somebody else: another Clark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Any, Final

from service.stages.extract.actor_registry import TITLES
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import RegistryMatch
from service.stages.extract.entity_names import words

Token = Any
#: tokens of a name with which surname and first name are told apart
_FEWEST, _MOST = 2, 4


def given_names(doc: Any) -> Mapping[str, set[str]]:
    """The first names that the text itself gives to each family name."""
    given: dict[str, set[str]] = defaultdict(set)
    for ent in doc.ents:
        if ent.label_ == "PERSON" and _FEWEST <= len(ent) <= _MOST:
            names = [fold(t.text) for t in ent if fold(t.text) not in TITLES] or [
                fold(ent[-1].text)
            ]
            given[names[-1]].add(names[0])
            if len(names) > _FEWEST:  # 'Nicolas Gonzalez Cardona' is called Gonzalez
                given[names[-2]].add(names[0])
            elif len(names) == _FEWEST and names[0] not in given:
                given[names[0]].add(names[1])  # 'Meshaal al-Tammo' is called Meshaal
    return {family: firsts - {family} for family, firsts in given.items()}


def is_namesake(m: RegistryMatch, doc: Any, given: Mapping[str, set[str]]) -> bool:
    """Whether a bare surname is that of somebody else, whom the text names in full."""
    if m.entry.kind != "person" or m.token_end != m.token_start + 1:
        return False
    title = doc[m.token_start - 1].lower_.rstrip(".") if m.token_start else ""
    first = fold(m.entry.name.split()[0])
    if title in words("male_title") and first in words("female_name"):
        return True  # 'Lord Harris' is no Kamala Harris
    if title in words("female_title") and first in words("male_name"):
        return True
    firsts = given.get(fold(doc[m.token_start].text), set())
    return bool(firsts) and firsts.isdisjoint(fold(w) for w in m.entry.name.split())


def families(doc: Any, names: Set[str]) -> frozenset[int]:
    """Where a surname that the text gives somebody acts on its own: 'Hague accused', 'Hague's'."""
    return frozenset(
        t.i for t in doc
        if t.text in names and t.dep_ in _ACTING and (t.i == 0 or t.nbor(-1).lower_ != "the")
        and not any(c.dep_ == "compound" for c in t.children)
    )  # fmt: skip


def is_no_rank(token: Token) -> bool:
    """'Several major attacks', 'a general strike', and 'Mr Major': nobody's rank."""
    if token.lower_ not in words("no_office"):
        return False
    mr = token.i > 0 and token.nbor(-1).lower_.rstrip(".") in words("male_title")
    return mr or (token.dep_ == "amod" and token.text.islower())


_ACTING: Final = frozenset({"nsubj", "nsubjpass", "poss"})
