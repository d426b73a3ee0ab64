"""Replicas of one service number themselves."""

from __future__ import annotations

from pathlib import Path

from service.streaming.instances import claimed_instance


def test_each_worker_takes_the_lowest_free_number_of_its_stage(tmp_path: Path) -> None:
    with claimed_instance(tmp_path, "extract") as first:
        with claimed_instance(tmp_path, "extract") as second:
            assert (first, second) == (0, 1)
        with claimed_instance(tmp_path, "extract") as third, claimed_instance(
            tmp_path, "clean"
        ) as other:  # fmt: skip
            assert (third, other) == (1, 0)


def test_a_number_is_free_again_when_its_holder_ends(tmp_path: Path) -> None:
    with claimed_instance(tmp_path / "new", "extract") as first:
        assert first == 0
    with claimed_instance(tmp_path / "new", "extract") as again:
        assert again == 0
