"""An article as stories compare it: its telling words, and its names and numbers apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from service.stages.dedupe.terms import RARE, stem, weights
from service.stages.dedupe.words import Codes, Words

LEADING_WORDS: Final = 250
_TITLE_WORDS: Final = 50
TERMS_KEPT: Final = 72
#: a word in more than a third of all articles tells nothing
_COMMON: Final = 1.0
#: words and names count the same: the square root, because weights are multiplied
_HALF: Final = sqrt(0.5)
_SCALE: Final = 65_535
FULL: Final = _SCALE * _SCALE
# 1 + log(times), for the times that a term can occur
_TIMES: Final = np.array(
    [0.0, *(1 + log(n) for n in range(1, LEADING_WORDS + 2 * _TITLE_WORDS + 1))]
)
_CELLS: Final = 2**18
_CELL: Final = np.uint64(_CELLS - 1)
#: words have hashes below, names above it
_NAMES: Final = np.uint64(2**31)
_WORD_BITS: Final = np.uint64(2**31 - 1)
_SHIFT: Final = np.uint64(16)
_WEIGHT_BITS: Final = np.uint64(2**16 - 1)
#: steps in which weights are counted
_STEPS: Final = 1000
_RANKED: Final = np.uint64(32)
_TERM_BITS: Final = np.uint64(2**32 - 1)
_RANK_BITS: Final = np.uint64(2**48 - 1)
_NUMBER: Final = np.uint64(48)
#: an article's number and whether the term is a name
_HALF_OF: Final = np.uint64(47)
_SMALLEST: Final = 1.0

Terms = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Vector:
    """Term hashes, heaviest first, at most `TERMS_KEPT`, and their weights."""

    terms: Terms
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Table:
    """By the lower bits of a word's hash: its weight, and what turns the hash to its stem's."""

    heavy: Weights
    to_stem: Terms


def vectors(words: Words) -> list[Vector]:
    """The vector of each title, counted twice, and the first 250 words of its text."""
    spans, lengths = _counted(words)
    codes = np.concatenate([words.codes[a:b] for a, b in spans])
    named = np.concatenate([words.named[a:b] for a, b in spans])
    table = _table()
    cells = (codes & _CELL).astype(np.intp)
    heavy = table.heavy.take(cells).astype(np.uint64)
    telling = heavy != 0
    named &= telling
    # the article's number is in the highest bits from here on
    heavy |= (np.arange(len(lengths), dtype=np.uint64) << _NUMBER).repeat(lengths)
    names = (codes | _NAMES)[named] << _SHIFT | heavy[named]
    codes ^= table.to_stem.take(cells)
    codes &= _WORD_BITS
    terms = np.concatenate(((codes << _SHIFT | heavy)[telling], names))
    return _ranked(terms, len(lengths))


def _counted(words: Words) -> tuple[list[tuple[int, int]], list[int]]:
    """The spans of words that count, and how many words these are for each article."""
    spans: list[tuple[int, int]] = []
    lengths: list[int] = []
    for (title, title_end), (text, text_end) in zip(words.titles, words.texts, strict=True):
        headline = (title, min(title + _TITLE_WORDS, title_end))
        lead = (text, min(text + LEADING_WORDS, text_end))
        spans += (headline, headline, lead)
        lengths.append(2 * (headline[1] - title) + lead[1] - text)
    return spans, lengths


def _ranked(terms: Codes, count: int) -> list[Vector]:
    """The vectors of terms (article, hash, weight); each is there as often as it occurs."""
    terms.sort()
    starts = np.empty(len(terms) + 1, np.bool_)
    starts[:1] = starts[-1:] = True
    np.not_equal(terms[1:], terms[:-1], out=starts[1:-1])
    first = starts.nonzero()[0]
    terms = terms.take(first[:-1])
    raw = _TIMES.take(first[1:] - first[:-1]) * (terms & _WEIGHT_BITS)
    # words and names of each article are the two halves that count the same
    halves = (terms >> _HALF_OF).astype(np.intp)
    norms = np.sqrt(np.bincount(halves, raw * raw, 2 * count))
    raw *= (_HALF * _SCALE / np.maximum(norms, _SMALLEST)).take(halves)
    terms >>= _SHIFT
    return _heaviest(terms, np.rint(raw).astype(np.uint64), count)


def _heaviest(terms: Codes, weights: Codes, count: int) -> list[Vector]:
    """Each article's heaviest terms; of the same weight, the higher hash first."""
    ranked = (terms & _TERM_BITS) | weights << _RANKED
    np.subtract(_RANK_BITS, ranked, out=ranked)
    ranked |= terms >> _RANKED << _NUMBER
    ranked.sort()
    numbers = np.arange(count + 1, dtype=np.uint64) << _NUMBER
    cuts = ranked.searchsorted(numbers).tolist()
    np.subtract(_RANK_BITS, ranked, out=ranked)
    hashes, heavy = ranked.astype(np.uint32), (ranked >> _RANKED).astype(np.uint16)
    spans = [(a, min(b, a + TERMS_KEPT)) for a, b in pairwise(cuts)]
    return [Vector(hashes[a:b], heavy[a:b]) for a, b in spans]


@cache
def _table() -> _Table:
    """The shipped word weights; forms of one stem weigh what the commonest of them does."""
    known = weights()
    by_stem: dict[str, float] = {}
    for word, heavy in known.items():
        by_stem[stem(word)] = min(heavy, by_stem.get(stem(word), RARE))
    table = _Table(np.full(_CELLS, round(RARE * _STEPS), np.uint16), np.zeros(_CELLS, np.uint32))
    for word in sorted(known, key=lambda w: (-known[w], w)):
        heavy = by_stem[stem(word)]
        code = crc32(word.encode())
        cell = code & (_CELLS - 1)
        table.heavy[cell] = round(heavy * _STEPS) if heavy >= _COMMON else 0
        table.to_stem[cell] = code ^ crc32(stem(word).encode())
    return table
