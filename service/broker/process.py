"""A process that outlives this one: found again by its id and its time of start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Running:
    """What the pid file says of a broker."""

    pid: int
    started: str
    port: int
    log: str

    @property
    def bootstrap_servers(self) -> str:
        """Where clients connect."""
        return f"127.0.0.1:{self.port}"

    def write(self, path: Path) -> None:
        """Leaves the pid file, whole or not at all."""
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(self)), encoding="utf-8")
        os.replace(part, path)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The broker of the pid file if that very process still runs, else None."""
        try:
            found = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return found if start_time(found.pid) == found.started else None


def start_time(pid: int) -> str | None:
    """When the process started, in the system's own words; None when there is no such process.

    A pid alone may have been given to another program since.
    """
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else fields[19]
    done = subprocess.run(  # noqa: S603
        ["ps", "-o", "lstart=", "-p", str(pid)],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or None


def terminate(running: Running, *, timeout_seconds: float = STOP_SECONDS) -> bool:
    """Asks the process to stop and waits; kills it after the timeout. False when it was killed."""
    _signal(running, signal.SIGTERM)
    if _gone(running, timeout_seconds=timeout_seconds):
        return True
    _signal(running, signal.SIGKILL)
    _gone(running, timeout_seconds=5)
    return False


def _signal(running: Running, number: signal.Signals) -> None:
    if start_time(running.pid) == running.started:
        try:
            os.kill(running.pid, number)
        except ProcessLookupError:
            return


def _gone(running: Running, *, timeout_seconds: float) -> bool:
    end = time.monotonic() + timeout_seconds
    while start_time(running.pid) == running.started:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
