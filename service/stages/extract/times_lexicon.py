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


@cache
def time_words() -> TimeWords:
    """The words of `lexicon/times_words.yaml`."""
    path = files("service") / "stages" / "extract" / "lexicon" / "times_words.yaml"
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    maps = ("weekdays", "months", "days", "units")
    return TimeWords(**{k: v if k in maps else frozenset(v) for k, v in raw.items()})
