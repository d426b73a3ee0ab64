"""What a name that no lexicon knows stands for: person, body, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.codebook import EntityType
from service.stages.extract.actor_registry import fold
from service.stages.extract.actor_types import Named


@cache
def _words(section: str) -> frozenset[str]:
    """The words of a section of `lexicon/actors/name_words.yaml`."""
    path = files("service.stages.extract") / "lexicon" / "actors" / "name_words.yaml"
    return frozenset(yaml.safe_load(path.read_text("utf-8"))[section].split())


def name_type(named: Named, doc: Any, people: frozenset[str]) -> EntityType | None:
    """The type of a name the registry lacks; `people` holds the words of certain persons.

    The words of the name decide first, then what stands around it, then the model's label.
    """
    words = [fold(w) for w in named.text.replace("-", " ").split() if w[:1].isalpha()]
    if not words or not named.text[:1].isupper() or words[-1] in _words("thing"):
        return None
    if _words("body") & set(words):
        return "organization"
    if words[0] in ("al", "the") and len(words) == 1:
        return None
    head = doc[named.head]
    if set(words) <= people or is_personal(head, named, doc):
        return "person"
    return _by_label(named, head.ent_type_, words)


def _by_label(named: Named, label: str, words: Sequence[str]) -> EntityType | None:
    if label == "PERSON":
        return "organization" if named.text.isupper() and len(words) == 1 else "person"
    if label == "ORG":
        return "organization"
    if label == "NORP" and len(words) > 1:
        return "group"
    return None


def is_personal(head: Any, named: Named, doc: Any) -> bool:
    """Whether a title, an age, 'who' or a verb of speech shows that the name is a person's."""
    first = head.i - len(named.text.split()) + 1
    before = doc[first - 1].lower_.rstrip(".") if first > 0 else ""
    if before in _words("title") and not doc[first - 1].is_punct:
        return True
    after = [t.lower_ for t in doc[head.i + 1 : head.i + 4]]
    if after[:1] == ["who"] or (len(after) == 3 and after[0] == after[2] == "," and _age(after[1])):
        return True
    if head.ent_type_ == "PERSON" or len(named.text.split()) < 2:
        return False
    return (
        head.dep_ == "nsubj" and head.head.lower_ in _words("speech") and not named.text.isupper()
    )


def _age(word: str) -> bool:
    return word.isdecimal() and 0 < int(word[:4]) < 110
