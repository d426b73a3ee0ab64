"""Writes rows as CSV or GeoJSON, the newest state of each record, without what was withdrawn."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any

from service.cli.analyst.rows import BLANK, Row, flat

Record = Mapping[str, Any]
#: a cell that starts so is a formula to a spreadsheet, and the text comes from anywhere
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Newest:
    """The newest state of each record, by the key of its message, in order of first appearance."""

    def __init__(self) -> None:
        self._records: dict[bytes | str, Record] = {}

    def take(self, key: bytes | None, record: Record) -> None:
        """One message; an empty record is a tombstone."""
        name = record.get("mention_id") or key or b""
        if not record:
            self._records.pop(name, None)
        else:
            self._records[name] = record

    def records(self) -> Iterator[Record]:
        """Those that still hold: neither retracted nor merged into another."""
        for record in self._records.values():
            if not (record.get("retracted") or record.get("merged_into")):
                yield record


def write_csv(
    records: Iterable[Record], to_row: Callable[[Record], Row | None], out: IO[str]
) -> int:
    """A heading, also of nothing, and a line for each record that has a row; returns how many."""
    writer, count = csv.writer(out, lineterminator="\n"), 0
    writer.writerow(to_row(BLANK) or ())
    for record in records:
        row = to_row(record)
        if row is None:
            continue
        writer.writerow(map(cell, row.values()))
        count += 1
    return count


def write_geojson(records: Iterable[Record], to_row: Callable[[Record], Row], out: IO[str]) -> int:
    """One FeatureCollection (RFC 7946); records without coordinates are left out."""
    features = [_feature(to_row(record)) for record in records if _has_point(record)]
    json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False)
    out.write("\n")
    return len(features)


def cell(value: Any) -> Any:
    """The value as it goes into a CSV cell: numbers bare, lists joined, text never a formula."""
    value = flat(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _has_point(record: Record) -> bool:
    place = record.get("place") or {}
    return place.get("lat") is not None and place.get("lon") is not None


def _feature(row: Row) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {name: flat(value) for name, value in row.items() if name not in ("lat", "lon")}
    return {"type": "Feature", "geometry": point, "properties": properties}
