"""What of texts is compared: its words, its digest and a sample of its word 4-grams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from xxhash import xxh3_64_intdigest, xxh3_128_intdigest

from schemas.article import Article
from service.stages.dedupe.posting_flags import Keys
from service.stages.dedupe.story_terms import Vector, vectors
from service.stages.dedupe.words import Codes, Words, words

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
_HALF: Final = np.uint64(32)
_LOW: Final = np.uint64(2**32 - 1)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as the index sees it; `digest` covers title and body, case and spacing aside."""

    digest: int
    length: int
    anchors: Keys
    title: frozenset[int]
    numbers: int
    vector: Vector


def sketches(articles: Sequence[Article]) -> Iterator[Sketch]:
    """Each article's sketch; all are drawn at once, because small arrays cost what larger ones do.

    Title and numbers only matter, and are only kept, for short texts.
    """
    found = words((a.title or "", without_boilerplate(a)) for a in articles)
    parts = found.readable(), found.texts, anchors(found), vectors(found)
    for readable, (start, end), own, vector in zip(*parts, strict=True):
        short = end - start < SHORT_WORDS
        title, _, body = readable.partition(b"\n ") if short else (b"", b"", b"")
        yield Sketch(
            digest=xxh3_128_intdigest(readable[:-1]),
            length=end - start,
            anchors=own,
            title=frozenset(map(_hash, title.split())),
            numbers=_numbers(body.split()) if short else 0,
            vector=vector,
        )


def without_boilerplate(article: Article) -> str:
    """The text without the spans that cleaning has marked."""
    if not article.boilerplate:
        return article.text
    spans = sorted((b.start, b.end) for b in article.boilerplate)
    edges = [(0, 0), *spans, (len(article.text), len(article.text))]
    return " ".join(article.text[a[1] : b[0]] for a, b in pairwise(edges) if a[1] < b[0])


def anchors(found: Words) -> list[Keys]:
    """Of each text a sorted sample of the 4-grams' hashes: a twelfth, at least the 16 smallest.

    The sample depends on the 4-gram alone, so two texts agree on what they share. Stable over
    processes and machines (crc32, not Python's salted hash). The lower half of a chosen hash is
    kept: three of them in common by chance are not seen in millions of documents.
    """
    hashes = _of_shingles(found.codes)
    # of each text the first 4-gram, and the one behind its last: the others lie over an edge
    spans = [(start, max(start, end - SHINGLE + 1)) for start, end in found.texts]
    chosen = (hashes < SAMPLE).nonzero()[0]
    cuts = chosen.searchsorted(np.array(spans)).tolist()
    sample = hashes.take(chosen)
    parts = [
        sample[a:b] if b - a >= AT_LEAST else np.unique(hashes[start:end])[:AT_LEAST]
        for (a, b), (start, end) in zip(cuts, spans, strict=True)
    ]
    return _distinct(parts)


def _of_shingles(codes: Codes) -> Codes:
    """The hash of every four words, each input bit spread over all output bits (splitmix64)."""
    count = max(len(codes) - SHINGLE + 1, 0)
    mixed: Codes = codes[:count] * _MULTIPLIERS[0]
    for i, multiplier in enumerate(_MULTIPLIERS[1:], start=1):
        mixed += codes[i : i + count] * multiplier
    for shift, multiplier in _MIX:
        mixed ^= mixed >> shift
        mixed *= multiplier
    mixed ^= mixed >> _LAST_SHIFT
    return mixed


def _distinct(parts: list[Codes]) -> list[Keys]:
    """The lower halves of each part's hashes, sorted, each once."""
    numbers = np.arange(len(parts), dtype=np.uint64) << _HALF
    hashes = np.concatenate(parts) & _LOW | numbers.repeat([len(part) for part in parts])
    hashes.sort()
    first = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    hashes = hashes[first]
    cuts = [*hashes.searchsorted(numbers).tolist(), len(hashes)]
    kept = hashes.astype(np.uint32)
    return [kept[a:b] for a, b in pairwise(cuts)]


def _numbers(words: list[bytes]) -> int:
    return _hash(b" ".join(sorted(w for w in words if not _DIGITS.isdisjoint(w))))


def _hash(text: bytes) -> int:
    return int(xxh3_64_intdigest(text))
