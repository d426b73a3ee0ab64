"""Time expressions of a text and the days they name, counted from the publication date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from spacy.tokens import Doc

from schemas.codebook import DatePrecision
from service.stages.extract import times_calendar as cal
from service.stages.extract.times_lexicon import time_words
from service.stages.extract.times_months import YEAR, month
from service.stages.extract.times_patterns import Pattern, day_word, overnight, weekday, year
from service.stages.extract.times_scene import Match, Scene
from service.stages.extract.times_units import unit

_NUMERIC: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_ISO: Final = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_SLASHED: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)")
_YEAR_DIGITS: Final = 4
_OPENERS: Final = frozenset({"since", "until", "till", "by", "before", "after"})


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression; ISO days, both null where nothing anchors it, one null where it is open.

    `kind` is since, until, by, before, after or at; offsets are characters, `token`s the doc's.
    """

    start: str | None
    end: str | None
    precision: DatePrecision
    text: str
    text_start: int
    text_end: int
    first_token: int
    end_token: int
    kind: str
    why: str

    @property
    def resolved(self) -> bool:
        """True where the expression names days."""
        return self.start is not None or self.end is not None


def find_times(
    doc: Doc,
    *,
    anchor: date | None,
    skip: Sequence[tuple[int, int]] = (),
) -> list[FoundTime]:
    """The time expressions of the text in order.

    `anchor` is the publication day (or the day of the dateline or of the live-blog segment);
    without it only absolute dates are resolved. `skip` holds character spans to leave out.
    """
    words = [token.lower_ for token in doc]
    found: list[FoundTime] = []
    scene = Scene(doc, words, anchor)
    for match in _matches(scene):
        time = _published(scene, match)
        if not any(a < time.text_end and time.text_start < b for a, b in skip):
            found.append(time)
    return _joined(doc, found)


@cache
def _patterns() -> dict[str, Pattern]:
    words = time_words()
    table: dict[str, Pattern] = {"overnight": overnight}
    pairs: list[tuple[Iterable[str], Pattern]] = [
        (words.weekdays, weekday),
        (words.months, month),
        (words.days, day_word),
        (words.units, unit),
    ]
    for names, pattern in pairs:
        table.update(dict.fromkeys(names, pattern))
    return table


def _matches(scene: Scene) -> list[Match]:
    """All matches in order, none overlapping; each may lean on the day named before it."""
    found: list[Match] = []
    numeric = _numeric(scene)
    patterns = _by_token(scene.words)
    for i in sorted(numeric.keys() | patterns.keys()):
        if i < scene.first:
            continue
        match = numeric.get(i) or (patterns[i](scene, i) if i in patterns else None)
        if match is None:
            continue
        found.append(match)
        last = match.interval[0] if match.interval and match.precision == "day" else scene.last_day
        scene = replace(scene, first=match.end, last_day=last)
    return found


def _by_token(words: Sequence[str]) -> dict[int, Pattern]:
    """What to try at a token, by the tokens where there is anything to try."""
    table = _patterns()
    found = {i: table[word] for i, word in enumerate(words) if word in table}
    for i, word in enumerate(words):
        if len(word) == _YEAR_DIGITS and word[0] in "12" and YEAR.fullmatch(word):
            found.setdefault(i, year)
    return found


def _numeric(scene: Scene) -> dict[int, Match]:
    """Dates in digits by their first token; 3/4/2011 has no reading and is left out."""
    found: dict[int, Match] = {}
    starts: list[int] = []
    for hit in _NUMERIC.finditer(scene.doc.text):
        starts = starts or [token.idx for token in scene.doc]
        i = bisect_left(starts, hit.start())
        end = bisect_left(starts, hit.end())
        day = _numeric_day(hit[0])
        begins = i < len(starts) and starts[i] == hit.start()
        if day and begins and _ends_token(scene.doc, end, hit.end()):
            found[i] = Match(i, end, (day, day), "day", "numeric date")
    return found


def _ends_token(doc: Doc, end: int, char: int) -> bool:
    return end > 0 and doc[end - 1].idx + len(doc[end - 1]) == char


def _numeric_day(text: str) -> date | None:
    if iso := _ISO.fullmatch(text):
        return cal.day_of(int(iso[1]), int(iso[2]), int(iso[3]))
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return None
    first, second, year_number = (int(part) for part in slashed.groups())
    if first == second or first > 12:
        return cal.day_of(year_number, second, first)
    return cal.day_of(year_number, first, second) if second > 12 else None


def _published(scene: Scene, match: Match) -> FoundTime:
    """The match with what stands before it: "since" opens a period up to the anchor.

    "After Sunday's attack": the attack was on Sunday, and nothing is said of the days after.
    """
    before = scene.words[match.start - 1] if match.start else ""
    has_owner = match.end < len(scene.doc) and scene.doc[match.end].tag_ == "POS"
    kind = before if before in _OPENERS and not has_owner else "at"
    start, end, precision = None, None, match.precision
    if match.interval:
        start, end = (day.isoformat() for day in match.interval)
    if kind == "since" and match.interval:
        late = scene.anchor and scene.anchor >= match.interval[0]
        end = scene.anchor.isoformat() if late and scene.anchor else None
        precision = "period"
    if kind in ("until", "till"):
        start, kind, precision = None, "until", "period"
    first = match.start - (kind == "since")
    span = scene.doc[first : match.end]
    return FoundTime(
        start, end, precision, span.text, span.start_char, span.end_char, first, match.end,
        kind, f"{match.kind}, {kind}",
    )  # fmt: skip


def _joined(doc: Doc, found: list[FoundTime]) -> list[FoundTime]:
    """ "from Monday to March 3", "between June and August": two expressions, one period."""
    done: list[FoundTime] = []
    for time in found:
        last = done[-1] if done else None
        if last and _makes_range(doc, last, time):
            span = doc[last.first_token : time.end_token]
            done[-1] = replace(
                last, end=time.end, precision="period", text=span.text, text_end=span.end_char,
                end_token=time.end_token, kind="at", why="range",
            )  # fmt: skip
        else:
            done.append(time)
    return done


def _makes_range(doc: Doc, first: FoundTime, second: FoundTime) -> bool:
    between = [t.lower_ for t in doc[first.end_token : second.first_token]]
    opener = doc[first.first_token - 1].lower_ if first.first_token else ""
    joints = {"from": ("to", "until", "through", "till"), "between": ("and",)}.get(opener, ())
    if len(between) != 1 or not (first.start and second.end and first.start <= second.end):
        return False
    return between[0] in joints or (between == ["and"] and _are_days_in_a_row(first, second))


def _are_days_in_a_row(first: FoundTime, second: FoundTime) -> bool:
    """ "late last night and early this morning"."""
    if not (first.end and second.start) or {first.precision, second.precision} != {"day"}:
        return False
    return date.fromisoformat(second.start) - date.fromisoformat(first.end) <= timedelta(days=1)
