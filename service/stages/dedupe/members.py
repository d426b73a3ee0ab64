"""An article of a story, as bytes: when, and the terms that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from struct import Struct, unpack_from
from typing import Final

import numpy as np

from service.stages.dedupe import records_json
from service.stages.dedupe.packing import from_table, to_table
from service.stages.dedupe.story_terms import Vector

_LAYOUT: Final = 2
# layout, time, end, which of the heaviest terms lead to the article, count of terms
_HEAD: Final = Struct("<BqqHH")
_TIME: Final = Struct("<q")
_TIME_AT: Final = 1
_LED_BY_ALL: Final = 0xFFFF
_TERM_BYTES: Final = 4
_TERM_AND_WEIGHT_BYTES: Final = 6
_TERM: Final = np.dtype("<u4")
_WEIGHT: Final = np.dtype("<u2")


def time_of(packed: bytes) -> int:
    """Event time in Unix seconds."""
    return int(_TIME.unpack_from(packed, _TIME_AT)[0])


def expires(packed: bytes) -> int:
    """When its story is closed if nothing follows, in Unix seconds."""
    return int(_TIME.unpack_from(packed, _TIME_AT + _TIME.size)[0])


def pack(time: int, end: int, leading: Sequence[bool], drawn: Vector) -> bytes:
    """The article as bytes; `leading` flags those of its first terms that are not frequent."""
    mask = sum([1 << i for i, leads in enumerate(leading) if leads])
    return b"".join(
        (
            _HEAD.pack(_LAYOUT, time, end, mask, len(drawn.terms)),
            drawn.terms.astype("<u4", copy=False).tobytes(),
            drawn.weights.astype("<u2", copy=False).tobytes(),
        )
    )


def leading_terms(packed: bytes, top: int) -> list[int]:
    """Those of the first `top` terms that lead to the article."""
    _, _, _, mask, count = _HEAD.unpack_from(packed)
    terms = unpack_from(f"<{min(top, count)}I", packed, _HEAD.size)
    return [term for i, term in enumerate(terms) if mask >> i & 1]


def similarities(drawn: Vector, articles: list[bytes]) -> list[int]:
    """For each article half the cosine of the words and half that of the names, 0 to `FULL`.

    Whole numbers, so that sums do not depend on the order of the articles.
    """
    counts = [(len(a) - _HEAD.size) // _TERM_AND_WEIGHT_BYTES for a in articles]
    if not len(drawn.ordered) or not any(counts):
        return [0] * len(articles)
    ends = [_HEAD.size + _TERM_BYTES * n for n in counts]
    parts = list(zip(articles, ends, strict=True))
    terms = np.frombuffer(b"".join([a[_HEAD.size : end] for a, end in parts]), _TERM)
    at = drawn.ordered.searchsorted(terms)
    # few array calls: for so few terms each costs more than what it does
    products = drawn.ordered_weights.take(at, mode="clip")
    products *= np.frombuffer(b"".join([a[end:] for a, end in parts]), _WEIGHT)
    products *= drawn.ordered.take(at, mode="clip") == terms
    starts = [start for start, n in zip(accumulate(counts, initial=0), counts, strict=False) if n]
    sums = iter(np.add.reduceat(products, starts).tolist())
    return [int(next(sums)) if n else 0 for n in counts]


def dump(packed: bytes) -> str:
    """The value for the table."""
    return to_table(packed)


def load(value: str) -> bytes:
    """The article that `dump` wrote, or an earlier release."""
    if not value.startswith("["):
        packed = from_table(value)
        if packed[0] != _LAYOUT:
            raise ValueError(f"a story's article of the unknown layout {packed[0]}")
        return packed
    time, end, terms, weights = records_json.member(value)
    head = _HEAD.pack(_LAYOUT, time, end, _LED_BY_ALL, len(terms) // _TERM_BYTES)
    return head + terms + weights
