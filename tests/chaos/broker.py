"""A broker of one's own that can be stopped, killed, paused and started again on its data."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import time
from pathlib import Path

from service.broker import EmbeddedBroker
from service.broker.files import free_port


class FragileBroker:
    """Always at the same address."""

    def __init__(self, folder: Path) -> None:
        self._port = free_port()
        self._folder = folder
        self._broker = EmbeddedBroker(folder, self._port)
        self.address = f"127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, on the data that it had."""
        self._broker = EmbeddedBroker(self._folder, self._port)
        self._broker.start()

    def stop(self) -> None:
        """In order."""
        self._broker.stop()

    def kill(self) -> None:
        """SIGKILL."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._java(), signal.SIGKILL)
        self._broker.wait()
        self._broker.stop()

    def fill_disk(self, *, seconds: float = 30) -> bool:
        """No file may grow any more, as on a full disk; whether the broker ended of it."""
        resource.prlimit(self._java(), resource.RLIMIT_FSIZE, (16 * 1024, resource.RLIM_INFINITY))
        give_up_at = time.monotonic() + seconds
        while self._broker.running() is not None:
            if time.monotonic() > give_up_at:
                return False
            time.sleep(0.1)
        self._broker.wait()
        self._broker.stop()
        return True

    def without_room(self) -> None:
        """The disk fills up; somebody makes room and starts the broker again."""
        if not self.fill_disk():
            self.kill()
        self.start()

    def pause(self, seconds: float) -> None:
        """SIGSTOP, and on again."""
        java = self._java()
        os.kill(java, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(java, signal.SIGCONT)

    def away(self, seconds: float, *, killed: bool = False) -> None:
        """Stopped for so long."""
        self.kill() if killed else self.stop()
        time.sleep(seconds)
        self.start()

    def _java(self) -> int:
        found = self._broker.running()
        assert found is not None
        command = ["ps", "-o", "pid=", "--ppid", str(found.pid)]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
