"""Workers that ended are started again, as the supervisor does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Tendable(Protocol):
    """Something with workers."""

    def tend(self) -> None:
        """Start again what has ended."""


@contextmanager
def tended(scene: Tendable) -> Iterator[None]:
    """Every half second, in a thread."""
    over = threading.Event()

    def tend() -> None:
        while not over.wait(0.5):
            scene.tend()

    thread = threading.Thread(target=tend)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
