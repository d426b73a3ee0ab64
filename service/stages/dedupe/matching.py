"""How an article repeats an earlier one: by address, word for word, or by shared 4-grams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from xxhash import xxh3_64_intdigest

from schemas.article import Article
from schemas.codebook import ScreeningMethod, Verdict
from service.stages.dedupe import records
from service.stages.dedupe.index import DedupeIndex
from service.stages.dedupe.posting_flags import Keys
from service.stages.dedupe.records import Record
from service.stages.dedupe.sketch import SHORT_WORDS, Sketch

# Bands of containment (shared anchors over those of the smaller text). Independent reports of
# one event share .02-.04 of their 4-grams, so .15 says "same story" and .40 "same text".
COPY: Final = 0.80
DERIVED: Final = 0.40
SAME_STORY: Final = 0.15
SHARED_AT_LEAST: Final = 3
#: a copy adds little: so much of the newcomer must be in the earlier text
COVERED: Final = 0.65
LENGTH_RATIO: Final = 3
SHORT_SIMILAR: Final = 0.60
TITLE_JACCARD: Final = 0.50


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article that is being judged; `time` in Unix seconds of event time."""

    article: Article
    drawn: Sketch
    time: int
    place: int


def place_of(article: Article) -> int:
    """The address as a number; without one, the article's id."""
    address = article.canonical_url or article.article_id
    return int(xxh3_64_intdigest(address.encode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict and the earlier article it refers to; with `new`, one of the same story."""

    verdict: Verdict
    earlier: Record | None = None
    similarity: float = 0.0
    method: ScreeningMethod = "none"


@dataclass(frozen=True, slots=True)
class _Match:
    record: Record
    containment: float
    covered: float


NEW: Final = Finding("new")


def judge(newcomer: Newcomer, index: DedupeIndex) -> tuple[Finding, Keys]:
    """The finding, and the newcomer's anchors without the frequent ones."""
    found, usual = index.sharing(newcomer.drawn.anchors, at_least=SHARED_AT_LEAST, share=SAME_STORY)
    by_key = _same_address(newcomer, index) or _same_words(newcomer, index)
    if by_key is not None:
        return by_key, usual
    if not found:
        return NEW, usual
    matches = [
        _match(record, shared, len(usual))
        for record, shared in found
        if abs(record.time - newcomer.time) <= index.window_seconds
    ]
    return _same_text(newcomer, matches, index), usual


def _same_address(newcomer: Newcomer, index: DedupeIndex) -> Finding | None:
    earlier = index.latest_at(newcomer.place)
    if earlier is None:
        return None
    if earlier.digest == newcomer.drawn.digest:
        return Finding("copy", earlier, 1.0, "url")
    shared = _shared(earlier, newcomer.drawn.anchors)
    smaller = min(earlier.size, len(newcomer.drawn.anchors))
    return Finding("update", earlier, shared / smaller if smaller else 0.0, "url")


def _shared(earlier: Record, anchors: Keys) -> int:
    return len(np.intersect1d(records.anchor_array(earlier.anchors), anchors))


def _same_words(newcomer: Newcomer, index: DedupeIndex) -> Finding | None:
    earlier = index.with_digest(newcomer.drawn.digest)
    if earlier is None:
        return None
    verdict: Verdict = "copy" if earlier.is_root else earlier.verdict
    if verdict == "update":
        verdict = "derived"
    return Finding(verdict, earlier, 1.0, "hash")


def _match(record: Record, shared: int, size: int) -> _Match:
    smaller = max(min(record.size, size), 1)
    return _Match(record, min(shared / smaller, 1.0), shared / max(size, 1))


def _same_text(newcomer: Newcomer, matches: list[_Match], index: DedupeIndex) -> Finding:
    best = max(matches, key=lambda m: (m.containment, -m.record.number), default=None)
    if best is None or best.containment < SAME_STORY:
        return NEW
    root = _root_match(best, matches, index)
    hint = Finding("new", best.record, best.containment, "sketch")
    if best.containment < DERIVED or (root is not None and root.containment < SAME_STORY):
        return hint
    if _is_short(newcomer, best.record) and not _short_repeat(newcomer.drawn, best):
        return hint
    return Finding(_verdict(newcomer, best, root), best.record, best.containment, "sketch")


def _root_match(best: _Match, matches: list[_Match], index: DedupeIndex) -> _Match | None:
    """How the newest text of the group's canonical article matches; null when it has expired."""
    group = index.compared(best.record.canonical_article_id)
    roots = [r for r in group if r.is_root]
    if not roots:
        return None
    by_number = {m.record.number: m for m in matches}
    return by_number.get(roots[-1].number, _Match(roots[-1], 0.0, 0.0))


def _verdict(newcomer: Newcomer, best: _Match, root: _Match | None) -> Verdict:
    lengths = sorted((newcomer.drawn.length, best.record.words))
    if lengths[1] > LENGTH_RATIO * lengths[0]:
        return "contained"
    if best.containment >= COPY and best.covered < COVERED:
        return "contained"
    if root is not None and root.containment >= COPY and root.covered >= COVERED:
        return "copy"
    return "derived"


def _is_short(newcomer: Newcomer, earlier: Record) -> bool:
    return min(newcomer.drawn.length, earlier.words) < SHORT_WORDS


def _short_repeat(drawn: Sketch, best: _Match) -> bool:
    """Whether short texts agree enough: few 4-grams are easily shared by notices of one form."""
    earlier = best.record
    if max(drawn.length, earlier.words) >= SHORT_WORDS:
        return best.containment >= COPY
    union = drawn.title | earlier.title
    jaccard = len(drawn.title & earlier.title) / len(union) if union else 0.0
    same = jaccard >= TITLE_JACCARD or drawn.numbers == earlier.numbers
    return best.containment >= SHORT_SIMILAR and same
