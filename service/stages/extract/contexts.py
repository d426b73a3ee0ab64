"""The PLOVER contexts of an article (why: election, cbrn, migration ...), at article level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import cast

import yaml

from schemas.codebook import CONTEXTS, Context
from service.stages.extract.topics import words_and_pairs

_MOST = 8


@lru_cache(maxsize=1)
def _contexts_of_word() -> Mapping[str, tuple[Context, ...]]:
    source = resources.files("service.stages.extract") / "lexicon" / "contexts.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    found: dict[str, list[Context]] = {}
    for name in CONTEXTS:
        for word in data[name]:
            found.setdefault(str(word), []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def contexts(lemmas: Sequence[str]) -> tuple[Context, ...]:
    """The contexts with two different words in the article, or three of one; at most eight.

    The strongest first; `lemmas` in text order, lower case.
    """
    table = _contexts_of_word()
    hits: dict[Context, Counter[str]] = {}
    for word, count in words_and_pairs(lemmas, table).items():
        for name in table[word]:
            hits.setdefault(name, Counter())[word] += count
    strength = {name: sum(c.values()) + len(c) for name, c in hits.items() if _enough(c)}
    ranked = sorted(strength, key=lambda n: (-strength[n], CONTEXTS.index(n)))
    return cast("tuple[Context, ...]", tuple(ranked[:_MOST]))


def _enough(words: Counter[str]) -> bool:
    return len(words) >= 2 or max(words.values()) >= 3
