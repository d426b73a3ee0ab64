"""When the raw article reached its topic: carried along in a header, for the end-to-end time."""

from __future__ import annotations

from service.streaming.headers import Headers
from service.streaming.window import Entry

RECEIVED = "received"
FIRST_STAGE = "clean"
_MOST_DIGITS = 15


def received_ms(entry: Entry, *, stage: str) -> int | None:
    """Milliseconds since 1970; the first stage takes the topic's word, not the producer's."""
    if stage != FIRST_STAGE:
        for name, value in entry.headers:
            if name == RECEIVED and value and value.isdigit() and len(value) <= _MOST_DIGITS:
                return int(value)
    return entry.origin.timestamp_ms


def received_header(entry: Entry, *, stage: str) -> Headers:
    """The header that hands it on; none when nobody knows."""
    when = received_ms(entry, stage=stage)
    return [] if when is None else [(RECEIVED, str(when).encode())]
