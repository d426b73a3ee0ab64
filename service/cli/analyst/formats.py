"""Which files of events and incidents there are, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, Final, TextIO

from service.cli.analyst.acled import acled_row
from service.cli.analyst.files import write_csv, write_geojson
from service.cli.analyst.parquet import EVENT, INCIDENT, write_parquet
from service.cli.analyst.plover import plover_row
from service.cli.analyst.rows import event_row, incident_row
from service.cli.columns import Kind
from service.cli.output import Format, chosen
from service.errors import UserError


class AnyFormat(StrEnum):
    """How records are printed; all but the first two are files of events or incidents."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"
    parquet = "parquet"
    plover_csv = "plover-csv"
    acled_csv = "acled-csv"


_ON_SCREEN: Final = {AnyFormat.table: Format.table, AnyFormat.jsonl: Format.jsonl}
_OWN: Final = {Kind.events: (event_row, EVENT), Kind.incidents: (incident_row, INCIDENT)}
_FILES: dict[tuple[Kind, AnyFormat], Callable[..., int]] = {
    **{(kind, AnyFormat.csv): partial(write_csv, to_row=row) for kind, (row, _) in _OWN.items()},
    **{
        (kind, AnyFormat.geojson): partial(write_geojson, to_row=row)
        for kind, (row, _) in _OWN.items()
    },
    **{
        (kind, AnyFormat.parquet): partial(write_parquet, to_row=row, columns=columns)
        for kind, (row, columns) in _OWN.items()
    },
    **{(kind, AnyFormat.plover_csv): partial(write_csv, to_row=plover_row) for kind in _OWN},
    (Kind.incidents, AnyFormat.acled_csv): partial(write_csv, to_row=acled_row),
}


def is_file(format_: AnyFormat | None) -> bool:
    """Whether it is written at once, not printed record by record."""
    return format_ is not None and format_ not in _ON_SCREEN


def on_screen(format_: AnyFormat | None) -> Format:
    """What was asked for, else what suits standard output."""
    return chosen(None if format_ is None else _ON_SCREEN[format_])


def writer(kind: Kind, format_: AnyFormat) -> Callable[[Iterable[Mapping[str, Any]], TextIO], int]:
    """Writes records and returns how many. Raises UserError when there is no such file."""
    write = _FILES.get((kind, format_))
    if write is None:
        raise UserError(f"{kind} cannot be written as {format_}.")
    return lambda records, out: write(records, out=out)
