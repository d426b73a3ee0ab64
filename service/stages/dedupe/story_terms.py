"""An article as stories compare it: its telling words, and its names and numbers apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import Final
from zlib import crc32

import numpy as np

from schemas.article import Article
from service.stages.dedupe.terms import stem, weight

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_LEADING_WORDS: Final = 250
_LEADING_CHARS: Final = 2_000
_TITLE_COUNTS: Final = 2
_WORDS_KEPT: Final = 60
_NAMES_KEPT: Final = 30
_COMMON: Final = 1.0
#: words and names count the same: the square root, because weights are multiplied
_HALF: Final = sqrt(0.5)
_SCALE: Final = 65_535
FULL: Final = _SCALE * _SCALE
TOP_TERMS: Final = 12


@dataclass(frozen=True, slots=True)
class Vector:
    """Term hashes (little-endian uint32), heaviest first, and weights (uint16)."""

    terms: bytes
    weights: bytes

    def pairs(self) -> dict[int, int]:
        """Term -> weight."""
        return dict(
            zip(
                np.frombuffer(self.terms, "<u4").tolist(),
                np.frombuffer(self.weights, "<u2").tolist(),
                strict=True,
            )
        )

    def top(self) -> list[int]:
        """The heaviest terms."""
        found: list[int] = np.frombuffer(
            self.terms, "<u4", min(TOP_TERMS, len(self.terms) // 4)
        ).tolist()
        return found


def vector(article: Article) -> Vector:
    """The article's vector from its title, twice, and its first 250 words."""
    counts = Counter(_TOKEN.findall(article.text, 0, _LEADING_CHARS)[:_LEADING_WORDS])
    for token in _TOKEN.findall(article.title or ""):
        counts[token] += _TITLE_COUNTS
    words: Counter[tuple[int, float]] = Counter()
    names: Counter[tuple[int, float]] = Counter()
    for token, times in counts.items():
        word, name = _terms(token)
        if word is not None:
            words[word] += times
        if name is not None:
            names[name] += times
    return _packed([*_scaled(words, _WORDS_KEPT), *_scaled(names, _NAMES_KEPT)])


@lru_cache(maxsize=65_536)
def _terms(token: str) -> tuple[tuple[int, float] | None, tuple[int, float] | None]:
    """Hash and weight of the token as a word, and as a name or number; null when it is neither."""
    folded = token.casefold()
    heavy = max(weight(folded), _COMMON)
    if weight(folded) < _COMMON and not token[0].isdigit():
        return None, None
    word = crc32(stem(folded).encode("utf-8", "replace")), heavy
    if token[0].islower():
        return word, None
    return word, (crc32(f"={folded}".encode("utf-8", "replace")), heavy)


def similarity(one: dict[int, int], other: Vector) -> int:
    """Half the cosine of the words and half that of the names, 0 to `FULL`.

    A whole number, so that sums do not depend on the order of the members.
    """
    terms = np.frombuffer(other.terms, "<u4").tolist()
    shared = [(i, t) for i, t in enumerate(terms) if t in one]
    weights = np.frombuffer(other.weights, "<u2")
    return sum(one[t] * int(weights[i]) for i, t in shared)


def _scaled(counts: Counter[tuple[int, float]], most: int) -> list[tuple[float, int]]:
    """Weight and hash of the heaviest terms by tf-idf; the weights' length is sqrt(.5)."""
    raw = sorted((-(1 + log(n)) * heavy, term) for (term, heavy), n in counts.items())[:most]
    norm = sqrt(sum(w * w for w, _ in raw)) or 1.0
    return [(w * _HALF / norm, term) for w, term in raw]


def _packed(terms: list[tuple[float, int]]) -> Vector:
    ranked = sorted(terms)
    return Vector(
        np.array([t for _, t in ranked], "<u4").tobytes(),
        np.array([round(-w * _SCALE) for w, _ in ranked], "<u2").tobytes(),
    )
