"""Stretches of a text that are not part of the story, by tables of lines and of runs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from schemas.article import Boilerplate
from schemas.codebook import BoilerplateKind
from service.stages.clean.lines import Line
from service.stages.clean.tables import table

_MAX_LINE = 400
_MAX_CAPTION = 400
_MAX_RELATED = 8
_POSITION = re.compile(
    r"\((?:[LRC]|left|right|centre|center|front|back|2nd [LR])\)|, (?:left|right),"
)
_CREDIT_END = re.compile(
    r"(?:[\[(](?:Photo|Image|Picture|File|AFP|AP|EPA|AA|Reuters|REUTERS|Getty|Al Jazeera|Anadolu)"
    r"[^\[\]()]{0,80}[\])]"
    r"|(?:REUTERS|AFP PHOTO|AP Photo|AFP|EPA|Reuters|Getty Images) ?/ ?[\w .'’-]{2,60}"
    r"|[./|—-] ?(?:AP|AFP|EPA|Reuters|REUTERS|Getty Images|AA))$"
)


class Run(NamedTuple):
    """A pattern inside lines, and the strings without which it cannot match (none: always try)."""

    kind: BoilerplateKind
    near: tuple[str, ...]
    pattern: re.Pattern[str]


class Tables(NamedTuple):
    """The compiled data file."""

    lines: re.Pattern[str]
    inline: tuple[Run, ...]
    leaders: re.Pattern[str]


@cache
def tables() -> Tables:
    """The patterns of `data/boilerplate.yaml`: one for lines with a group per kind."""
    data = table("boilerplate")
    kinds = (f"(?P<{kind}>{_any(rows)})" for kind, rows in data["lines"].items())
    return Tables(
        lines=re.compile(_filled("|".join(kinds)), re.IGNORECASE),
        inline=tuple(
            Run(kind, tuple(row["near"]), re.compile(_filled(row["run"], "(?i:{})"), re.MULTILINE))
            for kind, rows in data["inline"].items()
            for row in rows
        ),
        leaders=re.compile(_any(data["leaders"]), re.IGNORECASE),
    )


def _any(rows: list[str]) -> str:
    """One alternation of all rows."""
    return "|".join(f"(?:{row})" for row in rows)


def _filled(pattern: str, wrap: str = "{}") -> str:
    """The pattern with the date forms of the data file put in."""
    data = table("boilerplate")
    dates = _any(data["dates"]).replace("@MONTH@", data["month"]).replace("@TIME@", data["time"])
    return pattern.replace("@DATE@", wrap.format(f"(?:{dates})"))


def boilerplate(text: str, lines: tuple[Line, ...]) -> tuple[Boilerplate, ...]:
    """All marked stretches of the text, in order, none inside another."""
    whole = list(_whole_lines(lines))
    starts = [span.start for span in whole]
    return _merged([*whole, *(run for run in _runs(text) if not _inside(run, whole, starts))])


def line_kind(line: Line) -> BoilerplateKind | None:
    """What a line is when it is no part of the story, by its own look."""
    if len(line.text) > _MAX_LINE:
        return None
    match = tables().lines.fullmatch(line.text)
    if match:
        return cast("BoilerplateKind", match.lastgroup)
    credit = _CREDIT_END.search(line.text, max(0, len(line.text) - 90))
    return (
        "caption" if credit and not _is_story(line.text[: credit.start()], max_chars=220) else None
    )


def _whole_lines(lines: tuple[Line, ...]) -> Iterator[Boilerplate]:
    """Lines marked by their own look or by what stands before them."""
    related = 0
    previous: BoilerplateKind | None = None
    for line in lines:
        kind = line_kind(line)
        if tables().leaders.fullmatch(line.text) and len(line.text) < 60:
            kind, related = "related", _MAX_RELATED
        elif kind is None and related and not line.ends_sentence and len(line.words) <= 20:
            kind, related = "related", related - 1
        elif kind is None:
            related = 0
            kind = "caption" if _is_caption(line, previous) else None
        if kind:
            yield Boilerplate(kind=kind, start=line.start, end=line.end)
        previous = kind


def _is_caption(line: Line, previous: BoilerplateKind | None) -> bool:
    """Whether an unpunctuated line describes a picture: by places in it, or under a credit."""
    if line.ends_sentence or line.is_open or _is_story(line.text, max_chars=_MAX_CAPTION):
        return False
    return bool(_POSITION.search(line.text)) or (previous == "caption" and len(line.words) >= 8)


def _is_story(text: str, *, max_chars: int) -> bool:
    """Whether a text is a paragraph rather than a caption, by its length and sentences."""
    return len(text) > max_chars or text.count(". ") > 1


def _runs(text: str) -> Iterator[Boilerplate]:
    """Marked runs inside lines."""
    chars = set(text)
    for run in tables().inline:
        if run.near and not any(hint[0] in chars and hint in text for hint in run.near):
            continue
        for match in run.pattern.finditer(text):
            if match.end() > match.start():
                yield Boilerplate(kind=run.kind, start=match.start(), end=match.end())


def _inside(run: Boilerplate, whole: list[Boilerplate], starts: list[int]) -> bool:
    """Whether a run lies in a line that is marked as a whole."""
    at = bisect_right(starts, run.start) - 1
    return at >= 0 and run.end <= whole[at].end


def _merged(spans: list[Boilerplate]) -> tuple[Boilerplate, ...]:
    """The spans in order; one that overlaps an earlier one gives way."""
    kept: list[Boilerplate] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
