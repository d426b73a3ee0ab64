"""Poison costs only itself, whatever it does to the process that works on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.streaming.pool import Pool, PoolBrokenError, PoolEvent, PoolOptions
from service.streaming.stage import Poison
from tests.streaming.pool_tasks import broken, load, work
from tests.streaming.processes import runs


@pytest.fixture
def events() -> list[PoolEvent]:
    return []


@pytest.fixture
def pool(events: list[PoolEvent]) -> Iterator[Pool]:
    options = PoolOptions(processes=2, deadline_seconds=1.5, recycle_batches=20)
    with Pool(load, options, on_event=events.append) as pool:
        yield pool


def test_batches_come_back_in_order_from_several_processes(pool: Pool) -> None:
    batches = [[f"w{n}".encode(), f"v{n}".encode()] for n in range(30)]
    assert list(pool.map_ordered(batches)) == [[f"W{n}", f"V{n}"] for n in range(30)]


@pytest.mark.parametrize(
    ("word", "reason"),
    [(b"hang", "deadline"), (b"die", "nlp_crash"), (b"raise", "stage_error")],
    ids=["hangs", "kills its process", "raises"],
)
def test_a_poison_text_costs_only_itself(pool: Pool, word: bytes, reason: str) -> None:
    before, poison, after = pool.enqueue([b"a", word, b"b"]).result(30)
    assert (before, after) == ("A", "B")
    assert isinstance(poison, Poison)
    assert poison.reason == reason


def test_a_batch_that_nobody_waits_for_any_more_costs_no_process(pool: Pool) -> None:
    given_up = [pool.enqueue([b"hang"]) for _ in range(8)]
    time.sleep(0.3)
    for future in given_up:
        future.cancel()
    assert pool.enqueue([b"a"]).result(30) == ["A"]
    assert pool.enqueue([b"b"]).result(30) == ["B"]


def test_a_replaced_process_is_counted(pool: Pool, events: list[PoolEvent]) -> None:
    pool.enqueue([b"die"]).result(30)
    assert "restarted" in {event.kind for event in events}
    assert pool.enqueue([b"a"]).result(30) == ["A"]


def test_a_process_is_replaced_after_its_number_of_batches(pool: Pool) -> None:
    pids = {pool.enqueue([b"pid"]).result(30)[0] for _ in range(60)}
    assert len(pids) > 2


def test_a_process_works_with_one_thread_and_survives_the_signals_of_a_terminal(
    pool: Pool,
) -> None:
    (pid,) = pool.enqueue([b"pid"]).result(30)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(pid, number)
    assert pool.enqueue([b"threads"]).result(30) == ["1"]
    assert runs(pid)


def test_a_pool_that_cannot_load_says_why() -> None:
    with (
        Pool(broken, PoolOptions()) as pool,
        pytest.raises(PoolBrokenError, match="no model here"),
    ):
        pool.enqueue([b"a"]).result(30)


def test_closing_fails_what_is_not_done_and_leaves_no_process() -> None:
    pool = Pool(load, PoolOptions(processes=1, deadline_seconds=60))
    pool.enqueue([b"a"]).result(30)
    (pid,) = pool.pids()
    hanging = pool.enqueue([b"hang"])
    pool.close()
    with pytest.raises(PoolBrokenError):
        hanging.result(30)
    assert not runs(pid)


PARENT = """
import sys, time
from service.streaming.pool import Pool, PoolOptions
from tests.streaming.pool_tasks import load
if __name__ == "__main__":
    pool = Pool(load, PoolOptions(processes=2))
    print(*{pool.enqueue([b"pid"]).result(30)[0] for _ in range(20)}, *pool.pids(), flush=True)
    time.sleep(600)
"""


def test_processes_end_with_their_parent_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        pids = {int(pid) for pid in parent.stdout.readline().split()}
        assert len(pids) >= 2
        parent.kill()
    give_up_at = time.monotonic() + 15
    while any(runs(pid) for pid in pids) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    assert not any(runs(pid) for pid in pids)


def test_a_process_that_cannot_be_started_fails_its_batch_at_once() -> None:
    with (
        Pool(lambda: work, PoolOptions()) as unpicklable,  # so that starting itself raises
        pytest.raises(PoolBrokenError, match="could not be started"),
    ):
        unpicklable.enqueue([b"a"]).result(30)
