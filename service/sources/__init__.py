"""Sources: files, folders, standard input, pages and feeds to RawArticle.

read(inputs)   PATH (txt html json jsonl jsonl.gz xml), a folder, '-' or an http(s) URL
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from service.sources.files import read_path
from service.sources.jsonl import read_lines
from service.sources.raw import Defaults, Fetch, Fetched, Read, Refused
from service.sources.web import fetch as fetch_web
from service.sources.web import read_url

__all__ = ["Fetch", "Fetched", "Refused", "read"]


def read(
    inputs: Iterable[str],
    *,
    outlet: str | None = None,
    published_at: str | None = None,
    fetch: Fetch = fetch_web,
    stdin: Iterable[bytes] | None = None,
) -> Iterator[Read]:
    """The articles of all inputs in order; what cannot be read gives a Refused in its place.

    `outlet` and `published_at` are said of articles that do not say it themselves; '-' reads
    one JSON object a line from `stdin` (default: standard input).
    """
    defaults = Defaults(outlet=outlet, published_at=published_at)
    for given in inputs:
        if given == "-":
            yield from read_lines("-", sys.stdin.buffer if stdin is None else stdin, defaults)
        elif "://" in given:
            yield from read_url(given, defaults, fetch)
        else:
            yield from read_path(Path(given), defaults)
