"""Which coded articles are forgotten."""

from __future__ import annotations

from service.streaming.adapters.coded import SWEPT_PER_CALL, CodedIndex
from service.streaming.stage import Write


def test_old_keys_are_swept_a_few_at_a_time_oldest_first() -> None:
    index = CodedIndex()
    for at in (3, 1, 2):
        index.note(f"k{at}", at)
    assert list(index.sweep(before=10)) == [Write("k1", None), Write("k2", None)]
    assert SWEPT_PER_CALL == 2
    assert list(index.sweep(before=10)) == [Write("k3", None)]


def test_a_key_that_was_written_again_stays_and_goes_later() -> None:
    index = CodedIndex()
    index.note("k", 1)
    index.note("k", 20)
    assert list(index.sweep(before=10)) == []
    assert list(index.sweep(before=30)) == [Write("k", None)]
    assert len(index) == 0


def test_a_key_written_again_and_again_takes_the_room_of_one() -> None:
    index = CodedIndex()
    for at in range(1000):
        index.note("k", at)
    assert len(index._oldest) == 1


def test_a_deleted_key_is_not_deleted_again() -> None:
    index = CodedIndex()
    index.note("k", 1)
    index.apply("k", None)
    assert list(index.sweep(before=10)) == []
