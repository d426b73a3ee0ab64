"""Ctrl-C and SIGTERM end a long-running command in order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM acts like Ctrl-C inside, so that contexts are left and children are stopped."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def until_stopped(work: Callable[[], None]) -> None:
    """Run `work` until Ctrl-C or SIGTERM, which are no errors here."""
    try:
        with terminable():
            work()
    except KeyboardInterrupt:
        return


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
