"""A worker that silently reads nothing is found out."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest

from service.streaming import watching
from service.streaming.watching import StalledError, Watch


class Signal:
    def connect(self, _fun: Any) -> None:
        return


def stuck_app(committed: int | None) -> SimpleNamespace:
    tp = Partition()
    consumer = SimpleNamespace(
        highwaters=lambda *_: _done({tp: 10}), earliest_offsets=lambda *_: _done({tp: 2}),
        _committed_offset={} if committed is None else {tp: committed},
    )  # fmt: skip
    return SimpleNamespace(
        on_partitions_assigned=Signal(), on_rebalance_complete=Signal(), crashed=False,
        crash_reason=None, rebalancing=False, _assignment={tp}, consumer=consumer,
        _producer=SimpleNamespace(_producer=object()),
    )  # fmt: skip


class Partition:
    topic = "in"


async def _done(value: Any) -> Any:
    return value


def watch(app: SimpleNamespace, pool: Any = None) -> Watch:
    composed = SimpleNamespace(stage=SimpleNamespace(source="in"), pool=pool, is_warm=lambda: True)
    runner = SimpleNamespace(acks=SimpleNamespace(last_ack_at=time.monotonic() - 1000))
    made = Watch(app, runner, SimpleNamespace(), composed, stage="clean")  # type: ignore[arg-type]
    made._started_at = time.monotonic() - 1000
    return made


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0.001)
    monkeypatch.setattr(watching, "LAG_EVERY_SECONDS", 0.01)


async def test_lag_without_an_ack_for_minutes_ends_the_worker() -> None:
    stuck = watch(stuck_app(committed=3))
    with pytest.raises(StalledError, match="lag 7"):
        await asyncio.wait_for(stuck.run(), 10)
    assert not stuck.probe().alive["not_stalled"]


async def test_a_worker_that_never_committed_has_all_that_is_on_the_topic_as_lag() -> None:
    stuck = watch(stuck_app(committed=None))
    with pytest.raises(StalledError, match="lag 8"):
        await asyncio.wait_for(stuck.run(), 10)


async def test_no_lag_is_no_stall() -> None:
    idle = watch(stuck_app(committed=10))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(idle.run(), 0.1)
    assert idle.probe().alive["not_stalled"]


async def test_a_pool_that_could_not_load_ends_the_worker() -> None:
    broken = watch(
        stuck_app(committed=10), SimpleNamespace(error=lambda: OSError("no model"), pids=list)
    )
    with pytest.raises(OSError, match="no model"):
        await asyncio.wait_for(broken.run(), 10)
