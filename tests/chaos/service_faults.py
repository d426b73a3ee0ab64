"""What can go wrong with the whole service: the four real stages under their supervisor."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from service.streaming.supervisor import Supervisor
from tests.chaos import faults
from tests.chaos.broker import FragileBroker


@dataclass
class ServiceScene:
    """Who is there to be harmed."""

    supervisor: Supervisor
    broker: FragileBroker
    luck: random.Random

    def anybody(self) -> int:
        return self.luck.choice(list(self.supervisor.pids().values()))

    def tend(self) -> None:
        self.supervisor.tend()


def stage_killed(scene: ServiceScene) -> None:
    _signal(scene.anybody(), signal.SIGKILL)


def stage_told_to_stop(scene: ServiceScene) -> None:
    _signal(scene.anybody(), signal.SIGTERM)


def all_stages_killed(scene: ServiceScene) -> None:
    for pid in scene.supervisor.pids().values():
        _signal(pid, signal.SIGKILL)


def pool_process_killed(scene: ServiceScene) -> None:
    for pid in scene.supervisor.pids().values():
        table = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(pid)],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        for line in table.splitlines():
            if "spawn_main" in line:
                _signal(int(line.split()[0]), signal.SIGKILL)


def stage_frozen_for_a_while(scene: ServiceScene) -> None:
    """Longer than the session."""
    pid = scene.anybody()
    _signal(pid, signal.SIGSTOP)
    time.sleep(13)
    _signal(pid, signal.SIGCONT)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


_BROKER = (
    faults.broker_away_5_s, faults.broker_away_20_s, faults.broker_away_60_s,
    faults.broker_killed, faults.broker_paused, faults.disk_full,
)  # fmt: skip
SERVICE_FAULTS: dict[str, Callable[[Any], None]] = {
    fault.__name__: fault
    for fault in (
        stage_killed, stage_told_to_stop, all_stages_killed, pool_process_killed,
        stage_frozen_for_a_while, *_BROKER,
    )
}  # fmt: skip
