"""A worker process with the counting stage in the place of extract: four partitions, a table."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path


async def run(ready_file: Path, instance: int) -> int:
    from service.settings import load_settings
    from service.streaming.batches import BatchOptions
    from service.streaming.compose import Composed, limit_options
    from service.streaming.pool import Pool, PoolOptions
    from service.streaming.runner import RunnerOptions
    from service.streaming.topics import TopicNames
    from service.streaming.worker import Worker
    from tests.chaos.slow_words import load
    from tests.streaming.fakes import CountingStage

    settings = load_settings()
    topics = TopicNames(settings.kafka.topic_prefix)
    stage = CountingStage(topics.screened, topics.enriched, table="coded")
    stage.name = "extract"
    pool = Pool(load, PoolOptions(processes=1, deadline_seconds=settings.extract.deadline_seconds))
    options = RunnerOptions(
        batches=BatchOptions(max_messages=8, max_wait_seconds=0.005, in_flight=4),
        dead_letter_topic=topics.dead_letters,
        limit=limit_options(settings),
    )
    composed = Composed(stage, pool, options, http_port=0, pool=pool)
    return await Worker(settings, composed, instance=instance).run(ready_file)


def main() -> None:
    from service import logs
    from service.streaming.pool_child import die_with_parent
    from service.streaming.tuning import tune_process
    from tests.chaos import deafness, jumping_clock

    jumping_clock.install()
    deafness.install()
    parser = argparse.ArgumentParser()
    parser.add_argument("ready_file", type=Path)
    parser.add_argument("--instance", type=int, default=0)
    chosen = parser.parse_args()
    die_with_parent()
    logs.configure(level="INFO", form="json", stage="extract", instance=chosen.instance)
    tune_process()
    code = asyncio.run(run(chosen.ready_file, chosen.instance))
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
