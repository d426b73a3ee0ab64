"""What the pool of the counting worker runs: words that take a while, each another while."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import Any


def load() -> Callable[[list[bytes]], list[Any]]:
    return prepare


def prepare(batch: list[bytes]) -> list[Any]:
    from tests.streaming.words import prepare_word

    if any(value.startswith(b"hang") for value in batch):
        time.sleep(600)
    time.sleep(sum(zlib.crc32(value) % 4 for value in batch) / 2000)
    return [prepare_word(value) for value in batch]
