"""Writes what this release puts on its topics and into its tables, for later ones to read.

    python -m tests.streaming.golden.make 0.1.0

Once for each release, and never again: what was written once must be readable for ever.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.stages.extract import Extractor
from service.streaming.adapters.clean import CleanStage
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import ExtractBatch
from service.streaming.adapters.link import LinkStage
from service.streaming.pool_child import answers
from service.streaming.stage import Origin, StageResult
from service.streaming.tables import encode
from service.streaming.topics import TopicNames

HERE = Path(__file__).parent
NOW = 1_772_366_400.0  # 2026-03-01T12:00Z
STORY = (
    "TAHOUA (Niger Wire) - Gunmen on motorbikes killed at least seven traders near the town of "
    "Tillaberi in western Niger on Friday, a regional governor said. The army sent soldiers to "
    "the area and arrested two suspects, the defence ministry said."
)
OTHER = (
    "TBILISI (Kura Post) - Thousands of people protested outside the parliament in Tbilisi on "
    "Saturday against a new law on foreign agents. Police detained 14 demonstrators, the "
    "interior ministry said."
)
ARTICLES = (
    {"id": "g1", "outlet": "Niger Wire", "url": "https://wire.example/1", "body": STORY},
    {"id": "g2", "outlet": "Kura Post", "url": "https://kura.example/2", "body": OTHER},
)


class Memory:
    """A stage with its table, in memory: one partition."""

    def __init__(self, stage: Any, prepare: Any = None) -> None:
        self.stage, self.table = stage, dict[str, str]()
        self._prepare = prepare or stage.prepare
        self.index = stage.new_index()

    def get(self, key: str) -> str | None:
        return self.table.get(key)

    def work(self, value: bytes, offset: int) -> Iterator[Any]:
        (prepared,) = answers(self._prepare, [value])
        origin = Origin(self.stage.source, 0, offset, int(NOW * 1000))
        result = self.stage.finish(prepared, self, origin=origin, now=NOW)
        while not isinstance(result, StageResult):
            (prepared,) = answers(self._prepare, [result.payload])
            result = self.stage.finish(prepared, self, origin=origin, now=NOW)
        for write in result.writes:
            if write.value is None:
                self.table.pop(write.key, None)
            else:
                self.table[write.key] = write.value
        yield from result.outputs


def stages() -> list[Memory]:
    """All four; the extractor is loaded here."""
    settings, names = load_settings(), TopicNames()
    ensure_gazetteer(settings)
    coder = ExtractBatch(Extractor.load(extract_config(settings)))
    return [
        Memory(CleanStage(names)),
        Memory(DedupeStage(names)),
        Memory(ExtractStage(names, window_hours=168), coder),
        Memory(LinkStage(names)),
    ]


def main(release: str) -> None:
    folder = HERE / release
    folder.mkdir()
    messages: list[dict[str, Any]] = []
    steps = stages()
    values: list[tuple[str, bytes]] = [
        ("news.raw.v1", orjson.dumps({**article, "published_at": "2026-02-28"}))
        for article in ARTICLES
    ]
    for step in steps:
        messages += [{"topic": topic, "value": json.loads(value)} for topic, value in values]
        mine = [value for topic, value in values if topic == step.stage.source]
        outputs = [out for n, value in enumerate(mine) for out in step.work(value, n)]
        values = [(out.topic, out.value) for out in outputs if out.value is not None]
    messages += [{"topic": topic, "value": json.loads(value)} for topic, value in values]
    tables = [
        {"table": step.stage.table, "key": key, "stored": encode(0, value)}
        for step in steps
        for key, value in step.table.items()
    ]
    _write(folder / "messages.jsonl", messages)
    _write(folder / "tables.jsonl", tables)


def _write(path: Path, items: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items))


if __name__ == "__main__":
    main(sys.argv[1])
