"""Spans quote the article as it stands, also where the analysis read another letter case.

Texts in capitals are re-cased, and unseen signs blanked, for the language model only (same length).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from schemas import Actor, EventDate, Place, Span

Quote = TypeVar("Quote", Actor, Place, Span)


def quoted(value: Quote, source: str) -> Quote:
    """The value with the characters of `source` between its offsets as text."""
    if value.start is None or value.end is None:
        return value
    text = source[value.start : value.end]
    return value if text == value.text else value.model_copy(update={"text": text})


def all_quoted(values: Iterable[Quote], source: str) -> tuple[Quote, ...]:
    """Each value with the article's own characters."""
    return tuple(quoted(value, source) for value in values)


def quoted_date(date: EventDate | None, source: str) -> EventDate | None:
    """The date with the article's own characters."""
    if date is None or date.text_end <= date.text_start:
        return date
    text = source[date.text_start : date.text_end]
    return date if text == date.text else date.model_copy(update={"text": text})
