"""An article as stories compare it: its telling words, and its names and numbers apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from service.stages.dedupe.terms import RARE, stem, weights
from service.stages.dedupe.words import Codes, Words

LEADING_WORDS: Final = 250
_TITLE_WORDS: Final = 50
_TERMS_KEPT: Final = 72
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

Terms = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Vector:
    """Term hashes, heaviest first, and their weights."""

    terms: Terms
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Table:
    """By the lower bits of a word's hash: its weight, and what turns the hash to its stem's."""

    heavy: Weights
    to_stem: Terms


def vector(words: Words) -> Vector:
    """The vector of a title, twice, and the first 250 words."""
    title, lead = words.title[:_TITLE_WORDS], words.body[:LEADING_WORDS]
    codes = np.concatenate((title, title, lead))
    headline = words.title_named[:_TITLE_WORDS]
    named = np.concatenate((headline, headline, words.body_named[:LEADING_WORDS]))
    table = _table()
    cells = (codes & _CELL).astype(np.intp)
    heavy = table.heavy[cells].astype(np.uint64)
    telling = heavy != 0
    named &= telling
    names = (codes | _NAMES)[named] << _SHIFT | heavy[named]
    codes ^= table.to_stem[cells]
    codes &= _WORD_BITS
    return _ranked(np.concatenate(((codes << _SHIFT | heavy)[telling], names)))


def _ranked(terms: Codes) -> Vector:
    """The vector of terms, hash above weight, of which each is there as often as it occurs."""
    terms.sort()
    starts = np.empty(len(terms), np.bool_)
    starts[:1] = True
    np.not_equal(terms[1:], terms[:-1], out=starts[1:])
    first = starts.nonzero()[0]
    times = np.empty_like(first)
    np.subtract(first[1:], first[:-1], out=times[:-1])
    times[-1:] = len(terms) - first[-1:]
    terms = terms[first]
    raw = _TIMES[times] * (terms & _WEIGHT_BITS)
    terms >>= _SHIFT
    cut = int(terms.searchsorted(_NAMES))
    for half in (raw[:cut], raw[cut:]):
        half *= _HALF * _SCALE / (sqrt(float(half @ half)) or 1.0)
    ranked = np.rint(raw).astype(np.uint64) << _RANKED | terms
    ranked.sort()
    ranked = ranked[: -_TERMS_KEPT - 1 : -1]
    return Vector(ranked.astype(np.uint32), (ranked >> _RANKED).astype(np.uint16))


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
