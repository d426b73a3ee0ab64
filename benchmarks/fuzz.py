"""Hostile inputs by the hundred thousand: nothing may crash, no time may grow faster than the text.

    python -m benchmarks.fuzz --inputs 100000 --texts 2000 --seed 1

Prints what came of the inputs, and for each repeated piece of text the time at one and at four
times its length. Ends with 1 when anything but a result or a dead letter came out, or when four
times the text took more than nine times as long.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from schemas import Article
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.stages.dedupe import DedupeIndex, screen
from service.stages.extract import Extractor
from service.streaming.adapters.clean import Cleaned, clean_batch
from service.streaming.adapters.extract_child import ExtractBatch
from service.streaming.stage import Poison

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MOST_GROWTH = 9.0  # of four times the text: n to the power of 1.6
LEAST_SECONDS = 0.05  # below, the clock says more about the machine than about the text
PIECES = (
    "Gunmen killed 12 people in Gao on Monday, the governor said. ", "A", "a.", " ", "\n", "\n\n",
    "\t", '"', "\u201c", "(", ")", "[", "<p>", "<div", "<!--", "&amp;", "&#", "\u202e", "\u200b",
    "\u0301", "e\u0301", "\U0001d50a", "\u0661", "\u00bd", "1,000,", "1.2.", "-", "\u2014", "' ",
    "2024-02-30 ", "at least ", "no ", "said ", "who ", "and ", "of the ", "Al-", "U.S. ", "Mr. ",
    "https://a.example/", "killed ", "between 3 and ", "two or ", "Mali, ", "General ",
    "NAIROBI (Wire) - ", "Updated 12:30 GMT\n", "Share this article\n", "the army of ",
    "President Ann Lee, ", "he ", "#",
)  # fmt: skip
FIELDS = ("id", "url", "title", "outlet", "published_at", "language", "content_type", "other")


def text(luck: random.Random) -> str:
    """Pieces side by side, and now and then one piece again and again."""
    parts = [
        luck.choice(PIECES) * (luck.randint(2, 60) if luck.random() < 0.15 else 1)
        for _ in range(luck.randint(0, 40))
    ]
    if luck.random() < 0.3:
        parts.append("".join(chr(_codepoint(luck)) for _ in range(luck.randint(1, 40))))
    luck.shuffle(parts)
    return "".join(parts)


def message(luck: random.Random) -> bytes:
    """A message of the raw topic, sound or not."""
    document: dict[str, Any] = {"body": text(luck)}
    for name in luck.sample(FIELDS, luck.randint(0, 4)):
        document[name] = luck.choice((None, 7, text(luck), "text/html", "2026-02-27", [], "en"))
    if luck.random() < 0.3:
        document["content_type"] = "text/html"
    value = json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if luck.random() < 0.2:
        at = luck.randrange(len(value))
        value = value[:at] + luck.randbytes(luck.randint(0, 4)) + value[at + luck.randint(0, 3) :]
    return value


def _codepoint(luck: random.Random) -> int:
    return luck.choice((luck.randrange(0x20, 0x3000), luck.randrange(0x20, 0x10FFFF)))


def fuzz_cleaner(luck: random.Random, count: int) -> Iterator[tuple[str, bytes | None]]:
    """What came of each message, with the cleaned article if there is one."""
    index = DedupeIndex()
    for number in range(count):
        (result,) = clean_batch([message(luck)])
        if isinstance(result, Poison):
            yield result.reason, None
            continue
        assert isinstance(result, Cleaned)
        if number % 5000 == 0:
            index = DedupeIndex()
        article = Article.model_validate_json(result.value)
        done = screen(article, index, now=NOW, origin=f"t-0-{number}")
        yield f"cleaned, {done.screened.screening.verdict}", done.screened.to_bytes()


def growth(work: Callable[[str], object], piece: str, *, length: int) -> float:
    """Seconds at four times the length by seconds at the length; 0 when both are short."""
    seconds = []
    for size in (length, 4 * length):
        body = ("Police arrested nine people in Lima. " + piece * (size // len(piece) + 1))[:size]
        began = time.perf_counter()
        work(body)
        seconds.append(time.perf_counter() - began)
    return seconds[1] / max(seconds[0], 1e-6) if seconds[1] > LEAST_SECONDS else 0.0


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    luck = random.Random(chosen.seed)
    outcomes: Counter[str] = Counter()
    kept: list[bytes] = []
    began = time.perf_counter()
    for outcome, screened in fuzz_cleaner(luck, chosen.inputs):
        outcomes[outcome] += 1
        if screened and len(kept) < chosen.texts:
            kept.append(screened)
    print(f"clean and dedupe: {chosen.inputs} inputs, {time.perf_counter() - began:.0f} s")
    for outcome, number in outcomes.most_common():
        print(f"  {number:>8} {outcome}")
    coder = _coder()
    began = time.perf_counter()
    for start in range(0, len(kept), 12):
        coder(kept[start : start + 12])
    print(f"extract: {len(kept)} inputs, {time.perf_counter() - began:.0f} s")
    return _report_growth(coder)


def _coder() -> ExtractBatch:
    settings = load_settings()
    ensure_gazetteer(settings)
    return ExtractBatch(Extractor.load(extract_config(settings)))


def _report_growth(coder: ExtractBatch) -> int:
    """Every piece through the cleaner (plain and as a page) and the coder, at two lengths."""

    def clean(body: str, kind: str = "text/plain") -> Any:
        document = {"body": body, "content_type": kind, "language": "en"}
        return clean_batch([json.dumps(document).encode()])[0]

    def page(body: str) -> Any:
        return clean(body, "text/html")

    def code(body: str) -> None:
        cleaned = clean(body)
        if isinstance(cleaned, Cleaned):
            article = Article.model_validate_json(cleaned.value)
            coder([screen(article, DedupeIndex(), now=NOW, origin="t").screened.to_bytes()])

    paths: tuple[tuple[str, Callable[[str], object], int], ...] = (
        ("clean", clean, 100_000), ("page", page, 50_000), ("extract", code, 5_000),
    )  # fmt: skip
    worst = 0
    for name, work, length in paths:
        for piece in PIECES:
            grew = growth(work, piece, length=length)
            if grew > MOST_GROWTH:
                worst = 1
                print(f"  {name}: 4 x {length} characters of {piece!r}: {grew:.1f} x the time")
    print("time grows with the text" if not worst else "time grows faster than the text")
    return worst


if __name__ == "__main__":
    sys.exit(main())
