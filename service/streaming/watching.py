"""Watches one worker from inside: lag, late loop, crashed services, and the silent stall."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import Any

from aiokafka.errors import KafkaError

from service import metrics
from service.streaming.compose import Composed
from service.streaming.faust_private import awaits_commit, committed_offsets, recovery_remaining
from service.streaming.health import Probe
from service.streaming.memory import limit_bytes, resident_bytes
from service.streaming.progress import ProgressIndex
from service.streaming.publisher import Publisher
from service.streaming.runner import StageRunner
from service.streaming.watchdog import LoopGuard

EVERY_SECONDS = 0.1
LAG_EVERY_SECONDS = 5.0
#: commits are due every second; what is not committed is read again after a crash
UNCOMMITTED_SECONDS = 60.0
log = logging.getLogger(__name__)


class StalledError(RuntimeError):
    """There is something to do, but nothing has moved for too long."""


class Watch:
    """Feeds the gauges and the probes; `run` raises when the worker cannot go on."""

    def __init__(
        self,
        app: Any,
        runner: StageRunner,
        publisher: Publisher,
        composed: Composed,
        *,
        stall_seconds: float,
    ) -> None:
        self._app = app
        self._runner = runner
        self._publisher = publisher
        self._composed = composed
        self._stage = composed.stage.name
        self._progress = ProgressIndex(limit_seconds=stall_seconds)
        self._commits: dict[Any, ProgressIndex] = {}
        self._commit_seconds = min(stall_seconds, UNCOMMITTED_SECONDS)
        self._guard = LoopGuard(max_seconds=stall_seconds)
        self._started_at = time.monotonic()
        self._recovered = False
        self.lag: int | None = None
        self.ready = asyncio.Event()
        app.on_partitions_assigned.connect(self._on_assigned)
        app.on_rebalance_complete.connect(self._on_recovered)

    async def run(self) -> None:
        """Watch for ever."""
        self._guard.start()
        try:
            await self._watch()
        finally:
            self._guard.stop()

    async def _watch(self) -> None:
        next_lag = time.monotonic() + LAG_EVERY_SECONDS
        while True:
            due = time.monotonic() + EVERY_SECONDS
            await asyncio.sleep(EVERY_SECONDS)
            now = time.monotonic()
            self._guard.beat()
            metrics.LOOP_DELAY.labels(self._stage).set(max(0.0, now - due))
            metrics.LAST_ACK_AGE.labels(self._stage).set(self._seconds_since_ack())
            self._raise_if_crashed()
            if self._show_conditions():
                self.ready.set()
            if now >= next_lag:
                next_lag = now + LAG_EVERY_SECONDS
                self._measure_memory()
                await self._measure_lag()
                self._raise_if_stalled()
                self._raise_if_uncommitted()

    def probe(self) -> Probe:
        """The conditions of `/readyz` and `/livez`."""
        return Probe(
            ready={
                "assigned": self.is_assigned(),
                "recovered": self._recovered and not self._app.rebalancing,
                "pool_warm": self._composed.is_warm(),
                "producer_connected": self._producer_connected(),
            },
            alive={"not_stalled": not self.is_stalled(), "not_crashed": not self._app.crashed},
        )

    def is_assigned(self) -> bool:
        """Whether the group has given this worker an assignment, be it an empty one."""
        return self._app._assignment is not None

    def is_stalled(self) -> bool:
        """Whether something waits and nothing was acked or recovered for `stall_seconds`."""
        return self._progress.is_stalled(time.monotonic())

    def _raise_if_stalled(self) -> None:
        now = time.monotonic()
        waits = self.lag != 0 or not self.is_assigned() or bool(self._app.rebalancing)
        marker = (self._last_ack_at(), recovery_remaining(self._app))
        self._progress.note(waits=waits, marker=marker, now=now)
        if self._progress.is_stalled(now):
            lag = "unknown" if self.lag is None else self.lag
            still = self._progress.seconds_still(now)
            raise StalledError(f"lag {lag}, nothing acked or recovered for {still:.0f} s")

    def _raise_if_uncommitted(self) -> None:
        """Acks that never become commits: work goes on, and all of it would be done again."""
        now, consumer = time.monotonic(), self._app.consumer
        committed, known = committed_offsets(consumer), self._commits
        settled = self.lag is not None and not self._app.rebalancing
        self._commits = {  # a partition that was elsewhere meanwhile begins anew
            p: known.get(p) or ProgressIndex(self._commit_seconds) for p in self._mine()
        }
        for partition, index in self._commits.items():
            waits = settled and awaits_commit(consumer, partition)
            index.note(waits=waits, marker=committed.get(partition), now=now)
            if index.is_stalled(now):
                where, still = f"partition {partition.partition}", index.seconds_still(now)
                raise StalledError(f"{where}: acked, but nothing committed for {still:.0f} s")

    def _mine(self) -> set[Any]:
        source = self._composed.stage.source
        return {tp for tp in self._app._assignment or () if tp.topic == source}

    def _last_ack_at(self) -> float:
        acks = self._runner.acks
        return self._started_at if acks is None else max(acks.last_ack_at, self._started_at)

    def _seconds_since_ack(self) -> float:
        return time.monotonic() - self._last_ack_at()

    def _producer_connected(self) -> bool:
        producer = self._app._producer
        return producer is not None and producer._producer is not None

    def _raise_if_crashed(self) -> None:
        if self._composed.pool is not None and (error := self._composed.pool.error()):
            raise error
        if self._app.crashed:
            raise self._app.crash_reason or RuntimeError("the Faust app crashed")

    def _show_conditions(self) -> bool:
        """Set the gauges; whether the worker is ready."""
        probe = self.probe()
        for name, holds in (probe.ready | probe.alive).items():
            metrics.CONDITION.labels(self._stage, name).set(holds)
        return all(probe.ready.values())

    def _measure_memory(self) -> None:
        pool = self._composed.pool
        parts = {"worker": [os.getpid()], "pool": [] if pool is None else pool.pids()}
        for part, pids in parts.items():
            metrics.MEMORY.labels(self._stage, part).set(resident_bytes(pids))
        metrics.MEMORY_LIMIT.labels(self._stage).set(limit_bytes())

    async def _measure_lag(self) -> None:
        """Unknown (None) while the broker does not tell: an outage is waited for."""
        mine = self._mine()
        try:
            self.lag = await self._lag_of(mine) if mine else 0
        except (TimeoutError, KafkaError) as error:
            self.lag = None
            log.warning("the lag is not known: %r", error)
        else:
            metrics.LAG.labels(self._stage).set(self.lag)

    async def _lag_of(self, mine: set[Any]) -> int:
        """Messages after the committed offset; after the first there is when none is committed."""
        consumer = self._app.consumer
        ends = await asyncio.wait_for(consumer.highwaters(*mine), LAG_EVERY_SECONDS)
        done = {tp: at for tp, at in committed_offsets(consumer).items() if at is not None}
        never = mine - done.keys()
        if never:
            done |= await asyncio.wait_for(consumer.earliest_offsets(*never), LAG_EVERY_SECONDS)
        return sum(max(0, (ends.get(tp) or 0) - (done.get(tp) or 0)) for tp in mine)

    async def _on_assigned(self, *_: Any, **__: Any) -> None:
        self._recovered = False
        self._recovering_since = time.monotonic()
        metrics.REBALANCES.labels(self._stage).inc()

    async def _on_recovered(self, *_: Any, **__: Any) -> None:
        self._recovered = True
        took = time.monotonic() - getattr(self, "_recovering_since", time.monotonic())
        metrics.RECOVERY_SECONDS.labels(self._stage).set(took)
