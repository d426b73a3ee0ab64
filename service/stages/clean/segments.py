"""Live blogs: entries with their own titles and times, each a story of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from schemas.article import Boilerplate, Heading, Segment
from service.stages.clean.lines import Line

_MIN_ENTRIES = 3
_MAX_TITLE_CHARS = 120
_ZONES: Final[dict[str, float]] = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "PST": -8, "PDT": -7, "PKT": 5, "IST": 5.5,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10,
}  # fmt: skip
_MARK = re.compile(
    r"[\[(]?(?:(?:UPDATE|Update|Updated|UPDATED|Posted|At|LATEST)(?: at)?:? )?"
    r"(?:(?P<hour>[01]?\d|2[0-3])[.:h](?P<minute>[0-5]\d)(?::[0-5]\d)?|"
    r"(?P<hour4>[01]\d|2[0-3])(?P<minute4>[0-5]\d)(?= ?(?:[A-Z]{3,4}\b|[:]|hrs|hours)))"
    r" ?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?)?(?: ?hrs| hours)?"
    r"(?: ?\(?(?P<zone>[A-Z]{1,4}T|UTC|MSK|Z)\b\)?)?"
    r"[\])]?(?P<rest> ?[:–—|-] ?| |$)"
)
_JUMP = re.compile(r"jump to (?:the )?(?:original|full|this) (?:entry|post|update)\b.{0,20}", re.I)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry begins (line number), and the time that its mark tells."""

    line: int
    mark: re.Match[str] | None


def segments(
    lines: Sequence[Line],
    marked: Sequence[Boilerplate],
    titles: Sequence[Heading],
    *,
    published_at: str | None,
) -> tuple[Segment, ...]:
    """The entries of a live blog, () for any other text; times are ISO 8601, None when unknown."""
    entries = _by_times(lines) or _by_jumps(lines)
    if not entries:
        return ()
    noise = {span.start for span in marked}
    heads = {title.start for title in titles}
    made = [
        _segment(lines[entry.line : until], entry.mark, noise, heads, published_at)
        for entry, until in zip(entries, [*(e.line for e in entries[1:]), len(lines)], strict=True)
    ]
    return tuple(_not_ahead(made, published_at))


def _not_ahead(made: Sequence[Segment], published_at: str | None) -> Iterator[Segment]:
    """The entries with times that lie behind the publication: a later clock is the day before.

    In a page that runs backwards, an entry that is later than the one above it is a day older.
    """
    limit = datetime.fromisoformat(published_at) if published_at else None
    for segment in made:
        moment = datetime.fromisoformat(segment.published_at) if segment.published_at else None
        if moment is None or limit is None:
            yield segment
            continue
        both = moment.tzinfo is not None and limit.tzinfo is not None
        ahead = moment > limit if both else moment.replace(tzinfo=None) > limit.replace(tzinfo=None)
        day = timedelta(days=1 if ahead and _has_clock(published_at) else 0)
        yield segment.model_copy(update={"published_at": (moment - day).isoformat()})


def _has_clock(published_at: str | None) -> bool:
    """Whether the publication is known to the minute; a bare day is no limit."""
    return len(published_at or "") > len("2025-01-01")


def _by_times(lines: Sequence[Line]) -> list[_Entry]:
    """Entries that begin with a clock time, when there are at least three in one direction."""
    found = [_Entry(n, m) for n, line in enumerate(lines) if (m := _MARK.match(line.text))]
    if len(found) < _MIN_ENTRIES or len(found) * 25 < len(lines):
        return []
    minutes = [_minutes(entry.mark) for entry in found if entry.mark]
    steps = [b - a for a, b in zip(minutes, minutes[1:], strict=False) if a != b]
    rising = sum(step > 0 for step in steps)
    steady = max(rising, len(steps) - rising) >= 0.7 * len(steps)
    return found if steps and steady else []


def _by_jumps(lines: Sequence[Line]) -> list[_Entry]:
    """Entries that end with a link to their own page."""
    ends = [n for n, line in enumerate(lines) if _JUMP.fullmatch(line.text)]
    starts = [0, *(n + 1 for n in ends if n + 1 < len(lines))]
    return [_Entry(n, _time_near(lines[n : n + 3])) for n in starts] if ends else []


def _time_near(lines: Sequence[Line]) -> re.Match[str] | None:
    """The clock time on one of the lines."""
    return next((m for line in lines if (m := _MARK.match(line.text))), None)


def _minutes(mark: re.Match[str]) -> int:
    """Minutes since midnight."""
    hour = int(mark["hour"] or mark["hour4"])
    half = (mark["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + int(mark["minute"] or mark["minute4"])


def _segment(
    lines: Sequence[Line],
    mark: re.Match[str] | None,
    noise: set[int],
    heads: set[int],
    published_at: str | None,
) -> Segment:
    """One entry with its title: a heading on one of its first lines."""
    title = next((ln.text for ln in lines[:3] if ln.start in heads and ln.start not in noise), None)
    title = _title_beside(lines[0], mark) or title
    time = _moment(mark, published_at) if mark else None
    return Segment(title=title, start=lines[0].start, end=lines[-1].end, published_at=time)


def _title_beside(line: Line, mark: re.Match[str] | None) -> str | None:
    """The title that stands on the line of the time, '10:42am - Streets closed'."""
    rest = line.text[mark.end() :] if mark and mark.string == line.text else ""
    return rest if rest and not line.ends_sentence and len(rest) <= _MAX_TITLE_CHARS else None


def _moment(mark: re.Match[str], published_at: str | None) -> str | None:
    """The clock time on the day of publication, with its zone when one is written."""
    if not published_at:
        return None
    day = date.fromisoformat(published_at[:10])
    hour, minute = divmod(_minutes(mark), 60)
    moment = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001
    zone = _ZONES.get(mark["zone"] or "")
    return (
        moment.isoformat()
        if zone is None
        else moment.replace(tzinfo=timezone(timedelta(hours=zone))).isoformat()
    )
