"""Where and by which agency a report was filed: 'ALEPPO, Syria (Reuters) -'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from schemas.article import Boilerplate, Dateline
from service.stages.clean.chars import lower
from service.stages.clean.lines import Line
from service.stages.clean.tables import table, words

#: a dateline stands on one of the first lines, or behind the bullets of a text without lines
_MAX_LINES = 8
_MAX_CHARS = 700
_NAME: Final = (
    r"(?:[A-ZÀ-Þ][\w.'’-]{1,30}|(?:de|del|la|las|los|el|al|the|of|and|near|St\.?|upon|sur|am))"
)
_PLACE: Final = rf"(?:NEAR |Near )?[A-ZÀ-Þ][\w.'’-]{{1,30}}(?:[ -/]{_NAME}){{0,4}}"
_UPPER: Final = r"(?:NEAR |ABOARD )?[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,30}(?:[ /-][A-ZÀ-Þ.'’-]{2,30}){0,4}"
_REGION: Final = r"(?:, ?(?:[A-ZÀ-Þ][\w.'’-]{1,20})(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,3}){0,2}"
_DATED: Final = (
    r"(?:,? (?:[A-Z][a-z]{2,8}day,? )?"
    r"(?:(?:(?i:@MONTH@)\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? (?i:@MONTH@))"
    r"(?:,? (?:\d{4}|\d{2}))?|(?i:@MONTH@)\.?,? \d{4}))"
)
_DAY: Final = rf"{_DATED}?"
_AGENCY: Final = r"\((?:[A-Z][\w.&'-]{1,20}|dpa|epa|afp)(?:[ /,-]{1,2}[A-Z&][\w.&'-]{0,20}){0,5}\)"
_DASH: Final = r"(?: ?--|[:.]? ?[–—―]| -|\.-)(?=[\s\"“'‘\[(A-Z])"


def _pattern(shape: str) -> re.Pattern[str]:
    """A dateline's shape as a regular expression."""
    return re.compile(shape.replace("@MONTH@", table("boilerplate")["month"]))


#: 'RABAT | Fri Apr 22, 2011 2:51 pm EDT RABAT (Reuters) -'
_TWICE: Final = (
    rf"(?P<place>{_UPPER}){_REGION} \| [^|\n]{{6,60}}? (?P=place){_REGION}{_DAY} ?{_AGENCY}{_DASH}"
)
#: at the start of a line: with an agency; agency alone; upper-case place and dash
_AT_LINE_START: Final = (
    _pattern(_TWICE),
    _pattern(rf"(?P<place>{_PLACE}){_REGION}{_DAY},? ?{_AGENCY}{_DASH}"),
    _pattern(rf"(?P<place>){_AGENCY}{_DASH}"),
    _pattern(rf"(?P<place>{_UPPER}){_REGION} \|(?= [A-Z][a-z]{{2}} [A-Z])"),
)
#: the same without an agency: only where capitals mean something
_IN_MIXED_CASE: Final = (
    _pattern(rf"(?P<place>{_PLACE}){_REGION}{_DATED}{_DASH}"),
    _pattern(rf"(?P<place>{_UPPER}){_REGION}{_DAY}{_DASH}"),
    _pattern(rf"(?P<place>{_UPPER}){_REGION}{_DAY}:(?= [A-Z][a-z]+ [\w.'’-]+ )"),
)
#: inside a text without lines: only forms that cannot be anything else
_ANYWHERE: Final = (
    _pattern(rf"(?<!\w){_TWICE}"),
    _pattern(rf"(?<![\w-])(?P<place>{_UPPER}){_REGION}{_DAY} {_AGENCY}{_DASH}"),
    _pattern(
        r"(?<=[.!?\w\"”] )(?P<place>(?:Near )?[A-Z][\w'’-]{2,20}(?: [A-Z][\w'’-]{2,20})?)"
        rf"{_REGION} {_AGENCY} --(?=\s)"
    ),
)
#: a text whose beginning has none of these has no dateline in it
_SIGNS: Final = (") -", ")-", ").-", ") –", ") —", ")–", ")—")
_BYLINE_PLACE: Final = _pattern(
    rf"(?:By|BY) [^|\n]{{3,80}} ?[|] ?(?P<place>{_UPPER}|{_PLACE}){_REGION}(?= \||$)"
)


def dateline(text: str, lines: Sequence[Line], marked: Sequence[Boilerplate]) -> Dateline | None:
    """The first dateline of the text, or None; `place` is the town without its country."""
    whole = {span.start: span.end for span in marked}
    for line in lines[:_MAX_LINES]:
        found = _of_line(line, is_marked=whole.get(line.start, -1) >= line.end)
        if found:
            return found
    return _of_run(text)


def _of_line(line: Line, *, is_marked: bool) -> Dateline | None:
    """The dateline at the start of a line; in a marked line only that of a byline."""
    if is_marked:
        match = _BYLINE_PLACE.fullmatch(line.text)
        return _dateline(match, line.start) if match else None
    shouted = line.text.isupper()
    for pattern in _AT_LINE_START if shouted else (*_AT_LINE_START, *_IN_MIXED_CASE):
        match = pattern.match(line.text)
        if match and match.end() < len(line.text) and _is_place(match["place"]):
            return _dateline(match, line.start)
    return None


def _of_run(text: str) -> Dateline | None:
    """The dateline behind headline, bullets and captions that are glued to the text."""
    head = text[:_MAX_CHARS]
    if not any(sign in head for sign in _SIGNS):
        return None
    for pattern in _ANYWHERE:
        match = pattern.search(head)
        if match and _is_place(match["place"]):
            return _dateline(match, 0)
    return None


def _is_place(name: str) -> bool:
    """Whether a name in capitals can be a place."""
    return lower(name).strip(" .:") not in words("no_places")


def _dateline(match: re.Match[str], offset: int) -> Dateline:
    """The contract's value for a match, at the offset of its line."""
    place = match["place"].strip(" ,.") or None
    return Dateline(
        text=match[0], start=offset + match.start(), end=offset + match.end(), place=place
    )
