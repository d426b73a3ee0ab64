"""The words that tell acts and their two sides apart, read once from `lexicon/acts.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.stages.extract.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class ActWords:
    """Lemmas in lower case; `aimed`, `at_once` and `spans` as they stand in the text."""

    intransitive: frozenset[str]
    want_objects: frozenset[str]
    telling: frozenset[str]
    agreeing: frozenset[str]
    aimed: frozenset[str]
    at_once: frozenset[str]
    spans: frozenset[str]


@cache
def act_words() -> ActWords:
    """The words of `lexicon/acts.yaml`; TypeError for a list that is unknown or missing."""
    return ActWords(**word_lists("acts"))
