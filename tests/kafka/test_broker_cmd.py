"""`wirecoder broker` from start to stop, and an independent client where there is one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.broker.process import Running, start_time, terminate
from service.cli.main import app

pytestmark = pytest.mark.kafka
runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> object:
    """A broker's folder; what is left running there is ended."""
    yield tmp_path / "broker"
    found = Running.read(tmp_path / "broker" / "broker.json")
    if found:
        terminate(found)


def broker(command: str, folder: Path, *arguments: str) -> Result:
    return runner.invoke(app, ["broker", command, "--data-dir", str(folder), *arguments])


def test_a_broker_is_started_on_this_machine_only_seen_and_stopped(folder: Path) -> None:
    assert broker("status", folder).exit_code == 1
    started = broker("start", folder, "--port", "0")
    assert started.exit_code == 0, started.stderr
    status = broker("status", folder)
    found = json.loads(status.stdout)
    assert status.exit_code == 0
    assert f"Kafka answers on 127.0.0.1:{found['port']}" in started.stderr
    if Path("/proc/net/tcp").exists():
        assert {address for address, _ in listening(found["pid"])} <= {LOOPBACK, LOOPBACK_6}
        assert found["port"] in {port for _, port in listening(found["pid"])}
    assert "already runs" in broker("start", folder, "--port", "0").stderr
    assert broker("start", folder, "--port", "1024").exit_code == 2
    assert "stopped" in broker("stop", folder).stderr
    assert start_time(found["pid"]) != found["started"]
    assert "No broker runs here" in broker("stop", folder).stderr


#: 127.0.0.1 and ::ffff:127.0.0.1 as the kernel prints them: Java opens sockets of both families
LOOPBACK = "0100007F"
LOOPBACK_6 = "0000000000000000FFFF00000100007F"


def listening(pid: int) -> set[tuple[str, int]]:
    """Addresses (in hex) and ports that a process listens on."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(os.readlink(link))
        except OSError:
            continue
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            address, _, port = fields[1].partition(":")
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                found.add((address, int(port, 16)))
    return found


@pytest.mark.skipif(not shutil.which("kcat"), reason="kcat is not installed")
def test_kcat_reads_what_wirecoder_produced_and_the_other_way_round(
    topics: object, tmp_path: Path
) -> None:
    prefix = os.environ["WIRECODER_KAFKA__TOPIC_PREFIX"]
    kcat = ["kcat", "-b", os.environ["WIRECODER_KAFKA__BOOTSTRAP_SERVERS"]]
    raw = ["-t", f"{prefix}news.raw.v1"]
    one = {"id": "k1", "body": "Nurses in Lilongwe ended their strike."}
    path = tmp_path / "one.json"
    path.write_text(json.dumps(one))
    assert runner.invoke(app, ["produce", str(path)]).exit_code == 0
    two = {"id": "k2", "body": "A court in Quito freed two officers."}
    subprocess.run([*kcat, "-P", *raw], input=json.dumps(two).encode(), check=True)
    seen = subprocess.run([*kcat, "-C", *raw, "-e", "-q"], capture_output=True, check=True).stdout
    assert {json.loads(line)["id"] for line in seen.splitlines()} == {"k1", "k2"}
    ours = runner.invoke(app, ["consume", "articles", "--from-beginning"]).stdout
    assert {json.loads(line)["id"] for line in ours.splitlines()} == {"k1", "k2"}
