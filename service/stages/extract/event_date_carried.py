"""Dates carried over sentences: what is told right after a dated act of its kind is of its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from schemas.codebook import Modality
from schemas.event import EventDate
from service.stages.extract.event_date_again import goes_back_to, is_same_victim

Token = Any

#: sentences that a date reaches; a verbal act has a day of its own
_REACH: Final[dict[str, int]] = {
    "ASSAULT": 6, "COERCE": 1, "CONSULT": 1, "MOBILIZE": 1, "PROTEST": 1, "RETREAT": 1,
    "SANCTION": 1,
}  # fmt: skip
#: acts of which a report of one day tells several, and how many sentences apart
_OF_A_DAY: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_FAR: Final = 12
#: sentences back to the act that 'the attack took place on Monday' dates
_BACK: Final = 6
#: a lead tells in the perfect what happened on a day named further down
_LEAD: Final = 1
#: the day on which the dead are found is not that of the act
_FOUND_LATER: Final = frozenset({"body", "corpse", "discover", "find", "grave", "unearth"})
_PAST_AUXILIARIES: Final = frozenset({"was", "were"})
_NIGHT: Final = timedelta(days=1)
_HAPPENED: Final = frozenset({"asserted", "historical"})
_MANY: Final = frozenset({"all", "many", "numerous", "several", "various"})
_OTHER_DAY: Final = frozenset({"earlier", "previously", "before", "later", "since", "already"})


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of an act when its date is looked for elsewhere."""

    trigger: Token
    type: str
    sentence: int
    modality: Modality
    date: EventDate | None


def carried(acts: Sequence[Act], reports: Sequence[Act] = ()) -> list[EventDate | None]:
    """The date of each act in text order: its own, else that of the act which it goes on with.

    A carried date has basis `context`; acts that are not told as past take none. `reports` are
    dated incidents that are no acts of their own ('the incident occurred on Monday').
    """
    told = sorted([*acts, *reports], key=lambda a: a.trigger.i)
    return [act.date or _from_others(act, told) for act in acts]


def _from_others(act: Act, acts: Sequence[Act]) -> EventDate | None:
    if act.modality != "asserted" or act.type not in _REACH or _is_several(act.trigger):
        return None
    fitting = [a for a in acts if a is not act and _is_source(a, act)]
    told = (
        _told_again(act, acts) or _gone_on_with(act, fitting) or _of_the_one_day(act, fitting)
    )  # fmt: skip
    return None if told is None else told.model_copy(update={"basis": "context"})


def _gone_on_with(act: Act, fitting: Sequence[Act]) -> EventDate | None:
    """The day of the act told last before it, or of the noun that goes back to it."""
    past = _is_past(act.trigger)
    if (not past and not _is_lead(act)) or _is_of_recent_days(act.trigger):
        return None
    before = [a for a in fitting if past and 0 <= act.sentence - a.sentence <= _REACH[act.type]]
    after = [
        a
        for a in fitting
        if 0 < a.sentence - act.sentence <= _BACK
        and (_is_resumed(a.trigger) or goes_back_to(a.trigger, act.trigger))
    ]
    source = before[-1] if before else after[0] if after else None
    return None if source is None else source.date


def _of_the_one_day(act: Act, fitting: Sequence[Act]) -> EventDate | None:
    """The only day that the text gives for such acts, where its own sentence names none."""
    opens = _is_lead(act) and all(a.sentence > act.sentence for a in fitting)
    if act.type not in _OF_A_DAY or not (opens or _is_past(act.trigger)):
        return None
    if any(token.ent_type_ == "DATE" for token in act.trigger.sent):
        return None
    near = any(abs(a.sentence - act.sentence) <= _FAR for a in fitting)
    days = {a.date.start for a in fitting if a.date is not None}
    return fitting[0].date if near and len(days) == 1 else None


def _is_of_recent_days(trigger: Token) -> bool:
    """'the assault to retake the port in recent days' is of no single day."""
    behind = trigger.doc[trigger.i : trigger.sent.end]
    return any(token.lower_ == "recent" and token.ent_type_ == "DATE" for token in behind)


def _is_lead(act: Act) -> bool:
    return act.sentence <= _LEAD and _is_perfect(act.trigger)


def _told_again(act: Act, acts: Sequence[Act]) -> EventDate | None:
    """The day of the act where the text tells it twice: of a victim with the same name."""
    if any(c.lower_ in _OTHER_DAY for c in act.trigger.children):
        return None
    days = [
        a.date
        for a in acts
        if a is not act and _has_day(a) and a.type == act.type and a.modality in _HAPPENED
        and is_same_victim(a.trigger, act.trigger)
    ]  # fmt: skip
    return days[0] if len({day.start for day in days if day is not None}) == 1 else None


def _has_day(act: Act) -> bool:
    """A day, or the two of a night."""
    when = act.date
    if when is None or when.start is None or when.end is None:
        return False
    if when.precision in ("day", "part_of_day"):
        return True
    return date.fromisoformat(when.end) - date.fromisoformat(when.start) <= _NIGHT


def _is_source(source: Act, act: Act) -> bool:
    if source.trigger.lemma_.lower() in _FOUND_LATER:
        return False
    return _has_day(source) and source.type == act.type and source.modality == "asserted"


def _is_resumed(trigger: Token) -> bool:
    """'the attack', 'the killing': a definite noun that goes back to an act already told."""
    if not trigger.tag_.startswith("NN"):
        return False
    return any(c.lower_ in ("the", "this") or _is_day(c) for c in trigger.children)


def _is_several(trigger: Token) -> bool:
    """'three attacks', 'many killings': not the one act of a day."""
    if trigger.tag_ not in ("NNS", "NNPS"):
        return False
    return any(c.tag_ == "CD" or c.lower_ in _MANY for c in trigger.lefts)


def _is_day(word: Token) -> bool:
    """'Monday' of "Monday's attack"."""
    return bool(word.dep_ == "poss" and word.ent_type_ == "DATE")


def _is_perfect(trigger: Token) -> bool:
    """'have killed' and 'has been killed', as a lead tells what happened on a day named later."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "auxpass")}
    if any(c.lower_ in _OTHER_DAY for c in trigger.children) or trigger.tag_ != "VBN":
        return False
    return bool(helpers & {"has", "have"}) and helpers <= {"has", "have", "been"}


def _is_past(trigger: Token) -> bool:
    """Told in the simple past, and not as of another time: not 'has', 'had earlier'."""
    if _is_resumed(trigger):
        return True
    token = trigger
    for _ in range(6):
        if any(c.lower_ in _OTHER_DAY for c in token.children):
            return False
        helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
        if token.tag_ == "VBD":
            return True
        if token.tag_ == "VBN" and helpers:
            return bool(helpers & _PAST_AUXILIARIES) and not helpers & {"has", "have", "had"}
        if token.tag_ in ("VBP", "VBZ", "MD") or helpers or token.head.i == token.i:
            return False
        token = token.head
    return False
