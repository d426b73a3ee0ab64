"""What of a text is compared: its words, its digest and a sample of its word 4-grams."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest, xxh3_128_intdigest

from schemas.article import Article
from service.stages.dedupe.words import Codes, Words, words

Anchors = npt.NDArray[np.uint32]

SHINGLE: Final = 4
SAMPLE: Final = np.uint64(2**64 // 12)
AT_LEAST: Final = 16
SHORT_WORDS: Final = 60

_DIGITS: Final = frozenset(b"0123456789")
# odd, so that multiplication loses nothing; fractions of the golden ratio and of square roots
_MULTIPLIERS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1], np.uint64
)
_MIX: Final = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST_SHIFT: Final = np.uint64(31)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as the index sees it; `digest` covers title and body, case and spacing aside."""

    digest: int
    length: int
    anchors: Anchors
    title: frozenset[int]
    numbers: int
    words: Words


def sketch(article: Article) -> Sketch:
    """The article's sketch; title and numbers only matter, and are only kept, for short texts."""
    found = words(article.title or "", without_boilerplate(article))
    short = len(found.body) < SHORT_WORDS
    title, _, body = found.joined.partition(b"\n ") if short else (b"", b"", b"")
    return Sketch(
        digest=xxh3_128_intdigest(found.joined[:-1]),
        length=len(found.body),
        anchors=anchors(found.body),
        title=frozenset(map(_hash, title.split())),
        numbers=_numbers(body.split()) if short else 0,
        words=found,
    )


def without_boilerplate(article: Article) -> str:
    """The text without the spans that cleaning has marked."""
    if not article.boilerplate:
        return article.text
    spans = sorted((b.start, b.end) for b in article.boilerplate)
    edges = [(0, 0), *spans, (len(article.text), len(article.text))]
    return " ".join(article.text[a[1] : b[0]] for a, b in pairwise(edges) if a[1] < b[0])


def anchors(codes: Codes) -> Anchors:
    """A sorted sample of the 4-grams' hashes: a twelfth of them, at least the 16 smallest.

    The sample depends on the 4-gram alone, so two texts agree on what they share. Stable over
    processes and machines (crc32, not Python's salted hash). The lower half of a chosen hash is
    kept: three of them in common by chance are not seen in millions of documents.
    """
    if len(codes) < SHINGLE:
        return np.empty(0, np.uint32)
    hashes = _of_shingles(codes)
    sample = hashes[hashes < SAMPLE]
    if len(sample) < AT_LEAST:
        sample = np.unique(hashes)[:AT_LEAST]
    return _distinct(sample.astype(np.uint32))


def _of_shingles(codes: Codes) -> Codes:
    """The hash of every four words, each input bit spread over all output bits (splitmix64)."""
    count = len(codes) - SHINGLE + 1
    mixed: Codes = codes[:count] * _MULTIPLIERS[0]
    for i, multiplier in enumerate(_MULTIPLIERS[1:], start=1):
        mixed += codes[i : i + count] * multiplier
    for shift, multiplier in _MIX:
        mixed ^= mixed >> shift
        mixed *= multiplier
    mixed ^= mixed >> _LAST_SHIFT
    return mixed


def _distinct(hashes: Anchors) -> Anchors:
    hashes.sort()
    first = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


def _numbers(words: list[bytes]) -> int:
    return _hash(b" ".join(sorted(w for w in words if not _DIGITS.isdisjoint(w))))


def _hash(text: bytes) -> int:
    return int(xxh3_64_intdigest(text))
