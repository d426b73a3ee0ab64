"""CloudEvents 1.0 headers (binary mode) of our outputs, and what is passed on from the input."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

Headers = list[tuple[str, bytes]]

PASSED_ON = frozenset({"traceparent", "tracestate"})
MAX_HEADER_BYTES = 8192
SOURCE = "wirecoder"


def cloud_event_headers(event_id: str, kind: str, *, stage: str, now: float) -> Headers:
    """The headers of one output: `kind` is the contract, such as `article.clean.v1`."""
    return [
        ("ce_specversion", b"1.0"),
        ("ce_id", event_id.encode()),
        *_from(stage, kind),
        ("ce_time", _iso(now)),
        ("content-type", b"application/json"),
    ]


@lru_cache(64)
def _from(stage: str, kind: str) -> tuple[tuple[str, bytes], ...]:
    source, about = f"{SOURCE}/{stage}", f"{SOURCE}.{kind}"
    return ("ce_source", source.encode()), ("ce_type", about.encode())


@lru_cache(8)
def _iso(now: float) -> bytes:
    """The time in UTC; all outputs of one message have the same."""
    return datetime.fromtimestamp(now, UTC).isoformat().encode()


def passed_on(received: Iterable[tuple[str, bytes]]) -> Headers:
    """The first of each tracing header, if it is of a sane size."""
    found: dict[str, bytes] = {}
    for name, value in received:
        wanted = name in PASSED_ON and name not in found
        if wanted and value is not None and len(value) <= MAX_HEADER_BYTES:
            found[name] = value
    return list(found.items())
