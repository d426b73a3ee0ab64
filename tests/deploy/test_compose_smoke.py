"""The command of every service of compose runs, outside a container, on a real broker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.metrics import STAGES
from service.settings import KafkaSettings, user_cache_dir
from tests.deploy.conftest import ROOT
from tests.deploy.test_compose import SERVICES, filled

pytestmark = [pytest.mark.kafka, pytest.mark.slow]
WIRECODER = Path(sys.executable).with_name("wirecoder")
READY_SECONDS = 150.0

Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def environment(kafka: KafkaSettings, tmp_path: Path) -> dict[str, str]:
    """A service's own, but for what only a container has: the broker's name, ports, folders."""
    given = {name: filled(value) for name, value in SERVICES["extract"]["environment"].items()}
    return os.environ | given | {
        "WIRECODER_KAFKA__BOOTSTRAP_SERVERS": kafka.bootstrap_servers,
        "WIRECODER_KAFKA__TOPIC_PREFIX": kafka.topic_prefix,
        "WIRECODER_HTTP__HOST": "127.0.0.1",
        "WIRECODER_HTTP__PORT": "0",
        "WIRECODER_DATA_DIR": str(user_cache_dir()),
        "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
        "WIRECODER_EXTRACT__POOL_SIZE": "1",
    }  # fmt: skip


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """Starts a service's command; all are ended."""
    running: list[subprocess.Popen[bytes]] = []

    def run(service: str) -> subprocess.Popen[bytes]:
        command = [part.replace("/samples", str(ROOT / "samples")) for part in
                   SERVICES[service]["command"]]  # fmt: skip
        with (tmp_path / f"{service}.log").open("wb") as log:
            running.append(
                subprocess.Popen(
                    [WIRECODER, *command],
                    env=environment,
                    stdout=log,
                    stderr=log,
                    cwd=tmp_path,
                    start_new_session=True,
                )  # fmt: skip
            )
        return running[-1]

    yield run
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(path: Path, text: str, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + READY_SECONDS
    while text not in path.read_text(encoding="utf-8", errors="replace"):
        assert process.poll() is None, path.read_text(encoding="utf-8")
        assert time.monotonic() < give_up_at, path.read_text(encoding="utf-8")
        time.sleep(0.1)


def test_the_services_start_work_and_stop(start: Start, tmp_path: Path) -> None:
    assert start("topics").wait(60) == 0
    workers = {stage: start(stage) for stage in STAGES}
    for stage, process in workers.items():
        wait_for(tmp_path / f"{stage}.log", '"message":"ready"', process)
    incidents = start("incidents")
    assert start("samples").wait(120) == 0
    wait_for(tmp_path / "incidents.log", '"incident_id"', incidents)
    for process in workers.values():
        process.send_signal(signal.SIGTERM)
    assert [process.wait(60) for process in workers.values()] == [0, 0, 0, 0]
