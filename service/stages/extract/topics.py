"""What an article is about: shares of sport, business, film, technology, accident, science words.

The relevance gate reads these beside the political candidates; a figure of speech ('shot on
goal', 'price war') betrays itself by its company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

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
    for word, count in words_and_pairs(lemmas, table).items():
        for topic in table[word]:
            counts[topic] += count
    words = max(len(lemmas), 60)
    return {topic: 100.0 * counts[topic] / words for topic in topic_words()}


def words_and_pairs(lemmas: Sequence[str], table: Mapping[str, Any]) -> Counter[str]:
    """How often each entry of a table occurs: words, and pairs of words joined by a blank."""
    found = Counter(filter(table.__contains__, lemmas))
    firsts = _FIRSTS.get(id(table))
    if firsts is None:
        firsts = _FIRSTS[id(table)] = frozenset(p.partition(" ")[0] for p in table if " " in p)
    if not firsts.isdisjoint(lemmas):
        pairs = (f"{a} {b}" for a, b in pairwise(lemmas) if a in firsts)
        found.update(pair for pair in pairs if pair in table)
    return found


#: the first words of a table's pairs; the tables live as long as the process
_FIRSTS: Final[dict[int, frozenset[str]]] = {}


def topic_features(shares: Mapping[str, Any]) -> dict[str, float]:
    """The shares as scorer features, capped at eight in a hundred."""
    return {f"topic:{topic}": min(float(share), 8.0) for topic, share in shares.items()}
