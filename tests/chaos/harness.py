"""A counting worker that can be killed, and what must hold of all that it wrote."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from aiokafka import ConsumerRecord

from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, producing
from service.streaming.topics import TopicNames

START_SECONDS = 60.0


class CountingWorker:
    """A child process in a group of its own, with its pool; `settings` are its own variables."""

    def __init__(
        self, folder: Path, *, instance: int = 0, store: str = "memory", **settings: str
    ) -> None:
        self._ready = folder / f"ready-{instance}"
        self._log = folder / f"worker-{instance}.log"
        self._instance = instance
        self._environment = os.environ | {
            "WIRECODER_TABLES__FOLDER": str(folder / "tables"),
            "WIRECODER_TABLES__STORE": store,
            "WIRECODER_HTTP__PORT": "0",
            "WIRECODER_EXTRACT__DEADLINE_SECONDS": "5",
            **{f"WIRECODER_{name.upper()}": value for name, value in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start_without_waiting(self) -> None:
        """Start it."""
        self._ready.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "tests.chaos.counting_worker", str(self._ready)),
                    *("--instance", str(self._instance)),
                ],
                env=self._environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.start_without_waiting()
        self.wait_ready()

    def wait_ready(self) -> None:
        """Wait until it is ready."""
        assert self._process is not None
        give_up_at = time.monotonic() + START_SECONDS
        while not self._ready.exists():
            assert self._process.poll() is None, self.log()
            assert time.monotonic() < give_up_at, self.log()
            time.sleep(0.05)

    def tend(self) -> None:
        """What a supervisor does: start it again when it has ended."""
        if self._process is None or self._process.poll() is not None:
            self.start_without_waiting()

    def has_ended(self) -> bool:
        """Whether it has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def pool_pids(self) -> list[int]:
        """Its child processes that work, not multiprocessing's own helper."""
        assert self._process is not None
        table = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self._process.pid)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        return [int(line.split()[0]) for line in table.splitlines() if "spawn_main" in line]

    def kill_child(self, pid: int) -> None:
        """SIGKILL for one of them."""
        os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def freeze(self, *, seconds: float) -> None:
        """SIGSTOP for so long."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self._process.send_signal(signal.SIGCONT)

    def terminate(self) -> int:
        """SIGTERM; the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(40)

    def wait(self, seconds: float) -> int:
        """The exit code of an end by itself."""
        assert self._process is not None
        return self._process.wait(seconds)

    def clean_up(self) -> None:
        """Nothing is left behind."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def log(self) -> str:
        """What it said."""
        return self._log.read_text()


async def send_words(
    kafka: KafkaSettings,
    values: Sequence[tuple[bytes | None, bytes | None]],
    *,
    rate_per_second: float | None = None,
) -> None:
    """(key, value) pairs onto `news.screened.v1`."""
    async with producing(kafka) as producer:
        topic = TopicNames(kafka.topic_prefix).screened
        futures = []
        for key, value in values:
            futures.append(await producer.send(topic, value, key=key))
            if rate_per_second:
                await asyncio.sleep(1 / rate_per_second)
        for future in futures:
            await future


def words(count: int, *, different: int = 300) -> list[tuple[bytes | None, bytes | None]]:
    """So many messages of `different` words, each with its word as key."""
    return [(word, word) for n in range(count) for word in [f"w{n % different}".encode()]]


async def read_until(
    kafka: KafkaSettings,
    topic: str,
    is_enough: Callable[[list[ConsumerRecord]], bool],
    *,
    seconds: float = 180,
    tend: Callable[[], None] = lambda: None,
    log: Callable[[], str] = str,
) -> list[ConsumerRecord]:
    """All messages of a topic from its beginning, until `is_enough(messages)`.

    `tend` is called all the time; `log` is what the worker said, for when it takes too long.
    """
    found: list[ConsumerRecord] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        try:
            async with asyncio.timeout(seconds):
                while not is_enough(found):
                    tend()
                    for records in (await consumer.getmany(timeout_ms=200)).values():
                        found += records
        except TimeoutError:
            raise AssertionError(f"{len(found)} outputs in {seconds:.0f} s. {log()}") from None
    return found


def origins(records: list[ConsumerRecord]) -> set[str]:
    """The input messages that the outputs come from."""
    return {json.loads(record.value)["from"] for record in records}


def until(count: int) -> Callable[[list[ConsumerRecord]], bool]:
    """Enough when outputs of so many inputs are there."""
    return lambda found: len(found) >= count and len(origins(found)) >= count
