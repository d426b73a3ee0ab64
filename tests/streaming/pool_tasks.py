"""What the pool's tests run: each word does what it says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any


def load() -> Callable[[list[bytes]], list[Any]]:
    return work


def broken() -> Callable[[list[bytes]], list[Any]]:
    raise FileNotFoundError("no model here")


def work(batch: list[bytes]) -> list[Any]:
    return [_work(value) for value in batch]


def _work(value: bytes) -> Any:
    if value == b"hang":
        time.sleep(600)
    if value == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if value == b"raise":
        raise ValueError("cannot")
    if value == b"pid":
        return os.getpid()
    if value == b"threads":
        return os.environ["OMP_NUM_THREADS"]
    return value.decode().upper()
