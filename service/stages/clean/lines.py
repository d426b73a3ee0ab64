"""The lines of a text with their offsets, and what can be told from their shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

#: no article has more lines; hostile texts are looked at no further
MAX_LINES: Final = 20_000
_LINE = re.compile(r"[^\n\u2028\u2029\x85]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[,;:–—-]$")


@dataclass(frozen=True)
class Line:
    """A line that is not blank, without the white space around it; offsets into the whole text."""

    text: str
    start: int
    end: int
    after_blank: bool

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends like a sentence (full stop, then quotes or brackets)."""
        return bool(_FINAL.search(self.text[-6:]))

    @cached_property
    def is_open(self) -> bool:
        """Whether the line ends in the middle of something (comma, colon, dash)."""
        return bool(_OPEN_END.search(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, digits left out."""
        return tuple(_WORD.findall(self.text))


def lines_of(text: str, *, max_lines: int = MAX_LINES) -> tuple[Line, ...]:
    """The first `max_lines` lines that are not blank, in order."""
    found: list[Line] = []
    previous_end = -1
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = text.count("\n", previous_end, start) if previous_end >= 0 else 2
        found.append(Line(stripped, start, start + len(stripped), gap > 1))
        previous_end = start + len(stripped)
        if len(found) == max_lines:
            break
    return tuple(found)


def is_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether the text is broken at a fixed width, as wire copy is: line ends mean nothing."""
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.after_blank]
    broken = sum(not a.ends_sentence and b.text[:1].islower() for a, b in pairs)
    return len(pairs) >= 3 and broken >= 0.3 * len(pairs)
