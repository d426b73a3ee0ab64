"""An extract worker that codes nothing: what is left is the cost of everything around it.

The variable STUB_MILLISECONDS makes each article keep its process busy for so long.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from service import logs
from service.settings import load_settings
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import CodedArticle
from service.streaming.batches import BatchOptions
from service.streaming.compose import Composed
from service.streaming.pool import Pool, PoolOptions
from service.streaming.pool_child import die_with_parent
from service.streaming.runner import RunnerOptions
from service.streaming.topics import TopicNames
from service.streaming.tuning import tune_process
from service.streaming.worker import Worker

MILLISECONDS = "STUB_MILLISECONDS"
EXTRACTOR = {"name": "stub", "version": "0", "model": "none", "codebook": "none"}


def load() -> Callable[[list[bytes]], list[Any]]:
    """What a process of the pool runs."""
    seconds = float(os.environ.get(MILLISECONDS, "0")) / 1000

    def uncoded(batch: list[bytes]) -> list[Any]:
        time.sleep(seconds * len(batch))
        return [_uncoded(value) for value in batch]

    return uncoded


def _uncoded(value: bytes) -> CodedArticle:
    """An enriched article without entities and events."""
    screened = orjson.loads(value)
    empty: dict[str, list[Any]] = {"entities": [], "mention_ids": [], "contexts": []}
    enriched = {**screened, **empty, "context_level": "article", "extractor": EXTRACTOR}
    return CodedArticle(
        article_id=screened["article"]["article_id"],
        enriched=orjson.dumps(enriched),
        mentions=(),
        entities=b"[]",
        contexts=(),
        extractor=EXTRACTOR,
        supported=True,
        words=len(screened["article"]["text"].split()),
    )


async def main(ready_file: Path, instance: int = 0) -> int:
    """Run until told to stop; the exit code."""
    settings = load_settings()
    topics = TopicNames(settings.kafka.topic_prefix)
    chosen = settings.extract
    pool = Pool(load, PoolOptions(processes=chosen.pool_size or os.cpu_count() or 1))
    batches = BatchOptions(
        max_messages=chosen.batch_size,
        max_wait_seconds=chosen.batch_wait_seconds,
        in_flight=3 * pool.size,
    )
    options = RunnerOptions(
        window_messages=chosen.max_in_flight,
        batches=batches,
        dead_letter_topic=topics.dead_letters,
    )
    stage = ExtractStage(topics, window_hours=settings.dedupe.window_hours)
    composed = Composed(stage, pool, options, http_port=0, pool=pool)
    return await Worker(settings, composed, instance=instance).run(ready_file)


if __name__ == "__main__":
    die_with_parent()
    logs.configure(level="WARNING", form="json", stage="extract")
    tune_process()
    code = asyncio.run(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
    sys.stderr.flush()
    os._exit(code)
