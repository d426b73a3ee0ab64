"""Processor time and memory of everything that a benchmark started, by what each process does.

Read from /proc: on systems without it nothing is told.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.streaming.memory import resident_bytes

PROC = Path("/proc")
OWN = "producer and reader"
_MODULES = ("service.streaming", "benchmarks.stub_worker", "benchmarks.peer_worker")


def processor_seconds(root: int | None = None) -> Counter[str]:
    """Seconds used so far by this process and all below it, by their part."""
    ticks, spent = os.sysconf("SC_CLK_TCK"), Counter[str]()
    for pid, name in parts(root).items():
        fields = _stat(pid)
        spent[name] += sum(map(int, fields[11:13])) / ticks if fields else 0  # type: ignore[assignment]
    return spent


def resident_megabytes(root: int | None = None) -> dict[str, float]:
    """Resident memory now, by part."""
    pids: dict[str, list[int]] = defaultdict(list)
    for pid, name in parts(root).items():
        pids[name].append(pid)
    return {name: resident_bytes(own) / 2**20 for name, own in pids.items()}


def parts(root: int | None = None) -> Mapping[int, str]:
    """Every process from `root` (this one) downwards, with the name of its part."""
    children: dict[int, list[int]] = defaultdict(list)
    for pid in _pids():
        if fields := _stat(pid):
            children[int(fields[1])].append(pid)
    top = root or os.getpid()
    return dict(_below(top, OWN, children))


def _below(pid: int, name: str, children: Mapping[int, list[int]]) -> Iterator[tuple[int, str]]:
    yield pid, name
    for child in children.get(pid, ()):
        yield from _below(child, _name(child, name), children)


def _name(pid: int, parent: str) -> str:
    """What a process does, from its command line."""
    words = _read(pid, "cmdline").split("\0")
    if "spawn_main" in " ".join(words):
        return f"{parent}, pool" if parent != OWN else "offline pool"
    if Path(words[0]).name == "java":
        return "broker"
    for module in _MODULES:
        if module in words:
            after = words[words.index(module) + 1]
            return after if module == "service.streaming" else module.removeprefix("benchmarks.")
    return parent


def _pids() -> list[int]:
    return (
        [int(item.name) for item in PROC.iterdir() if item.name.isdigit()] if PROC.exists() else []
    )


def _stat(pid: int) -> list[str]:
    """The fields after the command's name: state, parent and so on."""
    return _read(pid, "stat").rpartition(")")[2].split()


def _read(pid: int, name: str) -> str:
    try:
        return (PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
