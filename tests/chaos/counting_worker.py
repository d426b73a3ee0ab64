"""A worker process with the counting stage in place of a real one."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from service import logs
from service.settings import load_settings
from service.streaming.batches import BatchOptions
from service.streaming.compose import Composed
from service.streaming.pool import Pool, PoolOptions
from service.streaming.pool_child import die_with_parent
from service.streaming.runner import RunnerOptions
from service.streaming.topics import TopicNames
from service.streaming.worker import Worker
from tests.chaos.slow_words import load
from tests.streaming.fakes import CountingStage


class Dedupe(CountingStage):
    name = "dedupe"


async def main(ready_file: Path) -> int:
    settings = load_settings()
    topics = TopicNames(settings.kafka.topic_prefix)
    stage = Dedupe(topics.clean, topics.screened, table="documents")
    pool = Pool(load, PoolOptions(processes=2, deadline_seconds=5))
    batches = BatchOptions(max_messages=8, max_wait_seconds=0.005, in_flight=4)
    options = RunnerOptions(batches=batches, dead_letter_topic=topics.dead_letters)
    composed = Composed(stage, pool, options, http_port=0, pool=pool)
    return await Worker(settings, composed, instance=0).run(ready_file)


if __name__ == "__main__":
    die_with_parent()
    logs.configure(level="INFO", form="json", stage="dedupe")
    code = asyncio.run(main(Path(sys.argv[1])))
    sys.stderr.flush()
    os._exit(code)
