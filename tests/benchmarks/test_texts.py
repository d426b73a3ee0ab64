"""Articles for speed tests."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.texts import articles
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
