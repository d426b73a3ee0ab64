"""An article of a story, as bytes: when, and the terms that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from struct import Struct, unpack_from
from typing import Final

import numpy as np

from service.stages.dedupe import records_json
from service.stages.dedupe.packing import from_table, to_table
from service.stages.dedupe.story_terms import Terms, Vector
from service.stages.dedupe.words import Places

_LAYOUT: Final = 2
# layout, time, end, which of the heaviest terms lead to the article, count of terms
_HEAD: Final = Struct("<BqqHH")
_TIME: Final = Struct("<q")
_TIME_AT: Final = 1
_LED_BY_ALL: Final = 0xFFFF
_TERM_BYTES: Final = 4
_TERM_AND_WEIGHT_BYTES: Final = 6
#: a hundred for each term that an article has: another's term is seldom in one of them by chance
_CELLS: Final = 2**13
_CELL: Final = np.uint32(_CELLS - 1)


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
    ends = [_HEAD.size + _TERM_BYTES * n for n in counts]
    parts = list(zip(articles, ends, strict=True))
    terms = np.frombuffer(b"".join([a[_HEAD.size : end] for a, end in parts]), "<u4")
    at = _maybe_shared(drawn.terms, terms)
    if not len(at):
        return [0] * len(articles)
    weights = np.frombuffer(b"".join([a[end:] for a, end in parts]), "<u2")[at]
    terms = terms[at]
    order = drawn.terms.argsort()
    own = order.take(drawn.terms.searchsorted(terms, sorter=order), mode="clip")
    products = drawn.weights[own] * weights.astype(np.int64)
    products *= drawn.terms[own] == terms
    sums = np.zeros(len(at) + 1, np.int64)
    products.cumsum(out=sums[1:])
    until: list[int] = sums[at.searchsorted(list(accumulate(counts)))].tolist()
    return [b - a for a, b in pairwise((0, *until))]


def _maybe_shared(own: Terms, terms: Terms) -> Places:
    """The places of the terms that are among one's own, and of a few others."""
    held = np.zeros(_CELLS, np.bool_)
    held[own & _CELL] = True
    places: Places = held[terms & _CELL].nonzero()[0]
    return places


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
