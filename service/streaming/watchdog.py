"""Ends the process when nothing else can: an end that hangs, an event loop that stands still."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

EXIT_STUCK = 1
log = logging.getLogger(__name__)


def start_watchdog(exit_code: int, *, max_seconds: float) -> threading.Timer:
    """A timer that ends the process; cancel it after an orderly end.

    An orderly end takes too long while the broker is away. Nothing is lost by ending at once:
    what was not acked is read again.
    """
    timer = threading.Timer(max_seconds, _end, args=(exit_code, f"no end in {max_seconds:g} s"))
    timer.daemon = True
    timer.start()
    return timer


class LoopGuard:
    """A thread that ends the process when `beat` was not called for `max_seconds`."""

    def __init__(
        self, *, max_seconds: float, end: Callable[[int, str], None] | None = None
    ) -> None:
        self._max_seconds = max_seconds
        self._end = end or _end
        self._last = time.monotonic()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loop-guard", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self.beat()
        self._thread.start()

    def beat(self) -> None:
        """The event loop runs."""
        self._last = time.monotonic()

    def stop(self) -> None:
        """Watch no more."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(self._max_seconds / 10):
            still = time.monotonic() - self._last
            if still > self._max_seconds:
                self._end(EXIT_STUCK, f"the event loop stood still for {still:.0f} s")
                return


def _end(exit_code: int, why: str) -> None:
    log.critical("%s: ending now; unacked messages are read again", why)
    os._exit(exit_code)
