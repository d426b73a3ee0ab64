"""Files of the embedded broker: room on the disk, one process at a time, logs kept."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.errors import UserError

LEAST_FREE_BYTES = 300 * 1024 * 1024
LOGS_KEPT = 3
_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turns a full disk or a forbidden folder into a UserError that names the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise UserError(full(folder)) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise UserError(
                f"Cannot write to {folder}: set WIRECODER_DATA_DIR to another folder."
            ) from error
        raise


def full(folder: Path) -> str:
    """What to tell when the disk is full."""
    return (
        f"No space left for {folder}: free some (the broker needs about "
        f"{LEAST_FREE_BYTES // 2**20} MB) or set WIRECODER_DATA_DIR to another disk."
    )


def check_room(folder: Path) -> None:
    """Raises UserError when the disk has too little room for a broker's first log segments."""
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise UserError(full(folder))


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Only one process at a time is inside; the others wait."""
    try:
        import fcntl
    except ImportError:  # Windows: Kafka's own lock file still guards the data
        yield
        return
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def rotate(log: Path) -> None:
    """Keeps the last logs as `.1` to `.3`, so that a start never hides why the last one died."""
    for number in range(LOGS_KEPT, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        newer = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
        if newer.exists():
            os.replace(newer, older)


def tail(log: Path, *, lines: int = 12) -> str:
    """The last lines of a log, errors first if there are any."""
    if not log.exists():
        return ""
    text = log.read_bytes()[-64_000:].decode("utf-8", "replace").splitlines()
    telling = [line for line in text if "ERROR" in line or "Exception" in line]
    return "\n".join((telling or text)[-lines:])


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check_port(port: int) -> None:
    """Raises UserError when somebody already listens on 127.0.0.1:port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UserError(
                f"Port {port} is taken: stop what listens there, or choose another with --port "
                f"(0 takes any free one). ({error.strerror})"
            ) from error
