"""Articles from files and folders."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from service.sources.feeds import is_feed, read_feed
from service.sources.html import read_html
from service.sources.jsonl import read_json, read_lines
from service.sources.raw import MAX_BYTES, Defaults, Read, Refused, article, decoded

#: a JSON array or a feed may hold many articles
_MAX_DOCUMENT_BYTES: Final = 256 * MAX_BYTES

Reader = Callable[[Path, Defaults], Iterator[Read]]


def read_path(path: Path, defaults: Defaults) -> Iterator[Read]:
    """The articles of a file, or of all files below a folder that have a known ending, by name."""
    if path.is_dir():
        for inside in sorted(path.rglob("*")):
            if inside.is_file() and _reader(inside):
                yield from read_path(inside, defaults)
        return
    try:
        other = _refuse_table if path.suffix.lower() in (".csv", ".tsv") else _read_text
        yield from (_reader(path) or other)(path, defaults)
    except FileNotFoundError:
        yield Refused(str(path), "there is no such file")
    except (OSError, EOFError, zlib.error) as error:
        yield Refused(str(path), f"it cannot be read: {error}")


def _reader(path: Path) -> Reader | None:
    """What reads a file with this ending."""
    name = path.name.lower()
    if name.startswith("."):
        return None
    return next((reader for ending, reader in _READERS.items() if name.endswith(ending)), None)


def _read_text(path: Path, defaults: Defaults) -> Iterator[Read]:
    """A plain-text article; the file's name is its id, line ends stay as they are."""
    content = _bounded(path, MAX_BYTES)
    text = content if isinstance(content, Refused) else decoded(str(path), content)
    if isinstance(text, Refused):
        yield text
    else:
        yield article(str(path), {"body": text, "id": path.name}, defaults)


def _read_html(path: Path, defaults: Defaults) -> Iterator[Read]:
    """An HTML page; the file's name is its id."""
    content = _bounded(path, MAX_BYTES)
    yield (
        content
        if isinstance(content, Refused)
        else read_html(str(path), content, defaults, id=path.name)
    )


def _read_json(path: Path, defaults: Defaults) -> Iterator[Read]:
    """The articles of a JSON document."""
    content = _bounded(path, _MAX_DOCUMENT_BYTES)
    if isinstance(content, Refused):
        yield content
    else:
        yield from read_json(str(path), content, defaults)


def _read_jsonl(path: Path, defaults: Defaults) -> Iterator[Read]:
    """The articles of a file with one JSON object a line."""
    with path.open("rb") as lines:
        yield from read_lines(str(path), lines, defaults)


def _read_gzip(path: Path, defaults: Defaults) -> Iterator[Read]:
    """The articles of a compressed file with one JSON object a line, never unpacked as a whole."""
    with gzip.open(path, "rb") as lines:
        yield from read_lines(str(path), lines, defaults)


def _read_xml(path: Path, defaults: Defaults) -> Iterator[Read]:
    """The entries of a stored feed."""
    content = _bounded(path, _MAX_DOCUMENT_BYTES)
    if isinstance(content, Refused):
        yield content
    elif is_feed(content):
        yield from read_feed(str(path), content, defaults)
    else:
        yield Refused(str(path), "it is no RSS or Atom feed")


def _refuse_table(path: Path, _: Defaults) -> Iterator[Read]:
    """A table is no article, and which of its columns is what nobody can tell."""
    yield Refused(str(path), "tables are not read: give JSON lines, the text of each in `body`")


def _bounded(path: Path, limit: int) -> bytes | Refused:
    """The content of a file of at most `limit` bytes."""
    with path.open("rb") as file:
        content = file.read(limit + 1)
    return content if len(content) <= limit else Refused(str(path), f"more than {limit} bytes")


_READERS: Final[dict[str, Reader]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".json": _read_json,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".jsonl.gz": _read_gzip,
    ".ndjson.gz": _read_gzip,
    ".xml": _read_xml,
    ".rss": _read_xml,
    ".atom": _read_xml,
}
