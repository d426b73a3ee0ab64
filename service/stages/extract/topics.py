"""What an article is about: shares of sport, business, film, technology, accident, science words.

The relevance gate reads these beside the political candidates; a figure of speech ('shot on
goal', 'price war') betrays itself by its company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@lru_cache(maxsize=1)
def topic_words() -> Mapping[str, frozenset[str]]:
    """Topic -> its lemmas (pairs joined by a blank)."""
    source = resources.files("service.stages.extract") / "lexicon" / "topics.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {topic: frozenset(str(w) for w in words) for topic, words in data.items()}


@lru_cache(maxsize=1)
def _topics_of_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic, words in topic_words().items():
        for word in words:
            found.setdefault(word, []).append(topic)
    return {word: tuple(topics) for word, topics in found.items()}


def topic_shares(lemmas: Sequence[str]) -> dict[str, float]:
    """Topic words per hundred words of the article, for each topic."""
    table: Mapping[str, tuple[str, ...]] = _topics_of_word()
    counts: Counter[str] = Counter()
    previous = ""
    for lemma in lemmas:
        for topic in table.get(lemma, ()):
            counts[topic] += 1
        for topic in table.get(f"{previous} {lemma}", ()):
            counts[topic] += 1
        previous = lemma
    words = max(len(lemmas), 60)
    return {topic: 100.0 * counts[topic] / words for topic in topic_words()}


def topic_features(shares: Mapping[str, Any]) -> dict[str, float]:
    """The shares as scorer features, capped at eight in a hundred."""
    return {f"topic:{topic}": min(float(share), 8.0) for topic, share in shares.items()}
