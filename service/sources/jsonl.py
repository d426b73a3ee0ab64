"""Articles from JSON: one object, a list of them, or one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from service.sources.raw import MAX_BYTES, Defaults, Read, Refused, article, decoded

#: a line holds a body of at most 1 MiB, which JSON may write with six bytes a character
_MAX_LINE_BYTES = 6 * MAX_BYTES


def read_lines(source: str, lines: Iterable[bytes], defaults: Defaults) -> Iterator[Read]:
    """One article or refusal per line that is not blank; sources are 'NAME:LINE'."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(f"{source}:{number}", line, defaults)


def read_json(source: str, content: bytes, defaults: Defaults) -> Iterator[Read]:
    """The articles of a JSON document: an object, or an array of objects."""
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        yield Refused(source, f"it is not JSON: {error.msg[:200]}")
        return
    if not isinstance(document, list):
        yield _shaped(source, document, defaults)
        return
    for number, entry in enumerate(document, start=1):
        yield _shaped(f"{source}:{number}", entry, defaults)


def _read_line(source: str, line: bytes, defaults: Defaults) -> Read:
    """The article of one line."""
    if len(line) > _MAX_LINE_BYTES:
        return Refused(source, f"the line is longer than {_MAX_LINE_BYTES} bytes")
    text = decoded(source, line)
    if isinstance(text, Refused):
        return text
    try:
        return _shaped(source, orjson.loads(text), defaults)
    except orjson.JSONDecodeError as error:
        return Refused(source, f"it is not JSON: {error.msg[:200]}")


def _shaped(source: str, entry: Any, defaults: Defaults) -> Read:
    """The article of one JSON value; numbers as ids are taken as text."""
    if not isinstance(entry, dict):
        return Refused(source, "it is not a JSON object")
    if isinstance(entry.get("id"), int):
        entry = {**entry, "id": str(entry["id"])}
    return article(source, entry, defaults)
