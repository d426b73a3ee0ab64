"""A broker of one's own that can be stopped, killed, paused and started again on its data."""

from __future__ import annotations

import os
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
        os.kill(self._java(), signal.SIGKILL)
        self._broker.wait()
        self._broker.stop()

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
