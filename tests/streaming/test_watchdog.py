"""The process is ended from outside the event loop."""

from __future__ import annotations

import threading

import pytest

from service.streaming.watchdog import EXIT_STUCK, LoopGuard


@pytest.fixture
def ended() -> tuple[threading.Event, list[int]]:
    return threading.Event(), []


def test_a_loop_that_stands_still_ends_the_process(
    ended: tuple[threading.Event, list[int]],
) -> None:
    happened, codes = ended
    guard = LoopGuard(max_seconds=0.05, end=lambda code, _why: (codes.append(code), happened.set()))
    guard.start()
    assert happened.wait(10)
    assert codes == [EXIT_STUCK]


def test_a_guard_that_was_stopped_ends_nothing(ended: tuple[threading.Event, list[int]]) -> None:
    happened, _ = ended
    guard = LoopGuard(max_seconds=0.05, end=lambda _code, _why: happened.set())
    guard.start()
    guard.stop()
    assert not happened.wait(0.3)
