"""One process of the pool and the thread that feeds it."""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from service.streaming import pool_child
from service.streaming.pool_child import Factory, Failed
from service.streaming.stage import Poison

Results = list[Any]
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """`deadline_seconds` is for a batch, and for a message that is tried alone."""

    processes: int = 1
    deadline_seconds: float = 60.0
    start_seconds: float = 120.0
    recycle_batches: int = 5000


@dataclass(frozen=True, slots=True)
class PoolEvent:
    """Something worth counting: `busy` (with its seconds), `restarted`, `warm` or `stopped`."""

    kind: str
    seconds: float = 0.0


class PoolBrokenError(RuntimeError):
    """A process could not even be started: a defect of the set-up, not of a message."""


class _MissedError(Exception):
    """The process did not answer in time, or died; `reason` becomes the dead letter's."""

    def __init__(self, reason: Any) -> None:
        super().__init__(reason)
        self.reason = reason


class Hand:
    """One thread and the process it feeds."""

    def __init__(
        self,
        jobs: queue.SimpleQueue[tuple[list[bytes], Future[Results]] | None],
        factory: Factory,
        options: PoolOptions,
        on_event: Callable[[PoolEvent], None],
    ) -> None:
        self._jobs = jobs
        self._factory = factory
        self._options = options
        self._on_event = on_event
        self._process: Any = None
        self._pipe: Connection | None = None
        self._batches = 0
        self._ending = False
        self.error: BaseException | None = None
        self.warm = threading.Event()
        # The kernel ties a child's parent-death signal to the thread that started it, so this
        # thread lives exactly as long as its process may.
        self.thread = threading.Thread(target=self._serve, name="pool", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Begin to serve."""
        self.thread.start()

    def end(self) -> None:
        """Kill the process; the thread ends by itself."""
        self._ending = True
        process = self._process
        if process is not None:
            process.kill()

    def _serve(self) -> None:
        self.error = self._start_process()
        while (job := self._jobs.get()) is not None:
            batch, future = job
            if not future.set_running_or_notify_cancel():
                continue  # the worker ends, and nobody waits for it
            if self.error is None and not self._ending:
                self.error = self._answer(batch, future)
            if not future.done():
                future.set_exception(self.error or PoolBrokenError("the pool is closed"))
        self._stop_process()

    def _answer(self, batch: list[bytes], future: Future[Results]) -> BaseException | None:
        """Complete `future`; the error if the process cannot be kept running."""
        try:
            future.set_result(self._work(batch))
            self._recycle_when_due()
        except PoolBrokenError as error:
            return error
        return None

    def _work(self, batch: list[bytes]) -> Results:
        try:
            return self._ask(batch)
        except _MissedError as missed:
            self._replace_process()
            if len(batch) == 1:
                return [Poison(missed.reason, _detail(missed.reason, self._options))]
        return [self._work([message])[0] for message in batch]

    def _ask(self, batch: list[bytes]) -> Results:
        assert self._pipe is not None  # noqa: S101
        began = time.monotonic()
        try:
            self._pipe.send(batch)
            if not self._pipe.poll(self._options.deadline_seconds):
                raise _MissedError("deadline")
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _MissedError("nlp_crash") from error
        self._batches += 1
        self._on_event(PoolEvent("busy", time.monotonic() - began))
        return list(answer)

    def _start_process(self) -> BaseException | None:
        try:
            self._spawn()
        except PoolBrokenError as error:
            return error
        return None

    def _spawn(self) -> None:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=pool_child.serve,
            args=(theirs, self._factory),
            name="wirecoder-pool",
            daemon=True,
        )
        try:
            process.start()
        except Exception as error:  # no memory, too many processes: must not end this thread
            ours.close()
            raise PoolBrokenError(f"a pool process could not be started: {error!r}") from error
        finally:
            theirs.close()
        self._process = process
        self._pipe = ours
        self._batches = 0
        self._await_ready(ours)
        self.warm.set()
        self._on_event(PoolEvent("warm"))

    def _await_ready(self, pipe: Connection) -> None:
        try:
            ready = pipe.recv() if pipe.poll(self._options.start_seconds) else "it took too long"
        except (EOFError, OSError):
            ready = f"it died with exit code {self._process.exitcode}"
        if isinstance(ready, Failed):
            ready = ready.detail
        if ready != pool_child.READY:
            self._stop_process()
            raise PoolBrokenError(f"a pool process could not start: {ready}")

    def _replace_process(self) -> None:
        self._stop_process()
        if self._ending:
            raise PoolBrokenError("the pool is closed")
        self._on_event(PoolEvent("restarted"))
        self._spawn()

    def _recycle_when_due(self) -> None:
        if self._batches >= self._options.recycle_batches and not self._ending:
            self._stop_process()
            self._spawn()

    def _stop_process(self) -> None:
        if self.warm.is_set():
            self.warm.clear()
            self._on_event(PoolEvent("stopped"))
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join(10)
            self._process = None


def _detail(reason: str, options: PoolOptions) -> str:
    if reason == "deadline":
        return f"took longer than {options.deadline_seconds:g} s alone"
    return "the process that worked on it alone died"
