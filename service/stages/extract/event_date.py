"""Which date belongs to an act: the one of its own clause, never the one of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from spacy.tokens import Span

from schemas.event import EventDate
from service.stages.extract.event_date_clauses import NEVER, mark
from service.stages.extract.event_date_governor import governor, root
from service.stages.extract.event_date_rank import rank, told_of
from service.stages.extract.modality_called import called_reading
from service.stages.extract.times import FoundTime

Token = Any

_HISTORY_DAYS: Final = 183
_LAST_YEAR_DAYS: Final = 60
_DAY: Final = re.compile(r"\b\d{1,2}\b|day\b")
_NEXT_TO: Final = 1
_STEPS: Final = 8
#: how the parser hangs 'the fourth such killing this year' on what is told
_BESIDE: Final = frozenset({"advcl", "appos", "attr"})
_AWAY: Final = frozenset({"until", "before", "after"})


def event_time(
    trigger: Token,
    times: Sequence[FoundTime],
    *,
    sent: Span,
    speech: Sequence[Token] = (),
    anchor: date | None = None,
) -> FoundTime | None:
    """The time expression that dates the act of the trigger, resolved or not.

    With `anchor` (the publication day), an act told in the past takes no later day.
    """
    inside = [t for t in times if sent.start <= t.first_token < sent.end and t.kind not in _AWAY]
    inside = [t for t in inside if not _measures(t, trigger)]
    if anchor is not None and _has_happened(trigger) and called_reading(trigger) is None:
        inside = [t for t in inside if t.start is None or t.start <= anchor.isoformat()]
    ranked = [(rank(trigger, time, speech), _gap(trigger, time), time) for time in inside]
    best = min(ranked, key=lambda r: r[:2], default=None)
    if best is None or best[0] >= NEVER:
        return None
    found = next((t for t in inside if _narrows(t, best[2])), best[2])
    if found.kind == "since" and told_of(found, trigger):
        return replace(found, end=found.start, precision="day") if _is_day(found) else None
    return found


def _measures(time: FoundTime, trigger: Token) -> bool:
    """'The worst since the war ended in 2002', 'the third this year': measured, and not dated."""
    token = root(time, trigger.doc)
    for _ in range(_STEPS):
        if token.i == trigger.i or token.head.i == token.i:
            return False
        if token.dep_ in _BESIDE and _counts(token):
            return True
        token = token.head
        if mark(token) == "since" or (token.lower_ == "since" and time.kind != "since"):
            return bool(token.i != trigger.i)
    return False


def _counts(noun: Token) -> bool:
    """'The third this year', 'the fourth such killing'."""
    return any(t.ent_type_ == "ORDINAL" for t in (noun, *noun.children))


def _is_day(time: FoundTime) -> bool:
    """Whether a period opens with a day: 'since 7 May', not 'since May'."""
    return _DAY.search(time.text) is not None


def _narrows(time: FoundTime, other: FoundTime) -> bool:
    """'August 2' of 'next month on August 2'."""
    if time is other or not (time.start and time.end and other.start and other.end):
        return False
    is_inside = other.start <= time.start <= time.end <= other.end
    return is_inside and 0 <= time.first_token - other.end_token <= _NEXT_TO


def event_date(
    trigger: Token,
    times: Sequence[FoundTime],
    *,
    sent: Span,
    speech: Sequence[Token] = (),
    anchor: date | None = None,
) -> EventDate | None:
    """The date of the act, or nothing where none is stated or what is stated has no anchor.

    `speech` holds the reporting verbs over the trigger: their dates belong to the statement.
    """
    time = event_time(trigger, times, sent=sent, speech=speech, anchor=anchor)
    return as_event_date(time) if time and time.resolved else None


def statement_date(verb: Token, times: Sequence[FoundTime]) -> EventDate | None:
    """The date of a statement: the one that stands with its reporting verb."""
    sent: Span = verb.sent
    for time in times:
        usable = sent.start <= time.first_token < sent.end and time.resolved
        if usable and time.kind not in _AWAY and governor(time, (verb,), verb.doc).i == verb.i:
            return as_event_date(time)
    return None


def as_event_date(time: FoundTime) -> EventDate:
    """The contract's form of a resolved time expression."""
    return EventDate(
        start=time.start,
        end=time.end,
        text=time.text,
        text_start=time.text_start,
        text_end=time.text_end,
        precision=time.precision,
        basis="text",
    )


def is_historical(when: EventDate | FoundTime | None, anchor: date | None) -> bool:
    """True where the act is long past: an earlier year, or more than six months before."""
    if when is None or anchor is None or when.end is None:
        return False
    end = date.fromisoformat(when.end)
    gap = (anchor - end).days
    return gap > _HISTORY_DAYS or (end.year < anchor.year and gap > _LAST_YEAR_DAYS)


def _has_happened(trigger: Token) -> bool:
    """True for a verb in the past tense or the perfect: "promised", "has agreed"."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "auxpass")}
    if trigger.tag_ == "VBD":
        return True
    return bool(
        trigger.tag_ == "VBN"
        and helpers & {"has", "have", "had", "was", "were"}
        and not helpers & {"will", "to"}
    )


def _gap(trigger: Token, time: FoundTime) -> int:
    gap: int = min(abs(trigger.i - time.first_token), abs(trigger.i - time.end_token + 1))
    return gap
