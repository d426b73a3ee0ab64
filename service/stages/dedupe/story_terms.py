"""An article as stories compare it: its telling words, and its names and numbers apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
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
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    body = _TOKEN.findall(article.text, 0, _LEADING_CHARS)[:_LEADING_WORDS]
    for tokens, times in ((_TOKEN.findall(article.title or ""), _TITLE_COUNTS), (body, 1)):
        for token in tokens:
            folded = token.casefold()
            named = not token[0].islower()
            if weight(folded) < _COMMON and not token[0].isdigit():
                continue
            words[stem(folded)] += times
            if named:
                names[f"={folded}"] += times
    return _packed({**_scaled(words, _WORDS_KEPT), **_scaled(names, _NAMES_KEPT)})


def similarity(one: dict[int, int], other: dict[int, int]) -> float:
    """Half the cosine of the words and half that of the names, 0 to 1."""
    shared = one.keys() & other.keys()
    return sum(one[t] * other[t] for t in shared) / (_SCALE * _SCALE)


def _scaled(counts: Counter[str], most: int) -> dict[str, float]:
    """The heaviest terms by tf-idf, of length sqrt(.5)."""
    raw = ((t, (1 + log(n)) * max(weight(t.lstrip("=")), _COMMON)) for t, n in counts.items())
    kept = sorted(raw, key=lambda item: (-item[1], item[0]))[:most]
    norm = sqrt(sum(w * w for _, w in kept)) or 1.0
    return {t: w * _HALF / norm for t, w in kept}


def _packed(terms: dict[str, float]) -> Vector:
    by_hash = {crc32(t.encode("utf-8", "replace")): round(w * _SCALE) for t, w in terms.items()}
    ranked = sorted(by_hash.items(), key=lambda item: (-item[1], item[0]))
    return Vector(
        np.array([t for t, _ in ranked], "<u4").tobytes(),
        np.array([w for _, w in ranked], "<u2").tobytes(),
    )
