"""Surnames of people in the registry that the text gives to somebody else: another Clark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from service.stages.extract.actor_registry import TITLES
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import RegistryMatch

#: tokens of a name with which surname and first name are told apart
_FEWEST, _MOST = 2, 4


def given_names(doc: Any) -> Mapping[str, set[str]]:
    """The first names that the text itself gives to each family name."""
    given: dict[str, set[str]] = defaultdict(set)
    for ent in doc.ents:
        if ent.label_ == "PERSON" and _FEWEST <= len(ent) <= _MOST:
            first = next((t.text for t in ent if fold(t.text) not in TITLES), ent[-1].text)
            given[fold(ent[-1].text)].add(fold(first))
    return {family: firsts - {family} for family, firsts in given.items()}


def is_namesake(m: RegistryMatch, doc: Any, given: Mapping[str, set[str]]) -> bool:
    """Whether a bare surname is that of somebody else, whom the text names in full."""
    if m.entry.kind != "person" or m.token_end != m.token_start + 1:
        return False
    firsts = given.get(fold(doc[m.token_start].text), set())
    return bool(firsts) and fold(m.entry.name.split()[0]) not in firsts
