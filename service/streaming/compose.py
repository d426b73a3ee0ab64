"""Which stage is made of what: the one place that knows all four."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from service import metrics
from service.settings import Settings
from service.streaming.batches import BatchOptions, InlinePreparer, Preparer
from service.streaming.dead_letters import LimitOptions
from service.streaming.pool import Pool, PoolEvent, PoolOptions
from service.streaming.runner import RunnerOptions
from service.streaming.stage import Stage
from service.streaming.topics import TopicNames

WINDOW_MESSAGES = 512
BATCHES_PER_PROCESS = 3
INLINE = BatchOptions(max_messages=64, max_wait_seconds=0, in_flight=1)


@dataclass(frozen=True, slots=True)
class Composed:
    """A stage with what prepares its messages."""

    stage: Stage[Any]
    preparer: Preparer
    options: RunnerOptions
    http_port: int
    pool: Pool | None = None

    def is_warm(self) -> bool:
        """Whether the pool, if there is one, has loaded."""
        return self.pool is None or self.pool.is_warm()

    def close(self) -> None:
        """End the pool."""
        if self.pool is not None:
            self.pool.close()


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """How a stage's `prepare` is run elsewhere."""

    factory: Callable[[], Any]
    options: PoolOptions


def compose(settings: Settings, stage: str, *, instance: int) -> Composed:
    """The stage named `stage`, ready to run; its pool begins to load at once."""
    made, plan, options = _PLANS[stage](settings)
    pool = None if plan is None else _pool(plan, stage)
    return Composed(
        stage=made,
        preparer=pool or InlinePreparer(made.prepare),
        options=options,
        http_port=_port(settings, stage, instance),
        pool=pool,
    )


def service_version() -> str:
    """The version of this release."""
    return version("wirecoder")


def _pool(plan: PoolPlan, stage: str) -> Pool:
    return Pool(plan.factory, plan.options, on_event=lambda event: _count(stage, event))


def _count(stage: str, event: PoolEvent) -> None:
    if event.kind == "busy":
        metrics.POOL_BUSY_SECONDS.labels(stage).inc(event.seconds)
    elif event.kind == "stopped":
        metrics.POOL_PROCESSES.labels(stage).dec()
    elif event.kind == "restarted":
        metrics.POOL_RESTARTS.labels(stage).inc()
    else:
        metrics.POOL_PROCESSES.labels(stage).inc()


def _port(settings: Settings, stage: str, instance: int) -> int:
    first = settings.http.port
    if settings.http.same_port:
        return first
    return 0 if first == 0 else first + metrics.STAGES.index(stage) + 10 * instance


Plan = tuple[Stage[Any], PoolPlan | None, RunnerOptions]


def _clean(settings: Settings) -> Plan:
    from service.streaming.adapters import clean

    chosen = settings.clean
    options = PoolOptions(
        processes=chosen.pool_size, deadline_seconds=chosen.deadline_seconds, start_seconds=60
    )
    plan = PoolPlan(clean.load, options) if chosen.pool_size else None
    batches = BatchOptions(max_wait_seconds=0.005, in_flight=2 * max(1, chosen.pool_size))
    return clean.CleanStage(_topics(settings)), plan, _runner_options(settings, batches)


def _dedupe(settings: Settings) -> Plan:
    from service.streaming.adapters.dedupe import DedupeStage

    stage = DedupeStage(_topics(settings), window_hours=settings.dedupe.window_hours)
    return stage, None, _runner_options(settings, INLINE)


def _extract(settings: Settings) -> Plan:
    from service.streaming.adapters.extract import ExtractStage
    from service.streaming.adapters.extract_child import LoadExtractor

    chosen = settings.extract
    processes = chosen.pool_size or os.cpu_count() or 1
    pool = PoolOptions(processes=processes, deadline_seconds=chosen.deadline_seconds)
    batches = BatchOptions(
        max_messages=chosen.batch_size,
        max_wait_seconds=chosen.batch_wait_seconds,
        in_flight=BATCHES_PER_PROCESS * processes,
    )
    stage = ExtractStage(_topics(settings), window_hours=settings.dedupe.window_hours)
    options = _runner_options(settings, batches, window_messages=chosen.max_in_flight)
    return stage, PoolPlan(LoadExtractor(settings), pool), options


def _link(settings: Settings) -> Plan:
    from service.streaming.adapters.link import LinkStage

    return LinkStage(_topics(settings)), None, _runner_options(settings, INLINE)


def _topics(settings: Settings) -> TopicNames:
    return TopicNames(settings.kafka.topic_prefix)


def _runner_options(
    settings: Settings, batches: BatchOptions, *, window_messages: int = WINDOW_MESSAGES
) -> RunnerOptions:
    return RunnerOptions(
        window_messages=window_messages,
        batches=batches,
        dead_letter_topic=_topics(settings).dead_letters,
        version=service_version(),
        limit=limit_options(settings),
    )


def limit_options(settings: Settings) -> LimitOptions:
    """The dead-letter limit of the settings."""
    worker = settings.worker
    return LimitOptions(
        max_in_a_row=worker.dead_letters_in_a_row,
        max_ratio=worker.dead_letters_ratio,
        window_messages=worker.dead_letters_window,
    )


_PLANS: dict[str, Callable[[Settings], Plan]] = {
    "clean": _clean,
    "dedupe": _dedupe,
    "extract": _extract,
    "link": _link,
}
