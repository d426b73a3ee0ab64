"""The samples' texts, mutated for as long as one likes, through all four stages.

    python -m benchmarks.fuzz_mutations [--seconds 300] [--seed 1] [--texts FILE.jsonl]

Nothing may raise, every quoted span must be what the text says there, and the slowest texts, made
four times as long, must not take more than nine times as long. A text that breaks a rule is printed
whole as JSON. Ends with 1 when there is one. --texts adds texts (`text` or `body`) to start from.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from benchmarks.fuzz import MOST_GROWTH, NOW, PIECES, _coder, growth
from benchmarks.texts import SAMPLES
from schemas import Article
from service.stages.dedupe import DedupeIndex, screen
from service.streaming.adapters.clean import Cleaned, clean_batch
from service.streaming.adapters.extract_child import CodedArticle
from service.streaming.adapters.link import LinkStage
from service.streaming.stage import Origin, Poison
from service.streaming.tables import PartitionState
from service.streaming.topics import TopicNames

MOST_CHARACTERS = 12_000
SLOWEST = 5
GROWTH_CHARACTERS = 3_000
RENEW_EVERY = 200

Mutation = Callable[[random.Random, str, str], str]


def _cut(luck: random.Random, text: str, _other: str) -> str:
    start, end = _slice(luck, text)
    return text[:start] + text[end:]


def _double(luck: random.Random, text: str, _other: str) -> str:
    start, end = _slice(luck, text)
    return text[:end] + text[start:end] * luck.randint(1, 12) + text[end:]


def _splice(luck: random.Random, text: str, other: str) -> str:
    (at, _), (start, end) = _slice(luck, text), _slice(luck, other)
    return text[:at] + other[start:end] + text[at:]


def _insert(luck: random.Random, text: str, _other: str) -> str:
    at, _ = _slice(luck, text)
    return text[:at] + luck.choice(PIECES) * luck.choice((1, 1, 2, 40)) + text[at:]


def _case(luck: random.Random, text: str, _other: str) -> str:
    start, end = _slice(luck, text)
    change = luck.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def _digits(luck: random.Random, text: str, _other: str) -> str:
    made = (str(luck.randint(0, 9)) if c.isdigit() and luck.random() < 0.5 else c for c in text)
    return "".join(made)


def _words(luck: random.Random, text: str, _other: str) -> str:
    words = text.split(" ")
    luck.shuffle(words)
    return " ".join(words)


def _letter(luck: random.Random, text: str, _other: str) -> str:
    at, _ = _slice(luck, text)
    return text[:at] + chr(luck.randrange(0x20, 0x2FFF)) + text[at + 1 :]


def _glue(luck: random.Random, text: str, _other: str) -> str:
    start, end = _slice(luck, text)
    return text[:start] + text[start:end].replace(" ", "") + text[end:]


MUTATIONS: tuple[Mutation, ...] = (
    _cut, _double, _splice, _insert, _case, _digits, _words, _letter, _glue,
)  # fmt: skip


def _slice(luck: random.Random, text: str) -> tuple[int, int]:
    start = luck.randint(0, len(text))
    return start, min(len(text), start + luck.randint(0, 400))


def mutated(luck: random.Random, texts: list[str]) -> str:
    """One to eight changes of one text."""
    text = luck.choice(texts)
    for _ in range(luck.randint(1, 8)):
        text = luck.choice(MUTATIONS)(luck, text, luck.choice(texts))
    return text[:MOST_CHARACTERS]


@dataclass
class Fuzzer:
    """Sends texts through the stages and notes what came of them."""

    coder: Any
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[dict[str, str]] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self._index = DedupeIndex()
        self._link = LinkStage(TopicNames())
        self._state = PartitionState(self._link.new_index(), lambda _key: None)

    def try_out(self, text: str, number: int) -> None:
        """One text; what breaks is kept."""
        if number % RENEW_EVERY == 0:
            self._renew()
        began = time.process_time()
        try:
            outcome = self._sent_through(text, number)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome = "broken"
            self.broken.append({"error": f"{type(error).__name__}: {error}", "text": text})
        self.outcomes[outcome] += 1
        pace = (time.process_time() - began) / max(200, len(text))
        self.slowest = sorted([*self.slowest, (pace, text)], reverse=True)[:SLOWEST]

    def _sent_through(self, text: str, number: int) -> str:
        document = {"body": text, "id": f"f-{number}", "language": "en"}
        value = json.dumps(document).encode("utf-8", "surrogatepass")
        (cleaned,) = clean_batch([value])
        if isinstance(cleaned, Poison):
            return cleaned.reason
        assert isinstance(cleaned, Cleaned)
        article = Article.model_validate_json(cleaned.value)
        done = screen(article, self._index, now=NOW, origin=f"t-0-{number}")
        (result,) = self.coder([b"!" + done.screened.to_bytes()])
        if isinstance(result, Poison):
            raise AssertionError(f"{result.reason}: {result.detail}")
        assert isinstance(result, CodedArticle)
        for span in _spans(orjson.loads(result.enriched), result.mentions):
            said = article.text[span["start"] : span["end"]]
            assert _alike(said) == _alike(span["text"]), f"{span} is {said!r} in the text"
        self._linked(result, number)
        return f"{done.screened.screening.verdict}, {'events' if result.mentions else 'no events'}"

    def _linked(self, result: CodedArticle, number: int) -> None:
        for mention in self._link.prepare(list(result.mentions)):
            assert not isinstance(mention, Poison), mention
            origin = Origin("t", 0, number)
            self._link.finish(mention, self._state, origin=origin, now=NOW.timestamp())

    def grown(self) -> Iterator[tuple[float, str]]:
        """The slowest texts that take more than in proportion when they are longer."""

        def work(body: str) -> None:
            (cleaned,) = clean_batch([json.dumps({"body": body, "language": "en"}).encode()])
            if isinstance(cleaned, Cleaned):
                article = Article.model_validate_json(cleaned.value)
                done = screen(article, DedupeIndex(), now=NOW, origin="t")
                self.coder([done.screened.to_bytes()])

        for _, text in self.slowest:
            grew = growth(work, text + " ", length=GROWTH_CHARACTERS)
            if grew > MOST_GROWTH:
                yield grew, text


def _alike(text: str) -> str:
    """Of a text in capitals the words are told in ordinary letters, and unseen signs as spaces."""
    seen = (" " if unicodedata.category(c) in ("Cf", "Cc") else c for c in text)
    return "".join(seen).casefold()


def _spans(enriched: dict[str, Any], mentions: tuple[bytes, ...]) -> Iterator[dict[str, Any]]:
    """Everything with `start`, `end` and `text`, at any depth."""
    waiting: list[Any] = [enriched["entities"], *map(orjson.loads, mentions)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            waiting += node.values()
            if isinstance(node.get("text"), str) and isinstance(node.get("start"), int):
                yield node


def _texts(path: Path | None) -> list[str]:
    lines = [line for p in (SAMPLES, path) if p for line in p.read_text("utf-8").splitlines()]
    return [row.get("text") or row["body"] for row in map(json.loads, lines)]


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path)
    args = parser.parse_args()
    luck, texts = random.Random(args.seed), _texts(args.texts)
    fuzzer = Fuzzer(_coder())
    end, number = time.monotonic() + args.seconds, 0
    while time.monotonic() < end:
        fuzzer.try_out(mutated(luck, texts), number)
        number += 1
    print(f"{number} texts, seed {args.seed}")
    for outcome, count in fuzzer.outcomes.most_common():
        print(f"  {count:>8} {outcome}")
    for item in fuzzer.broken:
        print(json.dumps(item))
    grown = list(fuzzer.grown())
    for grew, text in grown:
        print(f"  four times as long: {grew:.1f} times the time: {json.dumps(text)}")
    return int(bool(fuzzer.broken or grown))


if __name__ == "__main__":
    sys.exit(main())
