"""The words that tell politics from sport, illness and the rest, read once from a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.stages.extract.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class RelevanceWords:
    """Words in lower case; from `dying` on they are lemmas, `played_topics` names of topics."""

    played_topics: frozenset[str]
    bodies: frozenset[str]
    illnesses: frozenset[str]
    dying: frozenset[str]
    befalling: frozenset[str]
    disasters: frozenset[str]
    violence: frozenset[str]
    shots: frozenset[str]


@cache
def relevance_words() -> RelevanceWords:
    """The words of `lexicon/relevance.yaml`; TypeError for a list that is unknown or missing."""
    return RelevanceWords(**word_lists("relevance"))
