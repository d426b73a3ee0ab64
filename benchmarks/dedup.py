"""Near-duplicates and stories measured: recall, speed, memory, false copies, BCubed F.

python benchmarks/dedup.py --data DIR [--indexed 100000] [--skip-peers]
DIR holds dedup/synthetic_dups.jsonl.gz, dedup/natural_*.jsonl.gz, stories/ecbplus_docs.jsonl.gz and
corpus/news.jsonl.gz.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import platform
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas.article import Article
from service.stages.dedupe import DedupeIndex, screen

Doc = dict[str, Any]
NOW = datetime(2024, 5, 2, tzinfo=UTC)
REPEATS = {"copy", "derived", "contained", "update"}
NATURAL_CONTAINMENT = 0.5


def rows(path: Path) -> Iterator[Doc]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(name: str, text: str, title: str | None = None) -> Article:
    return Article(article_id=name, text=text, title=title, content_hash="")


class Anchors:
    """wirecoder's own screening, stories included."""

    name = "wirecoder anchors"

    def __init__(self) -> None:
        self.index = DedupeIndex()
        self.arrived = 0

    def earlier(self, item: Article) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        self.arrived += 1
        done = screen(item, self.index, now=NOW, origin=str(self.arrived)).screened.screening
        return done.canonical_article_id if done.verdict in REPEATS else None


class Rensa:
    """rensa's MinHash over word 4-grams, 126 permutations, 42 bands, Jaccard >= .25."""

    name = "rensa 126 (42 x 3), Jaccard >= .25"

    def __init__(self) -> None:
        import rensa

        self._new = lambda: rensa.RMinHash(num_perm=126, seed=42)
        self._lsh = rensa.RMinHashLSH(threshold=0.25, num_perm=126, num_bands=42)
        self._known: dict[int, tuple[str, Any]] = {}

    def earlier(self, item: Article) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        sketch = self._new()
        sketch.update(list(shingles(item.text)))
        scored = (
            (sketch.jaccard(self._known[n][1]), self._known[n][0]) for n in self._lsh.query(sketch)
        )
        found = max(scored, default=(0.0, None))
        self._lsh.insert(len(self._known), sketch)
        self._known[len(self._known)] = (item.article_id, sketch)
        return found[1] if found[0] >= 0.25 else None


class Datasketch:
    """datasketch's MinHash over word 4-grams, 128 permutations, 32 bands."""

    name = "datasketch 128 (32 x 4)"

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._new = lambda: MinHash(num_perm=128)
        self._lsh = MinHashLSH(num_perm=128, params=(32, 4))
        self._known: dict[str, Any] = {}

    def earlier(self, item: Article) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        sketch = self._new()
        sketch.update_batch([s.encode() for s in shingles(item.text)])
        scored = ((sketch.jaccard(self._known[k]), k) for k in self._lsh.query(sketch))
        found = max(scored, default=(0.0, None))
        if item.article_id not in self._known:
            self._lsh.insert(item.article_id, sketch)
            self._known[item.article_id] = sketch
        return found[1] if found[0] >= 0.25 else None


def shingles(text: str) -> set[str]:
    words = text.casefold().split()
    return {" ".join(words[i : i + 4]) for i in range(max(len(words) - 3, 1))}


def recall(new: Callable[[], Any], data: Path) -> dict[str, float]:
    """Share of perturbed texts found, by perturbation; each kind meets a fresh index."""
    originals = {d["id"]: d["text"] for d in rows(data / "corpus" / "news.jsonl.gz")}
    kinds: dict[str, list[Doc]] = defaultdict(list)
    for copy in rows(data / "dedup" / "synthetic_dups.jsonl.gz"):
        kinds[copy["kind"]].append(copy)
    return {kind: found_share(new(), copies, originals) for kind, copies in kinds.items()}


def found_share(method: Any, copies: list[Doc], originals: dict[str, str]) -> float:
    for copy in copies:
        method.earlier(article(copy["dup_of"], originals[copy["dup_of"]]))
    hits = [method.earlier(article(c["id"], c["text"])) for c in copies]
    return sum(h is not None for h in hits) / len(hits)


def natural(new: Callable[[], Any], data: Path) -> float:
    """Share of natural near-duplicate pairs (containment >= .5) whose later text is found."""
    texts = {d["id"]: d for d in rows(data / "dedup" / "natural_docs.jsonl.gz")}
    pairs = [
        p
        for p in rows(data / "dedup" / "natural_pairs.jsonl.gz")
        if p["containment3"] >= NATURAL_CONTAINMENT and p["a"] in texts and p["b"] in texts
    ]
    later = {max(p["a"], p["b"]) for p in pairs}
    method = new()
    found = {i: method.earlier(article(i, texts[i]["text"])) for i in sorted(texts)}
    return sum(found[i] is not None for i in later) / len(later)


def cross_event(new: Callable[[], Any], data: Path) -> int:
    """Texts of ECB+ called a repeat of a text of another event."""
    docs = list(rows(data / "stories" / "ecbplus_docs.jsonl.gz"))
    story = {d["id"]: d["story"] for d in docs}
    method, wrong = new(), 0
    for doc in docs:
        earlier = method.earlier(article(doc["id"], doc["text"], doc["title"]))
        wrong += earlier is not None and story[earlier] != story[doc["id"]]
    return wrong


def filler(texts: list[str], count: int) -> Iterator[Article]:
    """Texts of natural length and words that share no 4-grams: corpus texts, words shuffled."""
    draw = random.Random(1)
    for i in range(count):
        words = texts[i % len(texts)].split()
        draw.shuffle(words)
        yield article(f"filler-{i}", " ".join(words))


def speed(new: Callable[[], Any], data: Path, indexed: int, arriving: int) -> dict[str, float]:
    """Articles per second and 99th percentile with `indexed` in memory, and bytes for each."""
    texts = [d["text"] for d in rows(data / "corpus" / "news.jsonl.gz")]
    method = new()
    gc.collect()
    before = resident()
    for item in filler(texts, indexed):
        method.earlier(item)
    gc.collect()
    size = (resident() - before) / indexed
    return {
        "bytes": size,
        **timed(method, [article(f"n{i}", t) for i, t in enumerate(texts[:arriving])]),
    }


def timed(method: Any, items: Iterable[Article]) -> dict[str, float]:
    seconds = []
    for item in items:
        start = time.perf_counter()
        method.earlier(item)
        seconds.append(time.perf_counter() - start)
    return {
        "per_second": len(seconds) / sum(seconds),
        "p99_ms": statistics.quantiles(seconds, n=100)[98] * 1000,
    }


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def bcubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F of a grouping (Bagga and Baldwin 1998)."""
    both = Counter((gold[i], found[i]) for i in gold)
    by_gold, by_found = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    recall_ = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall_, 2 * precision * recall_ / (precision + recall_)


def stories(data: Path, seed: int) -> tuple[float, float, float]:
    """BCubed P, R, F of our stories on ECB+ for one order of arrival."""
    docs = list(rows(data / "stories" / "ecbplus_docs.jsonl.gz"))
    random.Random(seed).shuffle(docs)
    index, found = DedupeIndex(), {}
    for i, doc in enumerate(docs):
        done = screen(article(doc["id"], doc["text"], doc["title"]), index, now=NOW, origin=str(i))
        found[doc["id"]] = done.screened.screening.story_id
    return bcubed({d["id"]: d["story"] for d in docs}, found)


def report(method: Callable[[], Any], data: Path, args: argparse.Namespace) -> None:
    by_kind = recall(method, data)
    pace = speed(method, data, args.indexed, args.arriving)
    print(f"\n{method.name}")  # type: ignore[attr-defined]
    print("  recall " + "  ".join(f"{k} {v:.1%}" for k, v in sorted(by_kind.items())))
    print(
        f"  mean recall {statistics.mean(by_kind.values()):.1%}"
        f" | natural {natural(method, data):.1%}"
        f" | cross-event on ECB+ {cross_event(method, data)} | {pace['per_second']:,.0f} articles/s"
        f" | p99 {pace['p99_ms']:.2f} ms | {pace['bytes']:,.0f} bytes/article"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--indexed", type=int, default=100_000)
    parser.add_argument("--arriving", type=int, default=5_000)
    parser.add_argument("--skip-peers", action="store_true")
    args = parser.parse_args()
    peers = (
        []
        if args.skip_peers
        else [c for n, c in (("rensa", Rensa), ("datasketch", Datasketch)) if find_spec(n)]
    )
    libraries = " ".join(
        f"{n} {version(n)}" for n in ("numpy", "rensa", "datasketch") if find_spec(n)
    )
    print(f"{datetime.now(UTC):%Y-%m-%d}  {platform.machine()} {os.cpu_count()} cores", end="  ")
    print(f"Python {platform.python_version()}  {libraries}  {args.indexed:,} articles indexed")
    for method in (Anchors, *peers):
        report(method, args.data, args)
    for seed in range(3):
        p, r, f = stories(args.data, seed)
        print(f"stories on ECB+, order {seed}: BCubed P {p:.3f} R {r:.3f} F {f:.3f}")


if __name__ == "__main__":
    main()
