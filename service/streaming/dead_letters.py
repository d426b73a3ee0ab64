"""Dead letters: the original bytes and key with headers that say why, and a limit on them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.dead_letter import DeadLetter
from schemas.dead_letter import Stage as StageName
from service.errors import WirecoderError
from service.streaming.headers import MAX_HEADER_BYTES, Headers
from service.streaming.stage import Poison
from service.streaming.window import Entry

MAX_ERROR_CHARACTERS = 2000
MAX_FORWARDED_HEADERS = 64
OWN = frozenset(DeadLetter.model_fields) - {"traceparent"}


class DeadLetterLimitError(WirecoderError):
    """So many messages were refused that the input, or this release, must be at fault."""


@dataclass(frozen=True, slots=True)
class LimitOptions:
    """`max_in_a_row`, or `max_ratio` of the last `window_messages`, stop the worker; 0: never."""

    max_in_a_row: int = 200
    max_ratio: float = 0.5
    window_messages: int = 1000


class DeadLetterLimit:
    """Counts refused messages; 0 switches a limit off."""

    def __init__(self, options: LimitOptions) -> None:
        self._options = options
        self._in_a_row = 0
        self._recent: deque[bool] = deque(maxlen=options.window_messages)
        self._refused = 0

    def note(self, *, refused: bool) -> None:
        """Record one message."""
        self._in_a_row = self._in_a_row + 1 if refused else 0
        if len(self._recent) == self._recent.maxlen:
            self._refused -= self._recent[0]
        self._recent.append(refused)
        self._refused += refused

    def check(self) -> None:
        """Raise DeadLetterLimitError when too many were refused."""
        options = self._options
        if options.max_in_a_row and self._in_a_row >= options.max_in_a_row:
            raise DeadLetterLimitError(_message(f"{self._in_a_row} messages in a row"))
        is_full = len(self._recent) == self._recent.maxlen
        if options.max_ratio and is_full and self._refused >= options.max_ratio * len(self._recent):
            share = f"{self._refused} of the last {len(self._recent)} messages"
            raise DeadLetterLimitError(_message(share))


def dead_letter_headers(entry: Entry, poison: Poison, *, stage: StageName, version: str) -> Headers:
    """The headers of `schemas.dead_letter.DeadLetter`, then those of the original message."""
    origin = entry.origin
    described = {
        "stage": stage,
        "error_type": poison.reason,
        "error": poison.detail[:MAX_ERROR_CHARACTERS],
        "origin_topic": origin.topic,
        "origin_partition": str(origin.partition),
        "origin_offset": str(origin.offset),
        "origin_timestamp": str(origin.timestamp_ms or ""),
        "attempts": str(_attempts(entry)),
        "service_version": version,
    }
    own = [(name, text.encode("utf-8", "replace")) for name, text in described.items()]
    return own + _forwarded(entry.headers)


def _attempts(entry: Entry) -> int:
    """One more than the last time, for a dead letter that was replayed."""
    for name, value in entry.headers:
        if name == "attempts" and value and value.isdigit() and len(value) < 6:
            return int(value) + 1
    return 1


def _forwarded(received: Iterable[tuple[str, bytes]]) -> Headers:
    kept = [(n, v) for n, v in received if n not in OWN and len(v or b"") <= MAX_HEADER_BYTES]
    return kept[:MAX_FORWARDED_HEADERS]


def _message(what: str) -> str:
    return (
        f"{what} became dead letters, so the worker stops instead of draining the topic. "
        "See them with 'wirecoder dead-letters list'; mend the producer or raise the limit, "
        "then start the worker again: it goes on where it stopped."
    )
