"""Articles for speed tests."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.texts import articles, with_copies
from service.stages.clean import clean
from service.stages.dedupe import DedupeIndex, screen

NOW = datetime(2025, 9, 10, tzinfo=UTC)


def test_mixed_articles_are_the_same_in_every_run_and_none_is_taken_for_a_copy() -> None:
    mixed = articles(None, 200)
    assert mixed == articles(None, 200)
    index = DedupeIndex()
    verdicts = {
        screen(clean(raw, now=NOW), index, now=NOW, origin=str(n)).screened.screening.verdict
        for n, raw in enumerate(mixed)
    }
    assert "copy" not in verdicts


def test_a_corpus_file_gives_at_most_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "x", "text": "A ferry arrived.", "date": "2001-02-03"}))
    (one,) = articles(path, 10)
    assert (one.body, one.published_at) == ("A ferry arrived.", "2001-02-03")


def test_planted_copies_are_taken_for_copies_and_nothing_else_is() -> None:
    every = articles(None, 400)
    mixed = with_copies(every[:200], every[200:], 0.4)
    index = DedupeIndex()
    found = {
        raw.id
        for n, raw in enumerate(mixed)
        if screen(clean(raw, now=NOW), index, now=NOW, origin=str(n)).screened.screening.verdict
        == "copy"
    }
    planted = {raw.id for raw in mixed if str(raw.id).startswith("copy-")}
    assert 60 < len(planted) < 100
    words = [sum(len(raw.body.split()) for raw in some) for some in (mixed, every[:200])]
    assert 0.9 < words[0] / words[1] < 1.1
    assert found <= planted
    assert len(found) > 0.8 * len(planted)  # the others are copies of what shares its sentences
