"""An article of a story, as bytes: when, and the terms that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct, unpack_from
from typing import Final

import numpy as np

from service.stages.dedupe import records_json
from service.stages.dedupe.packing import from_table, to_table
from service.stages.dedupe.story_terms import Vector

_LAYOUT: Final = 2
# layout, time, end, which of the heaviest terms lead to the article, count of terms
_HEAD: Final = Struct("<BqqHH")
_TIMES: Final = Struct("<qq")
_LED_BY_ALL: Final = 0xFFFF
_TERM_BYTES: Final = 4
_TERM_AND_WEIGHT_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class Member:
    """An article of the story."""

    story_id: str
    packed: bytes

    @property
    def time(self) -> int:
        """Event time in Unix seconds."""
        return int(_TIMES.unpack_from(self.packed, 1)[0])

    @property
    def expires(self) -> int:
        """When its story is closed if nothing follows, in Unix seconds."""
        return int(_TIMES.unpack_from(self.packed, 1)[1])


def pack(time: int, expires: int, leading: Sequence[bool], drawn: Vector) -> bytes:
    """The article as bytes; `leading` flags those of its first terms that are not frequent."""
    mask = sum([1 << i for i, leads in enumerate(leading) if leads])
    return b"".join(
        (
            _HEAD.pack(_LAYOUT, time, expires, mask, len(drawn.terms)),
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
    if not len(drawn.terms) or not any(counts):
        return [0] * len(articles)
    cuts = [(_HEAD.size, _HEAD.size + _TERM_BYTES * n) for n in counts]
    parts = list(zip(articles, cuts, strict=True))
    terms = np.frombuffer(b"".join([a[start:end] for a, (start, end) in parts]), "<u4")
    weights = np.frombuffer(b"".join([a[end:] for a, (_, end) in parts]), "<u2")
    order = drawn.terms.argsort()
    at = drawn.terms.searchsorted(terms, sorter=order)
    at = order.take(at, mode="clip")
    products = drawn.weights[at] * weights.astype(np.float64)
    products *= drawn.terms[at] == terms
    sums = np.bincount(np.arange(len(counts)).repeat(counts), products, len(counts))
    return [int(s) for s in sums.tolist()]


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
    time, expires, terms, weights = records_json.member(value)
    head = _HEAD.pack(_LAYOUT, time, expires, _LED_BY_ALL, len(terms) // _TERM_BYTES)
    return head + terms + weights
