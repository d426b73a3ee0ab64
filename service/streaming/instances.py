"""Numbers for workers that nobody numbers, such as the replicas of one compose service."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from service.errors import UserError

MOST_INSTANCES = 256


@contextmanager
def claimed_instance(folder: Path, stage: str) -> Iterator[int]:
    """The lowest number that no living worker of `stage` holds on `folder`.

    The system frees it when its holder dies, so a successor takes over its table as well. The
    folder must be on one machine, or on a file system whose locks reach across machines.
    Raises UserError when all numbers are taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(MOST_INSTANCES):
        with (folder / f"{stage}-{number}.lock").open("a") as file:
            if _lock(file):
                yield number
                return
    raise UserError(f"{MOST_INSTANCES} workers of {stage} run on {folder} already.")


def _lock(file: IO[str]) -> bool:
    """Whether the lock could be had at once."""
    if sys.platform == "win32":
        raise UserError("--claim-instance needs file locks of Unix: give --instance a number.")
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
