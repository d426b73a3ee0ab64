"""What the table keeps about an article, and how it is written."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Final, get_args

import numpy as np
import orjson

from schemas.article import Screening
from schemas.codebook import ScreeningMethod, Verdict
from service.stages.dedupe.sketch import Anchors

PREFIX: Final = "a:"
NO_ANCHORS: Final = b""
_VERDICTS: Final[dict[str, Verdict]] = {v: v for v in get_args(Verdict)}
_METHODS: Final[dict[str, ScreeningMethod]] = {m: m for m in get_args(ScreeningMethod)}


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
        return len(self.anchors) // 8

    @property
    def is_root(self) -> bool:
        """Whether copies of this text are copies of the canonical article."""
        return self.article_id == self.canonical_article_id

    @property
    def screening(self) -> Screening:
        """The verdict as it was published; kept in parts because a record takes a third so."""
        return Screening(
            verdict=self.verdict,
            canonical_article_id=self.canonical_article_id,
            similarity=self.similarity,
            method=self.method,
            story_id=self.story_id,
            same_story_hint=self.same_story_hint,
        )


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
    value = {
        "n": record.number,
        "a": record.article_id,
        "u": f"{record.place:x}",
        "d": f"{record.digest:x}",
        "t": [record.time, record.expires],
        "w": record.words,
        "k": base64.b64encode(record.anchors).decode("ascii"),
        "s": [
            record.verdict,
            record.canonical_article_id,
            record.similarity,
            record.method,
            record.story_id,
        ],
        "h": record.same_story_hint,
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
        verdict=_VERDICTS[verdict],
        canonical_article_id=article_id if canonical == article_id else canonical,
        similarity=similarity,
        method=_METHODS[method],
        story_id=story,
        same_story_hint=raw["h"],
        released=tuple(raw["r"]),
    )
