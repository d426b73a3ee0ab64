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
        _committed_offset={} if committed is None else {tp: committed}, _acked={},
    )  # fmt: skip
    return SimpleNamespace(
        on_partitions_assigned=Signal(), on_rebalance_complete=Signal(), crashed=False,
        crash_reason=None, rebalancing=False, _assignment={tp}, consumer=consumer,
        _producer=SimpleNamespace(_producer=object()),
        tables=SimpleNamespace(recovery=SimpleNamespace(in_recovery=False)),
    )  # fmt: skip


class Partition:
    topic, partition = "in", 0


async def _away(*_: Any) -> Any:
    raise TimeoutError


async def _done(value: Any) -> Any:
    return value


def watch(app: SimpleNamespace, pool: Any = None) -> Watch:
    stage = SimpleNamespace(source="in", name="clean")
    composed = SimpleNamespace(stage=stage, pool=pool, is_warm=lambda: True)
    runner = SimpleNamespace(acks=SimpleNamespace(last_ack_at=time.monotonic() - 1000))
    return Watch(app, runner, SimpleNamespace(), composed, stall_seconds=0.05)  # type: ignore[arg-type]


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


async def test_a_broker_that_does_not_answer_is_waited_for_and_then_is_a_stall() -> None:
    app = stuck_app(committed=3)
    app.consumer.highwaters = _away
    with pytest.raises(StalledError, match="lag unknown"):
        await asyncio.wait_for(watch(app).run(), 10)


@pytest.mark.parametrize("hang", [{"_assignment": None}, {"rebalancing": True}], ids=str)
async def test_a_group_that_never_settles_is_a_stall(hang: dict[str, Any]) -> None:
    app = stuck_app(committed=10)
    vars(app).update(hang)
    with pytest.raises(StalledError):
        await asyncio.wait_for(watch(app).run(), 10)


async def test_a_recovery_that_goes_on_is_no_stall() -> None:
    app = stuck_app(committed=3)
    left = iter(range(10**6, 0, -1))
    app.tables.recovery = SimpleNamespace(
        in_recovery=True, active_remaining_total=lambda: next(left)
    )
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(watch(app).run(), 0.5)


async def test_a_recovery_that_stands_still_is_a_stall() -> None:
    app = stuck_app(committed=3)
    app.tables.recovery = SimpleNamespace(in_recovery=True, active_remaining_total=lambda: 7)
    with pytest.raises(StalledError):
        await asyncio.wait_for(watch(app).run(), 10)


async def test_acks_that_are_never_committed_end_the_worker() -> None:
    app = stuck_app(committed=3)
    busy = watch(app)
    (partition,) = app._assignment
    app.consumer._acked[partition] = [5, 6]  # 4 is missing: Faust waits for it
    moving = asyncio.create_task(_acking(busy))
    with pytest.raises(StalledError, match="partition 0: acked, but nothing committed"):
        await asyncio.wait_for(busy.run(), 10)
    moving.cancel()


async def test_acks_that_are_committed_in_time_are_no_stall() -> None:
    app = stuck_app(committed=3)
    busy = watch(app)
    (partition,) = app._assignment
    app.consumer._acked[partition] = [5, 6]
    moving = asyncio.create_task(_acking(busy, committing=app.consumer._committed_offset))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(busy.run(), 0.5)
    moving.cancel()


async def test_a_partition_that_was_elsewhere_meanwhile_has_its_time_again() -> None:
    app = stuck_app(committed=3)
    busy, mine = watch(app), app._assignment
    (partition,) = mine
    busy.lag, app.consumer._acked[partition] = 7, [5, 6]
    busy._raise_if_uncommitted()
    app._assignment = set()
    busy._raise_if_uncommitted()
    await asyncio.sleep(0.1)
    app._assignment = mine
    busy._raise_if_uncommitted()  # no error: counted from now on
    await asyncio.sleep(0.1)
    with pytest.raises(StalledError):
        busy._raise_if_uncommitted()


async def _acking(busy: Watch, committing: dict[Any, int] | None = None) -> None:
    """Acks for ever, so that nothing stands still; commits each when asked to."""
    acks: Any = busy._runner.acks
    while True:
        acks.last_ack_at = time.monotonic()
        for partition in committing or ():
            committing[partition] += 1  # type: ignore[index]
        await asyncio.sleep(0.001)


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
