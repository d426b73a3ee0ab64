"""What counts as standing still."""

from __future__ import annotations

from service.streaming.progress import ProgressIndex


def test_a_message_after_a_long_silence_is_not_a_stall_at_once() -> None:
    progress = ProgressIndex(limit_seconds=10)
    progress.note(waits=False, marker=1, now=0)
    progress.note(waits=True, marker=1, now=1000)
    assert not progress.is_stalled(1005)
    assert progress.is_stalled(1011)


def test_every_ack_starts_the_time_anew() -> None:
    progress = ProgressIndex(limit_seconds=10)
    for now in range(0, 100, 5):
        progress.note(waits=True, marker=now, now=now)
    assert not progress.is_stalled(104)


def test_when_nothing_waits_no_time_runs() -> None:
    progress = ProgressIndex(limit_seconds=10)
    progress.note(waits=True, marker=1, now=0)
    progress.note(waits=False, marker=1, now=5)
    assert progress.seconds_still(100) == 0
