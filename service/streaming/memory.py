"""How much memory processes use and may use, as Linux tells; elsewhere nothing is known."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def resident_bytes(pids: Iterable[int], *, proc: Path = PROC) -> int:
    """Resident memory of the processes together; one that is gone counts nothing."""
    return sum(_resident(proc / str(pid) / "statm") for pid in pids)


def limit_bytes(*, limits: Iterable[Path] = CGROUP_LIMITS, proc: Path = PROC) -> int:
    """The container's limit, else the machine's memory, else 0."""
    machine = _machine(proc / "meminfo")
    for path in limits:
        text = _read(path).strip()
        if text.isdigit() and (not machine or int(text) < machine):
            return int(text)
    return machine


def _resident(statm: Path) -> int:
    fields = _read(statm).split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 1 else 0


def _machine(meminfo: Path) -> int:
    for line in _read(meminfo).splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
