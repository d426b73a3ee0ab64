"""Tells waiting from standing still, by a clock that is an argument."""

from __future__ import annotations

from collections.abc import Hashable


class ProgressIndex:
    """How long there has been something to do and nothing has moved.

    `marker` is whatever changes when work is done. A topic that was silent for an hour does not
    count: the time begins when there is something to wait for.
    """

    def __init__(self, limit_seconds: float) -> None:
        self._limit_seconds = limit_seconds
        self._marker: Hashable = None
        self._since: float | None = None

    def note(self, *, waits: bool, marker: Hashable, now: float) -> None:
        """Record whether there is something to do now, and the marker."""
        if not waits:
            self._since = None
        elif self._since is None or marker != self._marker:
            self._since = now
        self._marker = marker

    def seconds_still(self, now: float) -> float:
        """0 when there is nothing to do."""
        return 0.0 if self._since is None else now - self._since

    def is_stalled(self, now: float) -> bool:
        """Whether that has been too long."""
        return self.seconds_still(now) > self._limit_seconds
