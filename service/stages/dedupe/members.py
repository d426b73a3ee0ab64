"""An article of a story, as bytes: when, and the terms that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct, unpack_from
from typing import Final

import numpy as np

from service.stages.dedupe import records_json
from service.stages.dedupe.packing import from_table, to_table
from service.stages.dedupe.story_terms import TERMS_KEPT, Vector

_LAYOUT: Final = 2
# layout, time, end, which of the heaviest terms lead to the article, count of terms
_HEAD: Final = Struct("<BqqHH")
_TIMES: Final = Struct("<xqq")
_LED_BY_ALL: Final = 0xFFFF
_TERM: Final = np.dtype("<u4")
_WEIGHT: Final = np.dtype("<u2")
_TERMS_AT: Final = _HEAD.size
_WEIGHTS_AT: Final = _TERMS_AT + TERMS_KEPT * _TERM.itemsize
_TIMES_AT: Final = slice(1, 9)
_SIZE: Final = _WEIGHTS_AT + TERMS_KEPT * _WEIGHT.itemsize


def expires(packed: bytes) -> int:
    """When its story is closed if nothing follows, in Unix seconds."""
    return int(_TIMES.unpack_from(packed)[1])


def pack(time: int, end: int, leading: Sequence[bool], drawn: Vector) -> bytes:
    """The article as bytes, zeros in place of terms that it does not have.

    `leading` flags those of its first terms that are not frequent.
    """
    mask = sum([1 << i for i, leads in enumerate(leading) if leads])
    head = _HEAD.pack(_LAYOUT, time, end, mask, len(drawn.terms))
    terms = drawn.terms.astype(_TERM, copy=False).tobytes()
    return _padded(head, terms, drawn.weights.astype(_WEIGHT, copy=False).tobytes())


def leading_terms(packed: bytes, top: int) -> list[int]:
    """Those of the first `top` terms that lead to the article."""
    _, _, _, mask, count = _HEAD.unpack_from(packed)
    terms = unpack_from(f"<{min(top, count)}I", packed, _HEAD.size)
    return [term for i, term in enumerate(terms) if mask >> i & 1]


def compared(drawn: Vector, articles: list[bytes]) -> tuple[list[int], list[int]]:
    """How alike each article is, and its time in Unix seconds.

    Alike is half the cosine of the words and half that of the names, 0 to `FULL`: whole numbers,
    so that sums do not depend on the order of the articles.
    """
    raw = np.frombuffer(b"".join(articles), np.uint8).reshape(len(articles), _SIZE)
    times = raw[:, _TIMES_AT].copy().view("<i8").ravel().tolist()
    if not len(drawn.terms):
        return [0] * len(articles), times
    terms = raw[:, _TERMS_AT:_WEIGHTS_AT].copy().view(_TERM).ravel()
    order = drawn.terms.argsort()
    own = drawn.terms.take(order)
    at = own.searchsorted(terms)
    places = (own.take(at, mode="clip") == terms).nonzero()[0]
    products = drawn.weights.take(order.take(at.take(places))).astype(np.float64)
    products *= raw[:, _WEIGHTS_AT:].copy().view(_WEIGHT).ravel().take(places)
    places //= TERMS_KEPT
    sums = np.bincount(places, products, len(articles))
    return sums.astype(np.int64).tolist(), times


def dump(packed: bytes) -> str:
    """The value for the table."""
    count = _HEAD.unpack_from(packed)[-1]
    if count == TERMS_KEPT:
        return to_table(packed)
    terms = packed[: _TERMS_AT + count * _TERM.itemsize]
    return to_table(terms + packed[_WEIGHTS_AT : _WEIGHTS_AT + count * _WEIGHT.itemsize])


def load(value: str) -> bytes:
    """The article that `dump` wrote, or an earlier release."""
    if value.startswith("["):
        time, end, terms, weights = records_json.member(value)
        count = min(len(terms) // _TERM.itemsize, TERMS_KEPT)
        head = _HEAD.pack(_LAYOUT, time, end, _LED_BY_ALL, count)
        return _padded(head, terms[: count * _TERM.itemsize], weights[: count * _WEIGHT.itemsize])
    packed = from_table(value)
    if packed[0] != _LAYOUT:
        raise ValueError(f"a story's article of the unknown layout {packed[0]}")
    weights_at = _TERMS_AT + _HEAD.unpack_from(packed)[-1] * _TERM.itemsize
    return _padded(packed[:_TERMS_AT], packed[_TERMS_AT:weights_at], packed[weights_at:])


def _padded(head: bytes, terms: bytes, weights: bytes) -> bytes:
    return (head + terms).ljust(_WEIGHTS_AT, b"\0") + weights.ljust(_SIZE - _WEIGHTS_AT, b"\0")
