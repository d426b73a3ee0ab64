"""What the table keeps about an article, and how it is written."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import orjson

from schemas.article import Screening
from service.stages.dedupe.sketch import Anchors

PREFIX: Final = "a:"
NO_ANCHORS: Final = b""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it was screened; `number` counts arrivals, times are Unix seconds.

    `anchors` are little-endian uint64 and empty when the article is not compared any more.
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
    screening: Screening
    released: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many anchors the record has."""
        return len(self.anchors) // 8

    @property
    def is_root(self) -> bool:
        """Whether copies of this text are copies of the canonical article."""
        return self.article_id == self.screening.canonical_article_id


def pack(anchors: Anchors) -> bytes:
    """The anchors as bytes, the same on every machine."""
    return anchors.astype("<u8").tobytes()


def unpack(packed: bytes) -> Anchors:
    """The anchors again."""
    return np.frombuffer(packed, "<u8").astype(np.uint64)


def without_anchors(record: Record) -> Record:
    """The record of an article that only its own source offset and digest find."""
    return replace(record, anchors=NO_ANCHORS)


def dump(record: Record) -> tuple[str, str]:
    """Key and value for the table."""
    s = record.screening
    value = {
        "n": record.number,
        "a": record.article_id,
        "u": f"{record.place:x}",
        "d": f"{record.digest:x}",
        "t": [record.time, record.expires],
        "w": record.words,
        "k": base64.b64encode(record.anchors).decode("ascii"),
        "s": [s.verdict, s.canonical_article_id, s.similarity, s.method, s.story_id],
        "h": s.same_story_hint,
        "r": record.released,
        "b": [sorted(f"{t:x}" for t in record.title), f"{record.numbers:x}"],
    }
    return PREFIX + record.origin, orjson.dumps(value).decode("ascii")


def load(key: str, value: str) -> Record:
    """The record that `dump` wrote."""
    raw = orjson.loads(value)
    verdict, canonical, similarity, method, story = raw["s"]
    article_id = raw["a"]
    return Record(
        number=raw["n"],
        origin=key.removeprefix(PREFIX),
        article_id=article_id,
        place=int(raw["u"], 16),
        digest=int(raw["d"], 16),
        time=raw["t"][0],
        expires=raw["t"][1],
        words=raw["w"],
        anchors=base64.b64decode(raw["k"]),
        title=frozenset(int(t, 16) for t in raw["b"][0]),
        numbers=int(raw["b"][1], 16),
        screening=Screening(
            verdict=verdict,
            canonical_article_id=canonical,
            similarity=similarity,
            method=method,
            story_id=story,
            same_story_hint=raw["h"],
        ),
        released=tuple(raw["r"]),
    )
