"""What a name that no lexicon knows stands for: person, body, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.codebook import EntityType
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import Named


@cache
def words(section: str) -> frozenset[str]:
    """The words of a section of `lexicon/actors/name_words.yaml`."""
    path = files("service.stages.extract") / "lexicon" / "actors" / "name_words.yaml"
    return frozenset(yaml.safe_load(path.read_text("utf-8"))[section].split())


def name_type(named: Named, doc: Any, people: frozenset[str]) -> EntityType | None:
    """The type of a name the registry lacks; `people` holds the words of certain persons.

    The words of the name decide first, then what stands around it, then the model's label.
    """
    parts = [fold(w) for w in named.text.replace("-", " ").split() if w[:1].isalpha()]
    if not parts or not named.text[:1].isupper() or parts[-1] in words("thing"):
        return None
    if words("body") & set(parts):
        return "organization"
    if parts[0] in ("al", "the") and len(parts) == 1:
        return None
    if parts[0] in words("kunya") and len(parts) > 1:
        return "person"
    head = doc[named.head]
    if set(parts) <= people or is_personal(head, named, doc):
        return "person"
    return _by_label(named, head, parts)


def _by_label(named: Named, head: Any, parts: Sequence[str]) -> EntityType | None:
    label = head.ent_type_
    if label == "PERSON":
        if len(parts) == 1 and head.dep_ == "pobj" and head.head.lower_ in words("locative"):
            return None
        return "organization" if named.text.isupper() and len(parts) == 1 else "person"
    if label == "ORG":
        return "organization"
    if label == "NORP" and len(parts) > 1:
        return "group"
    return None


def person_words(named: Sequence[Named], doc: Any) -> frozenset[str]:
    """Words of names that are persons' by the registry, by full name or by what stands around."""
    found: set[str] = set()
    for n in named:
        if n.code.actor_id:
            if n.code.kind == "person":
                found |= n.words
        elif not words("body") & n.words:
            head = doc[n.head]
            full = head.ent_type_ == "PERSON" and len(n.text.split()) > 1
            if full or is_personal(head, n, doc):
                found.add(fold(n.text.split()[-1]))
    return frozenset(found)


def is_personal(head: Any, named: Named, doc: Any) -> bool:
    """Whether a title, an age, 'who' or a verb of speech shows that the name is a person's."""
    first = head.i - len(named.text.split()) + 1
    before = doc[first - 1].lower_.rstrip(".") if first > 0 else ""
    if before in words("title") and not doc[first - 1].is_punct:
        return True
    after = [t.lower_ for t in doc[head.i + 1 : head.i + 4]]
    if after[:1] == ["who"] or (len(after) == 3 and after[0] == after[2] == "," and _age(after[1])):
        return True
    if _is_told_of(head):
        return True
    if head.ent_type_ == "PERSON" or len(named.text.split()) < 2:
        return False
    return head.dep_ == "nsubj" and head.head.lower_ in words("speech") and not named.text.isupper()


def _age(word: str) -> bool:
    return word.isdecimal() and 0 < int(word[:4]) < 110


def _is_told_of(head: Any) -> bool:
    """'X, the special envoy', 'the commander, X'."""
    office = words("office") | words("title")
    if head.dep_ == "appos" and head.head.lower_ in office:
        return True
    return any(c.dep_ == "appos" and c.lower_ in office for c in head.children)
