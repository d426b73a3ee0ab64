"""Which outlets have a series of their own: an open list, held to a bounded number."""

from __future__ import annotations

from typing import Final

OTHER: Final = "other"
NONE: Final = "none"
MOST_CHARACTERS: Final = 60


class OutletIndex:
    """Outlets that are counted apart: those listed, else the first `most` that come."""

    def __init__(self, listed: str = "", *, most: int = 30) -> None:
        named = filter(None, (_tidy(name) for name in listed.split(",")))
        self._labels = {name.casefold(): name for name in named}
        self._room = 0 if self._labels else most

    def names(self) -> tuple[str, ...]:
        """The labels so far."""
        return (*self._labels.values(), OTHER, NONE)

    def label(self, outlet: object) -> str:
        """The outlet's own label, `other`, or `none` when the article names none."""
        name = _tidy(outlet) if isinstance(outlet, str) else ""
        if not name:
            return NONE
        key = name.casefold()
        if key not in self._labels:
            if len(self._labels) >= self._room:
                return OTHER
            self._labels[key] = name
        return self._labels[key]


def _tidy(outlet: str) -> str:
    """Short and printable: it comes from anywhere."""
    words = "".join(char if char.isprintable() else " " for char in outlet[:200]).split()
    return " ".join(words)[:MOST_CHARACTERS].rstrip()
