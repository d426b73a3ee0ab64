"""Reads coded articles: development sets beside the project, and the project's own sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TRAINING = Path(__file__).parent / "training"


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """A record of the gold: offsets into the text, accepted types (the first is the main one)."""

    start: int
    end: int
    trigger_start: int
    trigger_end: int
    type: str
    types: frozenset[str]
    core: bool
    modality: str


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """A text with all its records."""

    id: str
    text: str
    title: str | None
    published_at: str | None
    events: tuple[CodedEvent, ...]


def read_articles(data: Path) -> list[CodedArticle]:
    """The coded articles of the development data that are there."""
    found = list(_articles(data / "articles_dev_gold.jsonl", _bodies(data / "articles_dev.jsonl")))
    seeds = data / "seeds_dev_gold.jsonl"
    texts = {p.name: p.read_text(encoding="utf-8") for p in (data.parent / "seeds").glob("*.txt")}
    return found + list(_articles(seeds, {k: {"body": v} for k, v in texts.items()}))


def read_sentences() -> list[CodedArticle]:
    """The project's own training sentences; each is an article of its own."""
    return [_sentence(n, row) for n, row in enumerate(_rows(*sorted(TRAINING.glob("*.jsonl"))))]


def _rows(*paths: Path) -> Iterator[dict[str, Any]]:
    for path in paths:
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def _bodies(path: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _rows(path)}


def _articles(gold: Path, texts: dict[str, dict[str, Any]]) -> Iterator[CodedArticle]:
    for row in _rows(gold):
        text = texts[row["id"]]
        yield CodedArticle(
            row["id"], text["body"], text.get("title"), row.get("published_at"),
            tuple(_event(e) for e in row["events"]),
        )  # fmt: skip


def _event(e: dict[str, Any]) -> CodedEvent:
    return CodedEvent(
        e["start"], e["end"], e["trigger_start"], e["trigger_end"], e["type"],
        frozenset([e["type"], *(e.get("type_alt") or [])]), bool(e.get("core", True)),
        e.get("modality", "asserted"),
    )  # fmt: skip


def _sentence(number: int, row: dict[str, Any]) -> CodedArticle:
    text = row["text"]
    events = []
    for e in row["events"]:
        start = text.index(e["trigger"])
        events.append(
            CodedEvent(
                0, len(text), start, start + len(e["trigger"]), e["type"],
                frozenset([e["type"], *e.get("type_alt", [])]), bool(e.get("core", True)),
                e.get("modality", "asserted"),
            )
        )  # fmt: skip
    return CodedArticle(f"own-{number}", text, None, row.get("published_at"), tuple(events))
