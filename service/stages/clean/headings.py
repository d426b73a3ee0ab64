"""Headlines and sub-headlines: title-like lines before and between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.article import Boilerplate, Heading
from service.stages.clean.lines import Line, is_wrapped

_MAX_CHARS = 160
_MAX_WORDS = 24
_MAX_WORDS_INSIDE = 14
_LONG_CHARS = 70
_BULLETS = "-–—•*·▪►>|([{#█@"


def headings(lines: Sequence[Line], marked: Sequence[Boilerplate]) -> tuple[Heading, ...]:
    """Level 1: the first line when it is title-like; level 2: those after it and further down."""
    spans = {span.start: span.end for span in marked}
    story = [line for line in lines if spans.get(line.start, -1) < line.end]
    loose = _loose_share(story) > 0.5
    shouts = sum(line.text.isupper() for line in story) > 0.5 * len(story)
    found: list[Heading] = []
    on_top = True
    wrapped = is_wrapped(tuple(lines))
    for index, line in enumerate(story):
        after = story[index + 1] if index + 1 < len(story) else None
        if wrapped and after and not after.after_blank:
            on_top = False
        elif _is_heading(line, after, on_top=on_top, loose=loose, shouts=shouts):
            level = 1 if on_top and not found else 2
            found.append(Heading(level=level, start=line.start, end=line.end))
        else:
            on_top = False
    return tuple(found)


def _is_heading(line: Line, after: Line | None, *, on_top: bool, loose: bool, shouts: bool) -> bool:
    """Whether a line reads like a title and something follows that it can be the title of."""
    if after is None or (after.text[0].islower() and not after.after_blank):
        return False
    if not _is_title_like(line, on_top=on_top):
        return False
    if shouts and line.ends_sentence:
        return False
    if on_top or (line.text.isupper() and not shouts):
        return not loose or len(line.words) <= _MAX_WORDS_INSIDE
    if loose and not (after.ends_sentence and len(line.words) <= 8):
        return False
    return len(after.text) > len(line.text) or after.ends_sentence or on_top


def _is_title_like(line: Line, *, on_top: bool) -> bool:
    """Whether a line has a title's length and looks: no full stop, no open end, no bullet."""
    if len(line.text) > _MAX_CHARS:
        return False
    words = len(line.words)
    if not 1 <= words <= (_MAX_WORDS if on_top else _MAX_WORDS_INSIDE):
        return False
    if 2 * sum(map(len, line.words)) < len(line.text):  # mostly digits and signs: a time, a score
        return False
    first = line.text[0]
    if first in _BULLETS or first.islower() or line.is_open:
        return False
    if line.ends_sentence:
        return (
            line.text.endswith(("?", "!", "?'", "?’", "?”")) and words <= 10 and first not in '"“'
        )
    return True


def _loose_share(lines: Sequence[Line]) -> float:
    """The share of long lines without a full stop: transcripts and lists have many."""
    long = [line for line in lines if len(line.text) > _LONG_CHARS]
    return sum(not line.ends_sentence for line in long) / len(long) if long else 0.0
