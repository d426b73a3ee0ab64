"""Memory as Linux tells it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.streaming.memory import limit_bytes, resident_bytes


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "statm").write_text("900 25 3 1 0 2 0\n")
    (tmp_path / "meminfo").write_text("MemTotal:        8000 kB\nMemFree: 1 kB\n")
    return tmp_path


def test_a_process_that_is_gone_uses_nothing(proc: Path) -> None:
    assert resident_bytes([7, 8], proc=proc) == 25 * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4096000\n", 4_096_000), ("max\n", 8_192_000), ("9223372036854771712", 8_192_000)],
    ids=["limited", "cgroup 2 without limit", "cgroup 1 without limit"],
)
def test_the_limit_is_the_containers_or_the_machines(proc: Path, text: str, expected: int) -> None:
    (proc / "memory.max").write_text(text)
    assert limit_bytes(limits=[proc / "memory.max"], proc=proc) == expected


def test_where_nothing_is_known_the_limit_is_zero(tmp_path: Path) -> None:
    assert limit_bytes(limits=[tmp_path / "no"], proc=tmp_path) == 0
