"""A counting worker that can be killed, and what must hold of all that it wrote."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from aiokafka import ConsumerRecord

from service.settings import KafkaSettings
from service.streaming.kafka_clients import consuming, producing
from service.streaming.topics import TopicNames

START_SECONDS = 60.0


class CountingWorker:
    """A child process in a group of its own, with its pool."""

    def __init__(self, folder: Path, *, store: str = "memory", log: str = "worker.log") -> None:
        self._ready = folder / "ready"
        self._log = folder / log
        self._environment = os.environ | {
            "WIRECODER_TABLES__FOLDER": str(folder / "tables"),
            "WIRECODER_TABLES__STORE": store,
            "WIRECODER_HTTP__PORT": "0",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start_without_waiting(self) -> None:
        """Start it."""
        self._ready.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.counting_worker", str(self._ready)],
                env=self._environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.start_without_waiting()
        assert self._process is not None
        give_up_at = time.monotonic() + START_SECONDS
        while not self._ready.exists():
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < give_up_at, self._log.read_text()
            time.sleep(0.05)

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


async def send_words(kafka: KafkaSettings, values: list[tuple[bytes | None, bytes | None]]) -> None:
    """(key, value) pairs onto `news.clean.v1`."""
    async with producing(kafka) as producer:
        topic = TopicNames(kafka.topic_prefix).clean
        for future in [await producer.send(topic, value, key=key) for key, value in values]:
            await future


async def read_until(
    kafka: KafkaSettings, topic: str, is_enough: object, *, seconds: float = 60
) -> list[ConsumerRecord]:
    """All messages of a topic from its beginning, until `is_enough(messages)`."""
    found: list[ConsumerRecord] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        async with asyncio.timeout(seconds):
            while not is_enough(found):  # type: ignore[operator]
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    found += records
    return found


def origins(records: list[ConsumerRecord]) -> set[str]:
    """The input messages that the outputs come from."""
    return {json.loads(record.value)["from"] for record in records}


def assert_order_of_first_deliveries(records: list[ConsumerRecord]) -> None:
    """For each key, whatever comes for the first time comes in the order of the input."""
    first: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    seen: set[str] = set()
    for record in records:
        told = json.loads(record.value)["from"]
        if told not in seen:
            seen.add(told)
            partition, offset = told.split("-")
            first[record.key].append((int(partition), int(offset)))
    for key, places in first.items():
        assert places == sorted(places), key


def assert_repeats_are_identical(records: list[ConsumerRecord]) -> None:
    """The same input gives the same output, whatever the table had to be rebuilt from."""
    by_origin: dict[str, bytes] = {}
    for record in records:
        told = json.loads(record.value)["from"]
        assert by_origin.setdefault(told, record.value) == record.value
