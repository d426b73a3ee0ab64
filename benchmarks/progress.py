"""How far runs in other processes are: bars on a terminal, else a line for each tenth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import Future, wait
from typing import Any

from rich.console import Console
from rich.progress import Progress, TaskID

TENTHS = 10
SECONDS = 0.5


def follow(runs: Collection[Future[Any]], told: Mapping[str, int], totals: dict[str, int]) -> None:
    """Show what the runs tell until all have ended; `told` has how many of `totals` are done."""
    console = Console(stderr=True)
    shown = dict.fromkeys(totals, 0)
    with Progress(console=console, disable=not console.is_terminal) as bars:
        tasks = {name: bars.add_task(name, total=total) for name, total in totals.items()}
        waiting = True
        while waiting:
            waiting = bool(wait(runs, timeout=SECONDS).not_done)
            _update(bars, tasks, dict(told))
            if not console.is_terminal:
                shown = _lines(console, shown, dict(told), totals)


def _update(bars: Progress, tasks: dict[str, TaskID], told: dict[str, int]) -> None:
    for name, task in tasks.items():
        bars.update(task, completed=told.get(name, 0))


def _lines(
    console: Console, shown: dict[str, int], told: dict[str, int], totals: dict[str, int]
) -> dict[str, int]:
    """Print what is new; the tenths that are shown now."""
    now = {name: TENTHS * told.get(name, 0) // total for name, total in totals.items()}
    for name, tenths in now.items():
        if tenths > shown[name]:
            console.print(f"{name}: {told[name]:,} of {totals[name]:,}", highlight=False)
    return now
