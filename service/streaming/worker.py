"""One stage as a process: composes app, table, pool, runner and health, and ends in order."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

import faust

from service import logs, metrics
from service.errors import UserError
from service.settings import Settings, load_settings
from service.streaming import preflight
from service.streaming.app import create_app, source_topic, stage_table
from service.streaming.compose import Composed, compose
from service.streaming.continuity import (
    Continuity,
    SkippedMessagesError,
    committed_on,
    lookup_on,
)
from service.streaming.dead_letters import DeadLetterLimitError
from service.streaming.health import HealthServer
from service.streaming.kafka_clients import MAX_MESSAGE_BYTES
from service.streaming.measures import StageMeasures
from service.streaming.outlets import OutletIndex
from service.streaming.pool_child import die_with_parent
from service.streaming.publisher import Publisher
from service.streaming.runner import Parts, StageRunner
from service.streaming.tracing import Tracer, tracer
from service.streaming.tuning import tune_process
from service.streaming.watchdog import start_watchdog
from service.streaming.watching import StalledError, Watch

EXIT_OK, EXIT_CRASHED, EXIT_USER, EXIT_LIMIT = 0, 1, 2, 4
log = logging.getLogger(__name__)


class Worker:
    """Runs one stage until a signal or a failure."""

    def __init__(self, settings: Settings, composed: Composed, *, instance: int) -> None:
        self._settings = settings
        self._composed = composed
        self._instance = instance
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._told_to_stop = asyncio.Event()
        self._ending = False
        self._health: HealthServer | None = None
        self._tracer: Tracer = tracer(
            enabled=settings.tracing.enabled,
            stage=composed.stage.name,
            version=composed.options.version,
        )

    async def run(self, ready_file: Path | None) -> int:
        """Work; returns the exit code."""
        self._install_signals()
        stage = self._composed.stage
        partitions = await preflight.wait_for_topics(
            self._settings, stage.source, self._told_to_stop
        )
        if self._told_to_stop.is_set():
            return EXIT_OK
        app = create_app(self._settings, stage.name, instance=self._instance)
        runner = self._assemble(app, partitions)
        stall_seconds = self._settings.worker.stall_seconds
        watch = Watch(app, runner, self._publisher, self._composed, stall_seconds=stall_seconds)
        self._health = HealthServer(
            watch.probe, host=self._settings.http.host, port=self._composed.http_port
        )
        await self._health.start()
        return await self._work(app, runner, watch, ready_file)

    def _assemble(self, app: faust.App, partitions: int) -> StageRunner:
        composed, stage = self._composed, self._composed.stage
        sender = preflight.LazySender(app)
        self._publisher = Publisher(sender, stage=stage.name, max_message_bytes=MAX_MESSAGE_BYTES)
        table = stage_table(
            app, stage, sender, partitions=partitions, store=self._settings.tables.store
        )
        chosen = self._settings.metrics
        measures = StageMeasures(
            stage.name,
            version=composed.options.version,
            outlets=OutletIndex(chosen.outlets, most=chosen.most_outlets),
        )
        kafka = self._settings.kafka
        continuity = Continuity(committed_on(kafka, app.conf.id), lookup_on(kafka))
        parts = Parts(
            stage, composed.preparer, self._publisher, table, measures, continuity, self._tracer
        )
        runner = StageRunner(parts, composed.options, generation=lambda: app.consumer_generation_id)

        async def work(stream: Any) -> None:
            try:
                await runner.run(stream, stream.noack().events())
            except Exception as error:
                self._fail(error)
                raise

        app.agent(source_topic(app, stage.source), name=f"{stage.name}", concurrency=1)(work)
        return runner

    async def _work(
        self, app: faust.App, runner: StageRunner, watch: Watch, ready_file: Path | None
    ) -> int:
        watching = asyncio.create_task(watch.run())
        telling = asyncio.create_task(self._tell_ready(watch, ready_file))
        starting = asyncio.create_task(app.start())
        stopping = asyncio.create_task(self._told_to_stop.wait())
        for task in (watching, telling, starting):
            task.add_done_callback(self._fail_by)
        ends: set[asyncio.Future[Any]] = {stopping, self._failed}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        self._ending = True
        error = self._failed.exception() if self._failed.done() else None
        guard = start_watchdog(_exit_code(error), max_seconds=self._exit_seconds())
        code = await self._end(app, runner, error)
        for task in (watching, telling, starting, stopping):
            task.cancel()
        guard.cancel()
        return code

    async def _end(self, app: faust.App, runner: StageRunner, error: BaseException | None) -> int:
        code = _exit_code(error)
        if error is None:
            drained = await runner.drain(max_seconds=self._settings.worker.drain_seconds)
            log.info("told to stop; in flight: %s", "none" if drained else "handed back")
        elif code == EXIT_LIMIT:
            log.critical("%s", error)
        elif isinstance(error, SkippedMessagesError | StalledError):
            log.critical("%s: the worker ends; what is not acked is read again", error)
        else:
            log.critical("unexpected error: the worker ends", exc_info=error)
        with contextlib.suppress(Exception):
            await app.stop()
        self._composed.close()
        self._tracer.close()
        if self._health is not None:
            await self._health.stop()
        return code

    def _exit_seconds(self) -> float:
        """How long the end may take in all: draining comes first."""
        return self._settings.worker.drain_seconds + self._settings.worker.exit_seconds

    async def _tell_ready(self, watch: Watch, ready_file: Path | None) -> None:
        """Write the ready file once all conditions hold: process id and HTTP port."""
        await watch.ready.wait()
        log.info("ready")
        if ready_file is not None:
            assert self._health is not None  # noqa: S101
            told = json.dumps({"pid": os.getpid(), "port": self._health.port})
            await asyncio.to_thread(ready_file.write_text, told, encoding="utf-8")

    def _install_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop.set)

    def _fail_by(self, task: asyncio.Task[Any]) -> None:
        error = failure_of(task)
        if error is not None and not self._ending:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if not self._failed.done():
            self._failed.set_exception(error)


def failure_of(task: asyncio.Task[Any]) -> BaseException | None:
    """Why a task that should go on has ended; None when it has done what it was for.

    Nobody here cancels such a task before the end. Faust does, when its consumer crashes while
    something waits for an answer of it, and then nobody would watch any more.
    """
    if task.cancelled():
        return RuntimeError(f"{task.get_coro()!r} was cancelled from within")
    return task.exception()


def _exit_code(error: BaseException | None) -> int:
    if error is None:
        return EXIT_OK
    if isinstance(error, DeadLetterLimitError):
        return EXIT_LIMIT
    return EXIT_USER if isinstance(error, UserError) else EXIT_CRASHED


async def _main(settings: Settings, stage: str, instance: int, ready_file: Path | None) -> int:
    composed = compose(settings, stage, instance=instance)
    try:
        return await Worker(settings, composed, instance=instance).run(ready_file)
    except UserError as error:
        log.critical("%s", error)
        return EXIT_USER
    finally:
        composed.close()


def run_worker(
    settings: Settings, stage: str, *, instance: int = 0, ready_file: Path | None = None
) -> int:
    """Run one stage in this process until SIGTERM; returns the exit code."""
    logs.configure(
        level=settings.log.level, form=settings.log.format, stage=stage, instance=instance
    )
    tune_process()
    code = asyncio.run(_main(settings, stage, instance, ready_file))
    log.info("ended with exit code %d", code)
    return code


def main(arguments: list[str] | None = None) -> None:
    """`python -m service.streaming STAGE`: what the supervisor starts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stage", choices=metrics.STAGES)
    parser.add_argument("--instance", type=int, default=0)
    parser.add_argument("--ready-file", type=Path)
    parser.add_argument("--die-with-parent", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.die_with_parent:
        die_with_parent(signal.SIGTERM, grace_seconds=30.0)
    code = run_worker(
        load_settings(), chosen.stage, instance=chosen.instance, ready_file=chosen.ready_file
    )
    sys.stderr.flush()
    os._exit(code)  # threads of the client libraries may outlive an orderly end
