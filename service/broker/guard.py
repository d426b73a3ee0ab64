"""Runs a program as long as the process that started this one lives; then stops it.

A parent that is killed outright cannot tidy up after itself, so this small process does.
Started as a file, it imports nothing of wirecoder: `python guard.py PARENT_PID PROGRAM ARG...`.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from types import FrameType

GRACE_SECONDS = 10.0
LOOK_EVERY_SECONDS = 0.25
_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> int:
    """The exit code of the program."""
    parent = int(arguments[0])
    child = subprocess.Popen(arguments[1:], preexec_fn=_die_with_parent)  # noqa: S603, PLW1509

    def forward(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    signal.signal(signal.SIGTERM, forward)
    signal.signal(signal.SIGINT, forward)
    while True:
        try:
            return child.wait(timeout=LOOK_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            if os.getppid() != parent:
                return _stop(child)


def _die_with_parent() -> None:
    """On Linux the program does not outlive even a killed guard."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _stop(child: subprocess.Popen[bytes]) -> int:
    child.terminate()
    try:
        return child.wait(timeout=GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
