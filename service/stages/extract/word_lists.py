"""Reads the data files that hold nothing but lists of words, each under its name."""

from __future__ import annotations

from importlib.resources import files

import yaml


def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of `lexicon/<name>.yaml` as sets; FileNotFoundError for an unknown name."""
    path = files("service.stages.extract") / "lexicon" / f"{name}.yaml"
    raw: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {kind: frozenset(words) for kind, words in raw.items()}
