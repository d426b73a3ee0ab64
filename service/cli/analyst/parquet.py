"""Writes rows as Parquet: the columns of the CSV files with types, lists as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final, TextIO

from service.cli.analyst.rows import Row
from service.errors import UserError

Columns = Mapping[str, str]
MISSING: Final = "Parquet files need an extra: pip install 'wirecoder[parquet]'"
ROWS_IN_A_GROUP: Final = 50_000


def _columns(text: str) -> dict[str, str]:
    """Names with their types; a name without one is text."""
    pairs = (column.partition(":") for column in text.split())
    return {name: kind or "text" for name, _, kind in pairs}


_WHAT = "date_start:day date_end:day date_precision actors:list actor_codes:list recipients:list \
recipient_codes:list place country admin1 admin2 lat:real lon:real geonames_id:int place_precision"
_KINDS = ("killed", "injured", "detained", "missing", "displaced")


def _figures(low: str, high: str) -> str:
    return " ".join(f"{kind}_{low}:int {kind}_{high}:int" for kind in _KINDS)


#: those of `rows.incident_row`; each moment has a day beside it, for what tells no time
INCIDENT: Final = _columns(
    f"incident_id revision:int type modes:list modality {_WHAT} {_figures('low', 'high')} "
    "figures_by_source:list articles:int independent:int outlets:list conflicts:list "
    "part_of merged_into "
    "first_reported_at:moment first_reported_day:day last_reported_at:moment last_reported_day:day"
)
#: those of `rows.event_row`
EVENT: Final = _columns(
    "mention_id article_id external_id type modes:list modality quad:int score:real contexts:list "
    f"{_WHAT} {_figures('min', 'max')} source source_kind stance outlet url published_at:moment "
    "published_day:day report confidence:real sentence"
)


def write_parquet(
    records: Iterable[Mapping[str, Any]],
    to_row: Callable[[Mapping[str, Any]], Row],
    out: TextIO,
    *,
    columns: Columns,
) -> int:
    """One file to the bytes below `out`; returns how many rows.

    Raises UserError when pyarrow is not installed, or when `out` is a terminal.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UserError(MISSING) from error
    if out.isatty():
        raise UserError("Parquet is no text for a terminal: send it to a file with `> NAME`.")
    schema, sink, count = _schema(pa, columns), pa.BufferOutputStream(), 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for group in _groups(typed(to_row(record), columns) for record in records):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    out.buffer.write(sink.getvalue())
    return count


def typed(row: Row, columns: Columns) -> Row:
    """The row with days and moments as such; what cannot be read as one is null."""
    return {name: _READ[kind](name, row) for name, kind in columns.items()}


def _plain(name: str, row: Row) -> Any:
    return row[name]


def _moment(name: str, row: Row) -> datetime | None:
    """Null when only the day is told; without zone it is UTC, as everywhere."""
    written = row[name]
    try:
        moment = datetime.fromisoformat(written) if written and len(written) > len("YYYY-MM-DD") \
            else None  # fmt: skip
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(name: str, row: Row) -> date | None:
    written = row[name] if name in row else row[name.replace("_day", "_at")]
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


_READ: Final = {
    "text": _plain, "int": _plain, "real": _plain, "list": _plain, "day": _day, "moment": _moment,
}  # fmt: skip


def _schema(pa: Any, columns: Columns) -> Any:
    kinds = {
        "text": pa.string(),
        "int": pa.int64(),
        "real": pa.float64(),
        "list": pa.list_(pa.string()),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, ROWS_IN_A_GROUP)):
        yield group
