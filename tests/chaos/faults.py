"""What can go wrong, as a table: each fault harms a running crew and returns."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.settings import KafkaSettings
from tests.chaos.broker import FragileBroker
from tests.chaos.harness import CountingWorker, send_words


@dataclass
class Scene:
    """Who is there to be harmed; `luck` is seeded, so that a run can be had again."""

    workers: Sequence[CountingWorker]
    broker: FragileBroker
    kafka: KafkaSettings
    luck: random.Random

    def anybody(self) -> CountingWorker:
        return self.luck.choice(self.workers)

    def tend(self) -> None:
        for worker in self.workers:
            worker.tend()


def sigkill(scene: Scene) -> None:
    victim = scene.anybody()
    if not victim.has_ended():
        victim.kill()


def sigterm(scene: Scene) -> None:
    victim = scene.anybody()
    if not victim.has_ended():
        victim.terminate()


def kill_all(scene: Scene) -> None:
    for worker in scene.workers:
        if not worker.has_ended():
            worker.kill()


def kill_pool_process(scene: Scene) -> None:
    victim = scene.anybody()
    for pid in [] if victim.has_ended() else victim.pool_pids():
        victim.kill_child(pid)


def stop_worker_for_a_while(scene: Scene) -> None:
    """Longer than the session: its partitions move to the others and back."""
    victim = scene.anybody()
    if not victim.has_ended():
        victim.freeze(seconds=13)


def broker_away_5_s(scene: Scene) -> None:
    scene.broker.away(5)


def broker_away_20_s(scene: Scene) -> None:
    """Longer than the session timeout of the tests."""
    scene.broker.away(20)


def broker_away_60_s(scene: Scene) -> None:
    """Longer than any timeout but the worker's own patience: some end, and are started again."""
    scene.broker.away(60)


def disk_full(scene: Scene) -> None:
    scene.broker.without_room()


def text_that_hangs(scene: Scene) -> None:
    asyncio.run(send_words(scene.kafka, [(b"hang", b"hang")]))


def broker_killed(scene: Scene) -> None:
    scene.broker.away(1, killed=True)


def broker_paused(scene: Scene) -> None:
    scene.broker.pause(8)


def nothing(scene: Scene) -> None:
    time.sleep(scene.luck.uniform(0, 2))


Fault = Callable[[Scene], None]
FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        sigkill, sigterm, kill_all, kill_pool_process, stop_worker_for_a_while,
        broker_away_5_s, broker_away_20_s, broker_away_60_s, broker_killed, broker_paused,
        disk_full, text_that_hangs, nothing,
    )
}  # fmt: skip
