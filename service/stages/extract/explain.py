"""Why each event of an article was coded as it was: frame, slots, cues, places, dates, decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from schemas import Actor, EventMention
from service.stages.extract.event import Event
from service.stages.extract.frame_schema import Frame
from service.stages.extract.reading import Reading
from service.stages.extract.scorer import Scorer

_CONDITIONS: Final = (
    "prt", "prep", "pobj", "pobj_not", "obj", "obj_not", "subj", "subj_not", "comp", "comp_verb",
    "voice", "compound", "amod", "light_only",
)  # fmt: skip
_MOST_WORDS: Final = 5
_MOST_REASONS: Final = 6


@dataclass(frozen=True, slots=True)
class Why:
    """One part of an event: what was found, and what it was found by."""

    part: str
    found: str
    because: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A mention with the reasons for each of its parts."""

    mention: EventMention
    reasons: tuple[Why, ...]


def explain_reading(
    reading: Reading, mentions: Sequence[EventMention], scorer: Scorer
) -> list[Explained]:
    """The mentions in text order, each with its reasons; `mentions` were built from `reading`."""
    events = {(e.candidate.trigger.idx, e.type): e for e in reading.events}
    return [
        Explained(m, tuple(_reasons(m, events[m.trigger.start, m.type], reading, scorer)))
        for m in mentions
    ]


def _reasons(m: EventMention, event: Event, reading: Reading, scorer: Scorer) -> Iterator[Why]:
    yield from _frame(m, event)
    yield from _parties("actor", m.actors, event.candidate.frame.actor)
    yield from _parties("recipient", m.recipients, event.candidate.frame.recipient)
    yield Why("modality", m.modality, _modality(m, event))
    if m.attribution is not None:
        source = m.attribution
        yield Why("told by", source.name or "nobody named", f"{source.stance}: '{source.cue}'")
    yield from _place(m, reading)
    yield from _date(m, reading)
    yield from _figures(m, reading)
    yield _decision(event, scorer)


def _frame(m: EventMention, event: Event) -> Iterator[Why]:
    c = event.candidate
    kind = "/".join([m.type, *m.modes])
    light = f"with '{c.light}'; " if c.light else ""
    variant = f"; read as {c.variant}" if c.variant else ""
    yield Why("frame", kind, f"'{m.trigger.text}': {light}{frame_words(c.frame)}{variant}")
    for other in event.absorbed:
        trigger = other.candidate.trigger.text
        yield Why("also", trigger, "another word for the same act in this sentence")


def frame_words(frame: Frame) -> str:
    """'verb strike, obj in convoy, village ...': the trigger and every condition of a frame."""
    pos = next(name for name in ("verb", "noun", "adj") if getattr(frame, name))
    told = ((f.name, getattr(frame, f.name)) for f in fields(frame) if f.name in _CONDITIONS)
    conditions = (_condition(name, value) for name, value in told if value not in (None, False))
    return ", ".join([f"{pos} {frame.lemma}", *conditions])


def _condition(name: str, value: Any) -> str:
    if isinstance(value, frozenset):
        words = sorted(value)
        more = f" ... ({len(words)})" if len(words) > _MOST_WORDS else ""
        relation = "not in" if name.endswith("_not") else "in"
        return f"{name.removesuffix('_not')} {relation} {' '.join(words[:_MOST_WORDS])}{more}"
    return name if value is True else f"{name} {value}"


def _parties(part: str, found: Sequence[Actor], slots: Sequence[str]) -> Iterator[Why]:
    asked = f"slots {', '.join(slots)}" if slots else "no slot of the frame"
    for party in found:
        code = " ".join(filter(None, (party.country, party.sector))) or "no code"
        known = f", in the registry as {party.actor_id}" if party.actor_id else ""
        yield Why(part, f"{party.text} [{code}]", f"{party.via} ({asked}){known}")


def _modality(m: EventMention, event: Event) -> str:
    if m.modality != event.reading.modality:
        return "the date is long before publication"
    cue = event.reading.cue
    return f"cue '{cue}'" if cue else "nothing says otherwise"


def _place(m: EventMention, reading: Reading) -> Iterator[Why]:
    place = m.place
    if place is None:
        return
    why = next((p.explanation for p in reading.places if p.start == place.start), "")
    where = ", ".join(filter(None, (place.name, place.admin1, place.country)))
    yield Why("place", where, f"{place.basis}, {place.precision}; {why}".rstrip("; "))


def _date(m: EventMention, reading: Reading) -> Iterator[Why]:
    date = m.date
    if date is None:
        return
    why = next((t.why for t in reading.times if t.text_start == date.text_start), "")
    days = " to ".join(dict.fromkeys(filter(None, (date.start, date.end)))) or "unresolved"
    yield Why("date", days, f"'{date.text}', {date.precision}; {why}".rstrip("; "))


def _figures(m: EventMention, reading: Reading) -> Iterator[Why]:
    for figure in m.quantities:
        why = next((f.why for f in reading.figures if f.start == figure.start), "")
        bounds = f"{figure.min}..{figure.max} {figure.qualifier}"
        yield Why(figure.kind, bounds, f"'{figure.text}'; {why}".rstrip("; "))


def _decision(event: Event, scorer: Scorer) -> Why:
    moved = scorer.reasons(event.features, most=_MOST_REASONS)
    because = ", ".join(f"{name} {value:+.2f}" for name, value in moved)
    found = f"{event.probability:.2f} (from {scorer.threshold:.2f})"
    return Why("decision", found, because or "no feature has a weight")
