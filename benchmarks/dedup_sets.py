"""The texts that near-duplicates and stories are measured on, and what is counted."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.dedup_methods import NOW, Anchors, Method
from schemas.article import Article, Screening
from service.stages.dedupe import DedupeIndex, screen

Doc = dict[str, Any]
NATURAL_CONTAINMENT = 0.5
#: every so many articles the index is thrown away and made again of its table
RESTART_EVERY = 400


def rows(path: Path) -> Iterator[Doc]:
    """The JSON lines of a compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(name: str, text: str, title: str | None = None) -> Article:
    """An article without a time, so that it is as old as it arrives."""
    return Article(article_id=name, text=text, title=title, content_hash="")


@cache
def corpus(data: Path) -> dict[str, str]:
    """Id -> text."""
    return {d["id"]: d["text"] for d in rows(data / "corpus" / "news.jsonl.gz")}


@cache
def perturbed(data: Path) -> dict[str, list[Doc]]:
    """Perturbation -> its copies."""
    kinds: dict[str, list[Doc]] = defaultdict(list)
    for copy in rows(data / "dedup" / "synthetic_dups.jsonl.gz"):
        kinds[copy["kind"]].append(copy)
    return kinds


@cache
def ecb(data: Path) -> tuple[Doc, ...]:
    """The texts of ECB+'s development topics."""
    return tuple(rows(data / "stories" / "ecbplus_docs.jsonl.gz"))


def recall(new: type[Method], data: Path) -> dict[str, float]:
    """Share of perturbed texts found, by perturbation; each kind meets a fresh index."""
    originals = corpus(data)
    return {kind: _found(new(), copies, originals) for kind, copies in perturbed(data).items()}


def _found(method: Method, copies: list[Doc], originals: dict[str, str]) -> float:
    for copy in copies:
        method.earlier(article(copy["dup_of"], originals[copy["dup_of"]]))
    hits = [method.earlier(article(c["id"], c["text"])) for c in copies]
    return sum(h is not None for h in hits) / len(hits)


def natural(new: type[Method], data: Path) -> tuple[float, int]:
    """Share of natural near-duplicates (containment >= .5) found, and how many there are."""
    texts = {d["id"]: d for d in rows(data / "dedup" / "natural_docs.jsonl.gz")}
    pairs = [
        p
        for p in rows(data / "dedup" / "natural_pairs.jsonl.gz")
        if p["containment3"] >= NATURAL_CONTAINMENT and p["a"] in texts and p["b"] in texts
    ]
    later = {max(p["a"], p["b"]) for p in pairs}
    method = new()
    found = {i: method.earlier(article(i, texts[i]["text"])) for i in sorted(texts)}
    return sum(found[i] is not None for i in later) / len(later), len(later)


def cross_event(new: type[Method], data: Path) -> int:
    """Texts of ECB+ called a repeat of a text of another event."""
    story = {d["id"]: d["story"] for d in ecb(data)}
    method, wrong = new(), 0
    for doc in ecb(data):
        earlier = method.earlier(article(doc["id"], doc["text"], doc["title"]))
        wrong += earlier is not None and story[earlier] != story[doc["id"]]
    return wrong


def filler(texts: list[str], count: int) -> Iterator[Article]:
    """Texts of natural length and words that share no 4-grams: corpus texts, words dealt out."""
    for i in range(count):
        turn, place = divmod(i, len(texts))
        words = texts[place].split()
        piles = turn + 3
        yield article(f"filler-{i}", " ".join(w for p in range(piles) for w in words[p::piles]))


def restarted(data: Path) -> tuple[int, int]:
    """Verdicts that differ when the index is made again of its table, and how many were given."""
    steady, broken, table = DedupeIndex(), DedupeIndex(), dict[str, str]()
    wrong = count = 0
    for count, item in enumerate(_mixed(data), 1):
        if count % RESTART_EVERY == 0:
            entries = list(table.items())
            random.Random(count).shuffle(entries)
            broken = DedupeIndex()
            broken.apply_all(entries)
        wrong += _verdict(item, steady, {}, count) != _verdict(item, broken, table, count)
    return wrong, count


def _mixed(data: Path) -> Iterator[Article]:
    """Natural near-duplicates and ECB+, in one order."""
    near = islice(rows(data / "dedup" / "natural_docs.jsonl.gz"), 1200)
    docs = [*near, *ecb(data)]
    random.Random(5).shuffle(docs)
    yield from (article(d["id"], d["text"], d["title"]) for d in docs)


def _verdict(item: Article, index: DedupeIndex, table: dict[str, str], n: int) -> Screening:
    done = screen(item, index, now=NOW, origin=f"news.clean.v1-0-{n}")
    for key, value in done.writes:
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return done.screened.screening


def bcubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F of a grouping (Bagga and Baldwin 1998)."""
    both = Counter((gold[i], found[i]) for i in gold)
    by_gold, by_found = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    recall_ = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall_, 2 * precision * recall_ / (precision + recall_)


def stories(data: Path, seed: int) -> tuple[float, float, float]:
    """BCubed P, R, F of our stories on ECB+ for one order of arrival."""
    docs = list(ecb(data))
    random.Random(seed).shuffle(docs)
    method, found = Anchors(), {}
    for number, doc in enumerate(docs):
        item = article(doc["id"], doc["text"], doc["title"])
        found[doc["id"]] = _verdict(item, method.index, {}, number).story_id
    return bcubed({d["id"]: d["story"] for d in docs}, found)
