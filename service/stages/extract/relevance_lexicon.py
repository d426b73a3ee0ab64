"""The words that tell politics from sport, illness and the rest, read once from a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class RelevanceWords:
    """Words in lower case; `dying` are lemmas, `played_topics` names of `topics.yaml`."""

    played_topics: frozenset[str]
    bodies: frozenset[str]
    illnesses: frozenset[str]
    dying: frozenset[str]


@cache
def relevance_words() -> RelevanceWords:
    """The words of `lexicon/relevance.yaml`; TypeError for a list that is unknown or missing."""
    path = files("service.stages.extract") / "lexicon" / "relevance.yaml"
    raw: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return RelevanceWords(**{kind: frozenset(words) for kind, words in raw.items()})
