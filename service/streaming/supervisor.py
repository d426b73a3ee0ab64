"""Runs workers as child processes: starts them again when they die, ends them together."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from service.errors import UserError

FIRST_PAUSE_SECONDS = 0.5
MOST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0  # a worker that ran for so long starts again without a pause
STOP_SECONDS = 45.0  # longer than a worker's own watchdog
EXIT_FINAL = {2: "it cannot run with these settings", 4: "too many dead letters"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """One worker to be run: the ordinal makes it a static member of its group."""

    stage: str
    instance: int = 0

    def __str__(self) -> str:
        return f"{self.stage}-{self.instance}"


@dataclass(frozen=True, slots=True)
class SupervisorOptions:
    """`environment` is added to this process's; logs go to `log_dir`, else to standard error."""

    environment: Mapping[str, str] = field(default_factory=dict)
    log_dir: Path | None = None
    start_seconds: float = 180.0


class Supervisor:
    """A context manager; inside, call `wait_ready` and then `watch` until something ends."""

    def __init__(self, places: Sequence[Place], options: SupervisorOptions) -> None:
        self._options = options
        self._folder = tempfile.TemporaryDirectory(prefix="wirecoder-")
        self._children = [_Child(place, options, Path(self._folder.name)) for place in places]

    def __enter__(self) -> Self:
        for child in self._children:
            child.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def wait_ready(self) -> None:
        """Return when all workers are ready; UserError when one cannot be."""
        give_up_at = time.monotonic() + self._options.start_seconds
        while not all(child.is_ready() for child in self._children):
            self.tend()
            if time.monotonic() > give_up_at:
                waiting = ", ".join(str(c.place) for c in self._children if not c.is_ready())
                raise UserError(f"Not ready in time: {waiting}. {self._see_logs()}")
            time.sleep(0.05)

    def tend(self) -> None:
        """Start again what has died; UserError for a worker that must not be started again."""
        for child in self._children:
            code = child.tend()
            if code is not None:
                why = EXIT_FINAL[code]
                raise UserError(f"The worker {child.place} stopped: {why}. {self._see_logs()}")

    def watch(self, *, every_seconds: float = 0.2) -> None:
        """Tend for ever."""
        while True:
            self.tend()
            time.sleep(every_seconds)

    def ports(self) -> dict[str, int]:
        """Where each ready worker serves health and metrics."""
        return {str(child.place): child.port() for child in self._children if child.is_ready()}

    def pids(self) -> dict[str, int]:
        """The process of each worker that runs."""
        return {str(c.place): c.process.pid for c in self._children if c.process is not None}

    def stop(self) -> None:
        """Tell all to end, wait, and kill what does not."""
        for child in self._children:
            child.tell_to_stop()
        give_up_at = time.monotonic() + STOP_SECONDS
        for child in self._children:
            child.wait_stopped(give_up_at)
        self._folder.cleanup()

    def _see_logs(self) -> str:
        where = self._options.log_dir
        return f"See its log in {where}." if where else "Its log above says more."


class _Child:
    """One worker process and its restarts."""

    def __init__(self, place: Place, options: SupervisorOptions, folder: Path) -> None:
        self.place = place
        self._options = options
        self._ready_file = folder / f"{place}.ready"
        self.process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS
        self._start_at: float | None = None

    def start(self) -> None:
        """Start the process."""
        self._ready_file.unlink(missing_ok=True)
        command = [
            *(sys.executable, "-m", "service.streaming", self.place.stage),
            *("--instance", str(self.place.instance), "--die-with-parent"),
            *("--ready-file", str(self._ready_file)),
        ]
        with self._log() as stream:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                env={**os.environ, **self._options.environment},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,  # Ctrl-C reaches the supervisor only, which then tells us
            )
        self._started_at = time.monotonic()
        self._start_at = None

    def tend(self) -> int | None:
        """Start again when it is time to; the exit code of an end that is final."""
        if self._start_at is not None:
            if time.monotonic() >= self._start_at:
                self.start()
            return None
        code = None if self.process is None else self.process.poll()
        if code is None:
            return None
        if code in EXIT_FINAL:
            return code
        self._plan_restart(code)
        return None

    def is_ready(self) -> bool:
        """Whether the process that runs now has said so."""
        if self.process is None or self.process.poll() is not None:
            return False
        return self._told().get("pid") == self.process.pid

    def port(self) -> int:
        """Its HTTP port."""
        return int(self._told()["port"])

    def tell_to_stop(self) -> None:
        """Send SIGTERM."""
        self._start_at = float("inf")
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait_stopped(self, give_up_at: float) -> None:
        """Wait for the end, and kill the process and its pool when it does not come."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, give_up_at - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s does not stop: killed", self.place)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _plan_restart(self, code: int) -> None:
        if time.monotonic() - self._started_at > STEADY_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        log.warning(
            "%s ended with exit code %s: starting again in %g s", self.place, code, self._pause
        )
        self._start_at = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, MOST_PAUSE_SECONDS)

    def _told(self) -> dict[str, int]:
        try:
            return dict(json.loads(self._ready_file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    @contextlib.contextmanager
    def _log(self) -> Iterator[IO[bytes] | None]:
        """Where the process writes; None is this process's own standard error."""
        folder = self._options.log_dir
        if folder is None:
            yield None
            return
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{self.place}.log").open("ab") as stream:
            yield stream
