"""Ports, logs and room on the disk."""

from __future__ import annotations

import errno
import shutil
import socket
from pathlib import Path

import pytest

from service.broker import files
from service.errors import UserError


def test_a_taken_port_is_refused_with_advice() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match=r"Port \d+ is taken: .*--port"):
            files.check_port(taken.getsockname()[1])


def test_a_free_port_is_not_refused() -> None:
    files.check_port(files.free_port())


def test_a_new_log_keeps_the_last_three(tmp_path: Path) -> None:
    log = tmp_path / "broker.log"
    for number in range(5):
        log.write_text(str(number))
        files.rotate(log)
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"broker.log.1": "4", "broker.log.2": "3", "broker.log.3": "2"}


def test_the_tail_of_a_log_shows_its_errors_rather_than_what_followed(tmp_path: Path) -> None:
    log = tmp_path / "broker.log"
    log.write_text("INFO start\nERROR no leader\n" + "INFO stopping\n" * 100)
    assert files.tail(log) == "ERROR no leader"


def test_the_tail_of_a_log_without_errors_is_its_end(tmp_path: Path) -> None:
    log = tmp_path / "broker.log"
    log.write_text("".join(f"line {number}\n" for number in range(100)))
    assert files.tail(log, lines=2) == "line 98\nline 99"


def test_too_little_room_is_told_before_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(UserError, match="No space left for .*WIRECODER_DATA_DIR"):
        files.check_room(tmp_path)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param(errno.ENOSPC, "No space left", id="disk full"),
        pytest.param(errno.EACCES, "Cannot write", id="forbidden"),
        pytest.param(errno.EROFS, "Cannot write", id="read-only"),
    ],
)
def test_a_folder_that_cannot_be_written_is_a_user_error(
    tmp_path: Path, number: int, told: str
) -> None:
    with pytest.raises(UserError, match=told), files.writing_to(tmp_path):
        raise OSError(number, "refused")
