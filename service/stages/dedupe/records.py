"""What the table keeps about an article, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from struct import Struct
from typing import Final

import numpy as np

from schemas.article import Screening
from schemas.codebook import ScreeningMethod, Verdict
from service.stages.dedupe import records_json
from service.stages.dedupe.packing import from_table, pack_text, to_table, unpack_texts
from service.stages.dedupe.posting_flags import Keys

PREFIX: Final = "a:"
NO_ANCHORS: Final = b""
_ANCHOR_BYTES: Final = 4
_LAYOUT: Final = 2
# layout, number, place, digest (high, low), time, expires, words, numbers, similarity in
# ten-thousandths, verdict, method, counts of title hashes, released messages and anchors
_HEAD: Final = Struct("<BqQQQqqIQHBBIHI")
_SIZE: Final = Struct("<I")
_HASH: Final = Struct("<Q")
_LOW: Final = 2**64 - 1
_SIMILARITY_STEPS: Final = 10_000
#: the places in these lists are on disk: only append
_VERDICTS: Final[tuple[Verdict, ...]] = ("new", "copy", "derived", "contained", "update")
_METHODS: Final[tuple[ScreeningMethod, ...]] = ("none", "url", "hash", "sketch")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it was screened; `number` counts arrivals, times are Unix seconds.

    `anchors` are little-endian uint32 and empty when the article is not compared any more.
    """

    number: int
    origin: str
    article_id: str
    place: int
    digest: int
    time: int
    expires: int
    words: int
    anchors: bytes
    title: frozenset[int]
    numbers: int
    verdict: Verdict
    canonical_article_id: str
    similarity: float
    method: ScreeningMethod
    story_id: str
    same_story_hint: str | None
    released: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many anchors the record has."""
        return len(self.anchors) // _ANCHOR_BYTES

    @property
    def is_root(self) -> bool:
        """Whether copies of this text are copies of the canonical article."""
        return self.article_id == self.canonical_article_id

    @property
    def screening(self) -> Screening:
        """The verdict as it was published."""
        return Screening(
            verdict=self.verdict,
            canonical_article_id=self.canonical_article_id,
            similarity=self.similarity,
            method=self.method,
            story_id=self.story_id,
            same_story_hint=self.same_story_hint,
        )


def anchor_bytes(anchors: Keys) -> bytes:
    """The anchors as bytes, the same on every machine."""
    return anchors.astype("<u4", copy=False).tobytes()


def anchor_array(packed: bytes) -> Keys:
    """The anchors again."""
    return np.frombuffer(packed, "<u4").astype(np.uint32, copy=False)


def without_anchors(record: Record) -> Record:
    """The record of an article that only its own source offset and digest find."""
    return replace(record, anchors=NO_ANCHORS)


def pack(record: Record) -> bytes:
    """The record as bytes: for the table, and in memory, where an object takes four times that."""
    own = record.is_root
    head = _HEAD.pack(
        _LAYOUT,
        record.number,
        record.place,
        record.digest >> 64,
        record.digest & _LOW,
        record.time,
        record.expires,
        record.words,
        record.numbers,
        round(record.similarity * _SIMILARITY_STEPS),
        _VERDICTS.index(record.verdict),
        _METHODS.index(record.method),
        len(record.title),
        len(record.released),
        record.size,
    )
    texts = (
        record.origin,
        record.article_id,
        "" if own else record.canonical_article_id,
        record.story_id,
        record.same_story_hint or "",
        *record.released,
    )
    title = b"".join([_HASH.pack(t) for t in sorted(record.title)])
    return b"".join((head, record.anchors, title, *map(pack_text, texts)))


def unpack(packed: bytes) -> Record:
    """The record that `pack` wrote."""
    head = _HEAD.unpack_from(packed)
    layout, number, place, high, low, time, expires, words, numbers, tenths = head[:10]
    verdict, method, titles, released, anchors = head[10:]
    if layout != _LAYOUT:
        raise ValueError(f"a record of the unknown layout {layout}")
    title_at = _HEAD.size + anchors * _ANCHOR_BYTES
    texts_at = title_at + titles * _HASH.size
    texts = unpack_texts(packed, texts_at, 5 + released)
    origin, article_id, canonical, story_id, hint = texts[:5]
    return Record(
        number=number,
        origin=origin,
        article_id=article_id,
        place=place,
        digest=high << 64 | low,
        time=time,
        expires=expires,
        words=words,
        anchors=packed[_HEAD.size : title_at],
        title=frozenset([h for (h,) in _HASH.iter_unpack(packed[title_at:texts_at])]),
        numbers=numbers,
        verdict=_VERDICTS[verdict],
        canonical_article_id=canonical or article_id,
        similarity=tenths / _SIMILARITY_STEPS,
        method=_METHODS[method],
        story_id=story_id,
        same_story_hint=hint or None,
        released=tuple(texts[5:]),
    )


def size_of(packed: bytes) -> int:
    """How many anchors the record has, without reading the rest of it."""
    return int(_SIZE.unpack_from(packed, _HEAD.size - _SIZE.size)[0])


def dump(record: Record) -> tuple[str, str]:
    """Key and value for the table."""
    return entry(record.origin, pack(record))


def entry(origin: str, packed: bytes) -> tuple[str, str]:
    """Key and value for the table, of a record that is packed already."""
    return PREFIX + origin, to_table(packed)


def load(key: str, value: str) -> Record:
    """The record that `dump` wrote, or an earlier release."""
    if value.startswith("{"):
        return Record(**records_json.fields(key.removeprefix(PREFIX), value))
    return unpack(from_table(value))
