"""Which of the proposed events stay: one per trigger, one per type of a sentence, none in sport."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.stages.extract.candidates import Candidate
from service.stages.extract.event import Event, same_span
from service.stages.extract.syntax import is_verb


def relevant(events: Sequence[Event]) -> list[Event]:
    """The events that are meant as such, in an article about something else than politics.

    In an article full of words of sport, films, business or machines whoever attacks is a player,
    unless a body of state, politics or arms takes part. Full of words of accidents or science it
    has figures of speech only, when no such body appears at all.
    """
    if not events:
        return []
    shares = {n[6:]: v for n, v in events[0].features.items() if n.startswith("topic:")}
    if max(shares.values()) < OTHER_TOPIC:
        return list(events)
    played = max(shares.get(t, 0.0) for t in _PLAYED) >= OTHER_TOPIC
    public = [e for e in events if any(a.sector in PUBLIC for a in (*e.actors, *e.recipients))]
    return public if played or not public else list(events)


#: topics whose own words are those of war: 'the attack', 'price war', 'first-person shooter'
_PLAYED: Final = ("sport", "entertainment", "technology", "business")
#: topic words in a hundred words, from which an article is about something else than politics
OTHER_TOPIC: Final = 3.0
PUBLIC: Final = frozenset(
    {"GOV", "LEG", "JUD", "COP", "MIL", "SPY", "IGO", "PRM", "REB", "IMG", "UAF", "PTY", "OPP",
     "CRM", "REF", "NGO", "ISM", "PRE"}
)  # fmt: skip


def choose(events: Sequence[Event], threshold: float) -> list[Event]:
    """One reading per trigger, one record per type of a sentence, above the threshold."""
    best: dict[int, Event] = {}
    for event in sorted(events, key=lambda e: -e.probability):
        if not any(part.i in best for part in event.candidate.parts):
            for part in event.candidate.parts:
                best[part.i] = event
    distinct = list({id(e): e for e in best.values()}.values())
    kept: list[Event] = []
    for event in sorted(distinct, key=_rank):
        twin = next((k for k in kept if k.type == event.type), None)
        if twin is not None:
            absorb(twin, event)
        elif event.probability >= threshold:
            kept.append(event)
    return kept


def _rank(event: Event) -> tuple[int, float]:
    """Verbs before nouns when both are sure; else the more probable first."""
    return (0, -event.probability - (0.15 if is_verb(event.candidate.trigger) else 0.0))


def absorb(event: Event, other: Event) -> None:
    """Give an event the modes and missing parties of a second mention in the same sentence."""
    event.absorbed.append(other)
    c, o = event.candidate, other.candidate
    if other.reading.modality != event.reading.modality or other.probability < 0.2:
        return
    if o.trigger.i in {t.i for t in (*c.actors, *c.recipients)} or _linked(c, o):
        c.modes = tuple(dict.fromkeys((*c.modes, *o.modes)))
        event.actors = event.actors or [a for a in other.actors if a not in event.recipients]
        if not c.symmetric:
            event.recipients = event.recipients or [
                r for r in other.recipients if not any(same_span(r, a) for a in event.actors)
            ]


def _linked(c: Candidate, o: Candidate) -> bool:
    """Two triggers of one clause: one governs the other within three steps."""
    for low, high in ((c.anchor, o.anchor), (o.trigger, c.trigger), (c.trigger, o.trigger)):
        node = low
        for _ in range(3):
            if node.i == high.i:
                return True
            node = node.head
    return False
