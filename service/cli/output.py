"""How commands speak: results to standard output, all else to standard error."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

SLOW_SECONDS = 2.0
LEAST_WIDTH = 110  # where there is no terminal that says how wide it is
DATE_WIDTH = 11  # of a span the first day and an ellipsis

WHOLE = ("id", "when", "published")  # titles of columns that are never folded
Advance = Callable[[float, float | None], None]


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"


def chosen(format_: Format | None) -> Format:
    """What was asked for, else a table on a terminal and JSON lines in a pipe."""
    return format_ or (Format.table if sys.stdout.isatty() else Format.jsonl)


def out() -> Console:
    """Standard output, for tables."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, LEAST_WIDTH)
    return console


def err() -> Console:
    """Standard error, for progress and remarks."""
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """A remark for the person, kept out of the results."""
    err().print(Text(clean(text)), soft_wrap=True)


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON object on one line."""
    sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
    sys.stdout.flush()


def clean(text: str) -> str:
    """The text without what would steer a terminal: escapes, line breaks, bidi overrides."""
    return "".join(
        " " if char in "\t\r\n" else "�" if unicodedata.category(char) in ("Cc", "Cf") else char
        for char in text
    )


def cell(value: object) -> Text:
    """A table cell that can hold anybody's text."""
    return Text("" if value is None else clean(str(value)))


def print_table(
    titles: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """A table; columns are as wide as they need to be."""
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for name in titles:
        table.add_column(name, overflow="fold", no_wrap=name in WHOLE)
    for row in rows:
        table.add_row(*map(cell, row))
    out().print(table)


class RowPrinter:
    """Prints rows one by one in columns of fixed width, under one heading."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self._console = out()
        self._heading = True

    def print(self, row: Sequence[object]) -> None:
        """One row, cut to the width of the terminal."""
        table = Table(
            show_header=self._heading, header_style="bold", box=None, pad_edge=False, expand=True
        )
        for name, ratio in self._columns.items():
            table.add_column(
                name,
                ratio=ratio or None,
                width=None if ratio else DATE_WIDTH,
                no_wrap=True,
                overflow="ellipsis",
            )
        table.add_row(*map(cell, row))
        self._console.print(table)
        self._heading = False


@contextmanager
def progress(what: str, *, unit: int = 1, unit_name: str = "") -> Iterator[Advance]:
    """A function `advance(done, total)`; a bar appears once two seconds have passed.

    Counts are shown in units: 1,000,000 and "MB" for bytes.
    """
    bar = Progress(
        TextColumn(what), BarColumn(), TextColumn("{task.fields[count]}"), TimeRemainingColumn(),
        console=err(), transient=True,
    )  # fmt: skip
    started, tasks = time.monotonic(), list[TaskID]()

    def advance(done: float, total: float | None) -> None:
        if time.monotonic() - started < SLOW_SECONDS:
            return
        if not tasks:
            tasks.append(bar.add_task(what, total=total, count=""))
            bar.start()
        of_all = f"/{total / unit:,.0f}" if total else ""
        count = f"{done / unit:,.0f}{of_all} {unit_name}"
        bar.update(tasks[0], completed=done, total=total, count=count)

    try:
        yield advance
    finally:
        bar.stop()
