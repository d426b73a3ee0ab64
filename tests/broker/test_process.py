"""A process is found again, never mistaken for another, and ends with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.broker import guard
from service.broker.process import Running, start_time, terminate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
SLEEPER = "import time; time.sleep(120)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('up', flush=True); time.sleep(120)"
)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", SLEEPER]) as process:
        yield process
        process.kill()


def described(process: subprocess.Popen[bytes]) -> Running:
    return Running(process.pid, start_time(process.pid) or "", 9092, "broker.log")


def test_a_running_process_is_found_by_its_pid_file(
    sleeper: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    described(sleeper).write(tmp_path / "pid.json")
    assert Running.read(tmp_path / "pid.json") == described(sleeper)


def test_another_process_with_the_same_pid_is_not_taken_for_it(
    sleeper: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    replace(described(sleeper), started="1").write(tmp_path / "pid.json")
    assert Running.read(tmp_path / "pid.json") is None


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"pid": 1'], ids=repr)
def test_a_damaged_pid_file_means_no_process(tmp_path: Path, content: str) -> None:
    (tmp_path / "pid.json").write_text(content)
    assert Running.read(tmp_path / "pid.json") is None


def test_terminate_ends_a_process_cleanly(sleeper: subprocess.Popen[bytes]) -> None:
    assert terminate(described(sleeper)) is True
    assert sleeper.wait() == -signal.SIGTERM


def test_terminate_kills_a_process_that_does_not_listen() -> None:
    command = [sys.executable, "-c", STUBBORN]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert terminate(described(process), timeout_seconds=0.2) is False
        assert process.wait() == -signal.SIGKILL


def test_the_guard_passes_on_the_exit_code() -> None:
    program = [sys.executable, "-c", "raise SystemExit(3)"]
    done = subprocess.run([sys.executable, guard.__file__, str(os.getpid()), *program], check=False)
    assert done.returncode == 3


def test_the_guard_ends_the_program_when_the_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", _parent(tmp_path / "child")])
    child = _await_pid(tmp_path / "child")
    started = start_time(child)
    parent.kill()
    parent.wait()
    _await(lambda: start_time(child) != started)


def test_the_program_ends_when_guard_and_parent_are_killed(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("parent-death signals are Linux's")
    parent = subprocess.Popen([sys.executable, "-c", _parent(tmp_path / "child")])
    child = _await_pid(tmp_path / "child")
    started = start_time(child)
    stat = Path(f"/proc/{child}/stat").read_text()
    os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
    parent.kill()
    parent.wait()
    _await(lambda: start_time(child) != started)


def _parent(pid_file: Path) -> str:
    """A program that starts a guarded program, which writes its pid and stays."""
    child = (
        f"import os, pathlib, time; p = pathlib.Path({str(pid_file)!r}); "
        "q = p.with_suffix('.part'); q.write_text(str(os.getpid())); q.rename(p); "
        "time.sleep(120)"
    )
    return (
        "import os, subprocess, sys\n"
        f"subprocess.run([sys.executable, {guard.__file__!r}, str(os.getpid()), "
        f"sys.executable, '-c', {child!r}])"
    )


def _await_pid(path: Path) -> int:
    _await(path.exists)
    return int(path.read_text())


def _await(condition: object, *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
