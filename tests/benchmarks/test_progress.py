"""How far a benchmark's runs are."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from benchmarks.progress import follow


def ended(outcome: int) -> Future[int]:
    run: Future[int] = Future()
    run.set_result(outcome)
    return run


def test_where_there_is_no_terminal_each_tenth_is_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    follow([ended(1), ended(2)], {"slow": 1_250}, {"slow": 5_000, "not begun": 300})
    assert capsys.readouterr().err == "slow: 1,250 of 5,000\n"


def test_less_than_a_tenth_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    follow([ended(1)], {"slow": 499}, {"slow": 5_000})
    assert capsys.readouterr().err == ""
