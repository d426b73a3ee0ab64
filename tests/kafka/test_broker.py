"""The embedded Apache Kafka starts, answers, keeps its data and stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.broker import EmbeddedBroker
from service.broker.process import start_time
from service.broker.readiness import answers
from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import administrating, consuming, producing
from service.streaming.topic_admin import apply_topics
from service.streaming.topics import declared_topics

pytestmark = pytest.mark.kafka


async def test_messages_outlive_a_restart_on_another_port(tmp_path: Path) -> None:
    with EmbeddedBroker(tmp_path) as broker:
        first_port = broker.port
        kafka = KafkaSettings(bootstrap_servers=broker.bootstrap_servers)
        await _write(kafka)
    assert not answers(f"127.0.0.1:{first_port}")
    with EmbeddedBroker(tmp_path) as broker:
        kafka = KafkaSettings(bootstrap_servers=broker.bootstrap_servers)
        async with consuming(kafka, "news.raw.v1", auto_offset_reset="earliest") as consumer:
            assert (await consumer.getone()).value == b"kept"
        with pytest.raises(UserError, match="already runs here"):
            EmbeddedBroker(tmp_path).start()
    assert broker.running() is None


async def _write(kafka: KafkaSettings) -> None:
    async with administrating(kafka) as admin:
        await apply_topics(admin, declared_topics(kafka))
    async with producing(kafka) as producer:
        await producer.send_and_wait("news.raw.v1", b"kept")


def test_a_taken_port_is_told_and_nothing_stays_behind(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        broker = EmbeddedBroker(tmp_path, taken.getsockname()[1])
        with pytest.raises(UserError, match="is taken"):
            broker.start()
    assert broker.running() is None


def test_a_broker_that_dies_at_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "meta.properties").write_text("version=1\ncluster.id=another\n")
    broker = EmbeddedBroker(tmp_path)
    with pytest.raises(UserError, match=r"died at start(.|\n)*meta\.properties"):
        broker.start()
    assert broker.running() is None


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGKILL, id="SIGKILL"),
        pytest.param(signal.SIGINT, id="SIGINT", marks=pytest.mark.long),
    ],
)
def test_no_broker_is_left_behind_when_its_program_ends(
    tmp_path: Path, number: signal.Signals
) -> None:
    program = (
        "import pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in background jobs\n"
        "from service.broker import EmbeddedBroker\n"
        "with EmbeddedBroker(pathlib.Path(sys.argv[1])):\n"
        "    print('up', flush=True)\n"
        "    time.sleep(300)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"up\n"
        found = EmbeddedBroker(tmp_path).running()
        assert found
        parent.send_signal(number)
        parent.wait()
    _await(lambda: start_time(found.pid) != found.started)
    _await(lambda: not answers(found.bootstrap_servers))


def _await(condition: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
