"""The calendar words, read once from `lexicon/times_words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Calendar words in lower case."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    doubtful: frozenset[str]
    days: Mapping[str, int]
    units: Mapping[str, str]
    parts: frozenset[str]
    before_month: frozenset[str]
    before_year: frozenset[str]
    future_heads: frozenset[str]
    future_participles: frozenset[str]
    future_verbs: frozenset[str]
    clock: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    path = files("service") / "stages" / "extract" / "lexicon" / name
    table: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


@cache
def time_words() -> TimeWords:
    """The words of `lexicon/times_words.yaml`."""
    raw = _read("times_words.yaml")
    sets: dict[str, Any] = {k: frozenset(v) for k, v in raw.items() if isinstance(v, list)}
    maps: dict[str, Any] = {k: v for k, v in raw.items() if isinstance(v, dict)}
    return TimeWords(**maps, **sets)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Words and labels that tell to which clause a date belongs."""

    same_moment: frozenset[str]
    inside: frozenset[str]
    means: frozenset[str]
    scene: frozenset[str]
    between: frozenset[str]
    talked_about: frozenset[str]
    event_nouns: frozenset[str]
    place_nouns: frozenset[str]
    parts: frozenset[str]
    loose: frozenset[str]
    standing: frozenset[str]
    incidents: frozenset[str]
    deeds: frozenset[str]
    violent: frozenset[str]
    soon: frozenset[str]
    weapons: frozenset[str]


@cache
def clause_words() -> ClauseWords:
    """The words of `lexicon/times_clauses.yaml`."""
    return ClauseWords(**{k: frozenset(v) for k, v in _read("times_clauses.yaml").items()})
