"""The table `coded`: what was coded for each article, for its copies and its updates."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from service.streaming.stage import Write

MAX_VALUE_BYTES = 1024 * 1024
SWEPT_PER_CALL = 2


@dataclass(frozen=True, slots=True)
class Coded:
    """One article's coding: `origin` is the message it came with, `at` when (epoch seconds)."""

    origin: str
    at: float
    mentions: list[dict[str, Any]]
    retracted: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    contexts: list[str]
    extractor: dict[str, Any]

    def dump(self) -> str | None:
        """As the table keeps it; None when it is too large to be kept."""
        value = orjson.dumps({name: getattr(self, name) for name in self.__slots__})
        return value.decode() if len(value) <= MAX_VALUE_BYTES else None


def load(value: str | None) -> Coded | None:
    """What `dump` wrote."""
    return None if value is None else Coded(**orjson.loads(value))


class CodedIndex:
    """When each key of one partition was written, so that old ones can be swept."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._oldest: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._at)

    def apply(self, key: str, value: str | None) -> None:
        """Take over one key of the table."""
        if value is None:
            self._at.pop(key, None)
        else:
            self.note(key, float(orjson.loads(value)["at"]))

    def note(self, key: str, at: float) -> None:
        """The key was written."""
        if key not in self._at:  # one place in the queue for each key, however often it is written
            heapq.heappush(self._oldest, (at, key))
        self._at[key] = at

    def sweep(self, *, before: float) -> Iterator[Write]:
        """Deletions of a few keys that were written before the given time."""
        for _ in range(SWEPT_PER_CALL):
            if not self._oldest or self._oldest[0][0] >= before:
                return
            _, key = heapq.heappop(self._oldest)
            at = self._at.get(key)
            if at is not None and at >= before:
                heapq.heappush(self._oldest, (at, key))  # written again since
            elif at is not None:
                del self._at[key]
                yield Write(key, None)
