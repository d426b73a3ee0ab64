"""Ends the process when an orderly end takes too long, as it does while the broker is away."""

from __future__ import annotations

import logging
import os
import threading

SECONDS = 20.0
log = logging.getLogger(__name__)


def start_watchdog(exit_code: int, *, max_seconds: float = SECONDS) -> threading.Timer:
    """A timer that ends the process; cancel it after an orderly end.

    Nothing is lost by it: what was not acked is read again.
    """
    timer = threading.Timer(max_seconds, _end, args=(exit_code, max_seconds))
    timer.daemon = True
    timer.start()
    return timer


def _end(exit_code: int, seconds: float) -> None:
    log.critical("no orderly end within %g s: ending now; unacked messages are read again", seconds)
    os._exit(exit_code)
