"""The far side of the pool: loads once, answers batches, ends with its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from service.streaming.stage import Poison
from service.streaming.tuning import collect_seldom

READY = "ready"
_PR_SET_PDEATHSIG = 1
_WATCH_SECONDS = 1.0
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

Prepare = Callable[[list[bytes]], list[Any]]
Factory = Callable[[], Prepare]


@dataclass(frozen=True, slots=True)
class Failed:
    """Loading failed."""

    detail: str


def serve(pipe: Connection, factory: Factory) -> None:
    """Answer batches until the parent closes the pipe or dies."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for name in _ONE_THREAD:
        os.environ[name] = "1"
    try:
        prepare = factory()
    except Exception as error:  # noqa: BLE001 - told to the parent, which stops
        pipe.send(Failed(f"{type(error).__name__}: {error}"))
        return
    collect_seldom()
    pipe.send(READY)
    try:
        while True:
            pipe.send(answers(prepare, pipe.recv()))
    except (EOFError, OSError):
        return


def answers(prepare: Prepare, batch: list[bytes]) -> list[Any]:
    """One result for each message; when the batch raises, each message is tried alone."""
    try:
        return prepare(batch)
    except Exception as error:  # noqa: BLE001 - a text that breaks the stage must not stop it
        if len(batch) == 1:
            return [Poison("stage_error", f"{type(error).__name__}: {error}"[:2000])]
    return [answers(prepare, [message])[0] for message in batch]


def die_with_parent(number: signal.Signals = signal.SIGKILL, *, grace_seconds: float = 0.0) -> None:
    """End this process when its parent ends: by a signal of the kernel on Linux, else by watching.

    `grace_seconds` is the time that the signal is given to work.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, number)
    watch = threading.Thread(
        target=_watch, args=(parent, number, grace_seconds), name="parent-watch", daemon=True
    )
    watch.start()


def _watch(parent: int, number: signal.Signals, grace_seconds: float) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    if grace_seconds:
        os.kill(os.getpid(), number)
        time.sleep(grace_seconds)
    os._exit(1)
