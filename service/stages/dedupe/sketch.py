"""What of a text is compared: its words, its digest and a sample of its word 4-grams."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest, xxh3_128_intdigest

from schemas.article import Article

Anchors = npt.NDArray[np.uint64]

SHINGLE: Final = 4
SAMPLE: Final = np.uint64(2**64 // 12)
AT_LEAST: Final = 16
SHORT_WORDS: Final = 60

_FOREIGN_MARK: Final = re.compile(r"[^\w\x00-\x7f]")
# bytes outside ASCII belong to words here: the marks among them are spaces already
_MARKS_TO_SPACES: Final = bytes(
    b if b >= 0x80 or chr(b).isalnum() or b == ord("_") else ord(" ") for b in range(256)
)
_DIGITS: Final = frozenset(b"0123456789")
# odd, so that multiplication loses nothing; fractions of the golden ratio and of square roots
_MULTIPLIERS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1], np.uint64
)
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as the index sees it; `digest` covers title and body, case and spacing aside."""

    digest: int
    words: int
    anchors: Anchors
    title: frozenset[int]
    numbers: int


def words(text: str) -> list[bytes]:
    r"""The case-folded `\w+` words in UTF-8, compatibility forms unified (NFKC)."""
    if not text.isascii():
        text = _FOREIGN_MARK.sub(" ", unicodedata.normalize("NFKC", text))
    return text.casefold().encode("utf-8", "replace").translate(_MARKS_TO_SPACES).split()


def sketch(article: Article) -> Sketch:
    """The article's sketch; title and numbers only matter, and are only kept, for short texts."""
    body = words(without_boilerplate(article))
    title = words(article.title or "")
    short = len(body) < SHORT_WORDS
    return Sketch(
        digest=xxh3_128_intdigest(b" ".join([*title, b"\n", *body])),
        words=len(body),
        anchors=anchors(body),
        title=frozenset(map(_hash, title)) if short else frozenset(),
        numbers=_hash(b" ".join(sorted(w for w in body if not _DIGITS.isdisjoint(w))))
        if short
        else 0,
    )


def without_boilerplate(article: Article) -> str:
    """The text without the spans that cleaning has marked."""
    if not article.boilerplate:
        return article.text
    spans = sorted((b.start, b.end) for b in article.boilerplate)
    edges = [(0, 0), *spans, (len(article.text), len(article.text))]
    return " ".join(article.text[a[1] : b[0]] for a, b in pairwise(edges) if a[1] < b[0])


def anchors(tokens: list[bytes]) -> Anchors:
    """A sorted sample of the 4-grams' hashes: a twelfth of them, at least the 16 smallest.

    The sample depends on the 4-gram alone, so two texts agree on what they share. Stable over
    processes and machines (crc32, not Python's salted hash).
    """
    if len(tokens) < SHINGLE:
        return np.empty(0, np.uint64)
    codes = np.fromiter(map(crc32, tokens), np.uint64, len(tokens))
    count = len(codes) - SHINGLE + 1
    mixed = codes[:count] * _MULTIPLIERS[0]
    for i, multiplier in enumerate(_MULTIPLIERS[1:], start=1):
        mixed += codes[i : i + count] * multiplier
    hashes = _finish(mixed)
    sample = _distinct(hashes[hashes < SAMPLE])
    return sample if len(sample) >= AT_LEAST else _distinct(hashes)[:AT_LEAST]


def _distinct(hashes: Anchors) -> Anchors:
    hashes.sort()
    first = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


def _finish(mixed: Anchors) -> Anchors:
    """The hash with every input bit spread over all output bits (the splitmix64 finaliser)."""
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return mixed ^ (mixed >> np.uint64(31))


def _numbers(tokens: list[bytes]) -> int:
    return _hash(b" ".join(sorted(t for t in tokens if not _DIGITS.isdisjoint(t))))


def _hash(text: bytes) -> int:
    return int(xxh3_64_intdigest(text))
