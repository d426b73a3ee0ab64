"""Which of the proposed events stay: one per trigger, one per type of a sentence, none in sport."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from service.stages.extract.act_lexicon import act_words
from service.stages.extract.candidates import Candidate
from service.stages.extract.decision_twins import WORDS_ABOUT, is_another
from service.stages.extract.event import Event, same_span
from service.stages.extract.relevance_lexicon import relevance_words
from service.stages.extract.syntax_words import SUBJECTS, is_noun, is_verb, lemma

Token = Any


def relevant(events: Sequence[Event]) -> list[Event]:
    """The events that are meant as such, in an article about something else than politics.

    In an article full of words of sport, films, business or machines whoever attacks is a player,
    unless a body of state, politics or arms acts, or arms leave a toll outside films: a market
    is shelled as well as traded in. Full of words of accidents or science it has
    figures of speech only, when no such body appears at all. Whoever dies where nothing violent
    is told has died of something else.
    """
    if not events:
        return []
    shares = {n[6:]: v for n, v in events[0].features.items() if n.startswith("topic:")}
    most, played = max(shares.values()), max(shares.get(t, 0.0) for t in _WORDS.played_topics)
    calm = max(shares.get(t, 0.0) for t in ("accident", "science")) >= SOME_TOPIC
    if most < OTHER_TOPIC:
        gossip = played >= SOME_TOPIC and not any(_is_political(e) for e in events)
        return [] if gossip and _is_long(events[0]) else _violent(events, calm=calm)
    shown = shares.get("entertainment", 0.0) >= SOME_TOPIC
    public = [e for e in events if _is_public(e) or (_is_bloodshed(e) and not shown)]
    if shares.get("sport", 0.0) >= OTHER_TOPIC:
        bodies = [e for e in events if _is_body(e)]
        public = public if len(bodies) > 1 else bodies
    return public if played >= OTHER_TOPIC or not public else _violent(events, calm=calm)


def _is_public(event: Event) -> bool:
    return any(a.sector in PUBLIC for a in (*event.actors, *event.recipients))


def _is_bloodshed(event: Event) -> bool:
    """'Nineteen died in the shelling of the market'."""
    counted = any(e.facts.figures for e in (event, *event.absorbed))
    return event.type == "ASSAULT" and bool(event.candidate.modes) and counted


def _is_body(event: Event) -> bool:
    """Among players a captain, a king's side and 'the Wales international' are no public bodies."""
    sides = [a for a in (*event.actors, *event.recipients) if a.sector in PUBLIC]
    return any(_WORDS.bodies.intersection(a.text.lower().split()) for a in sides) or any(
        a.actor_id and a.sector in _ARMED for a in sides
    )


def _is_political(event: Event) -> bool:
    """Whether a state, a party, armed men or a crowd take part; lawyers do anywhere."""
    sectors = {a.sector for a in (*event.actors, *event.recipients)}
    by_force = event.type in _FORCE and bool(sectors & _STREET)
    return event.type == "PROTEST" or bool(sectors & POLITICAL) or by_force


def _is_long(event: Event) -> bool:
    """Only an article that has room for politics is none without it."""
    return len(event.sent.doc) >= LONG_TOKENS


def _violent(events: Sequence[Event], *, calm: bool) -> list[Event]:
    """Without mere deaths, where nothing else tells of violence, or somebody died of an illness.

    Tolls stay, for they may be those of unrest, unless the article is about accidents (`calm`).
    """
    events = [e for e in events if not _is_of_disaster(e)]
    lone = [e for e in events if _is_death(e)]
    if not lone or not _is_long(events[0]):
        return list(events)
    ill = any(t.lower_ in _WORDS.illnesses for t in events[0].sent.doc)
    told = any(e.type == "ASSAULT" and e not in lone for e in events)
    lone = [e for e in lone if (not e.facts.figures and (ill or not told)) or (calm and not told)]
    return [e for e in events if e not in lone]


def _is_of_disaster(event: Event) -> bool:
    """'Nine died in the flood', 'a fire resulted in the death of 12', where nobody did it."""
    if event.type != "ASSAULT" or event.actors or event.candidate.modes:
        return False
    deeds = [event, *(e for e in event.absorbed if e.type == "ASSAULT")]
    if not all(lemma(e.candidate.trigger) in _TOLLS for e in deeds):
        return False
    words = {lemma(t) for t in event.sent if is_noun(t) and not _is_gunfire(t)}
    return bool(words & _WORDS.disasters) and not words & _WORDS.violence


def _is_gunfire(fire: Token) -> bool:
    """'Opened fire', 'by friendly fire', 'under fire from the ridge' are shots."""
    kinds = {fire.head.lower_, lemma(fire.head), *(c.lower_ for c in fire.children)}
    return fire.lower_ == "fire" and bool(kinds & _WORDS.shots)


def _is_death(event: Event) -> bool:
    """'The president's death', 'the singer died', with no deed beside it in the sentence."""
    deeds = [event, *(e for e in event.absorbed if e.type == "ASSAULT")]
    mere = all(lemma(e.candidate.trigger) in _WORDS.dying for e in deeds)
    return event.type == "ASSAULT" and mere and not event.candidate.modes


_WORDS: Final = relevance_words()
_ACTS: Final = act_words()
_TOLLS: Final = _WORDS.dying | _WORDS.befalling
_FORCE: Final = frozenset({"ASSAULT", "COERCE"})
_STREET: Final = frozenset({"COP", "CRM"})
_ARMED: Final = frozenset({"IMG", "MIL", "PRM", "REB", "SPY"})
#: topic words in a hundred words, from which an article is about something else than politics
OTHER_TOPIC: Final = 3.0
#: and from which it is, when nobody of politics takes part
SOME_TOPIC: Final = 1.5
LONG_TOKENS: Final = 120
POLITICAL: Final = frozenset(
    {"GOV", "LEG", "MIL", "SPY", "IGO", "PRM", "REB", "IMG", "UAF", "PTY", "OPP", "REF", "NGO",
     "ISM", "PRE", "LAB"}
)  # fmt: skip
PUBLIC: Final = POLITICAL - {"LAB"} | {"JUD", "COP", "CRM"}


def choose(events: Sequence[Event], threshold: float) -> list[Event]:
    """One reading per trigger, one record per type of a sentence, above the threshold."""
    best: dict[int, Event] = {}
    for event in sorted(events, key=lambda e: -e.probability):
        taken = [best[part.i] for part in event.candidate.parts if part.i in best]
        if not taken:
            for part in event.candidate.parts:
                best[part.i] = event
        elif taken[0].type == event.type:
            _widen(taken[0], event)
    distinct = list({id(e): e for e in best.values()}.values())
    kept: list[Event] = []
    for event in sorted(distinct, key=_rank):
        twins = [k for k in kept if k.type == event.type]
        twin = next((k for k in twins if not is_another(k, event)), None)
        if twin is not None:
            absorb(twin, event)
        elif event.probability >= threshold:
            kept.append(event)
    return kept


def without_asides(kept: Sequence[Event], threshold: float) -> list[Event]:
    """Without doubtful nouns under a verb of words: 'rejected calls', 'condemned the coup'.

    Such a noun says what the words are about (coding rule 1), also where the bar is low.
    """
    verbs = {e.candidate.trigger.i for e in kept if e.type in WORDS_ABOUT and not _is_bare(e)}
    return [e for e in kept if e.probability >= threshold or not _is_aside(e, verbs)]


def _is_aside(event: Event, verbs: set[int]) -> bool:
    """Whether a bare noun stands at most six steps below one of the verbs."""
    node = event.candidate.trigger
    for _ in range(6 if _is_bare(event) else 0):
        node = node.head
        if node.i in verbs:
            return True
    return False


def _is_bare(event: Event) -> bool:
    return is_noun(event.candidate.trigger) and event.candidate.light is None


def _rank(event: Event) -> tuple[int, float]:
    """Verbs before nouns when both are sure; else the more probable first."""
    return (0, -event.probability - (0.15 if is_verb(event.candidate.trigger) else 0.0))


def absorb(event: Event, other: Event) -> None:
    """Give an event the modes and missing parties of a second mention in the same sentence."""
    event.absorbed.append(other)
    c, o = event.candidate, other.candidate
    alike = other.reading.modality == event.reading.modality and other.probability >= 0.2
    if not alike or _is_in_another_clause(c, o):
        return
    if o.trigger.i in {t.i for t in (*c.actors, *c.recipients)} or _linked(c, o):
        c.modes = tuple(dict.fromkeys((*c.modes, *o.modes)))
        event.actors = event.actors or [a for a in other.actors if a not in event.recipients]
        if not c.symmetric:
            event.recipients = event.recipients or [
                r for r in other.recipients if not any(same_span(r, a) for a in event.actors)
            ]


def _is_in_another_clause(c: Candidate, other: Candidate) -> bool:
    """'Withdrew after the rebels freed the hostages': the parties of that clause are its own.

    But who 'was killed when troops attacked' was killed by them.
    """
    children = list(other.anchor.children)
    opened = {w.lower_ for w in children if w.dep_ == "mark" or w.tag_ == "WRB"}
    hit = c.passive and c.type == "ASSAULT" and opened <= _ACTS.at_once
    if other.anchor.dep_ != "advcl" or not opened or hit:
        return False
    return any(w.dep_ in SUBJECTS for w in children)


def _widen(event: Event, other: Event) -> None:
    """'Exchanged gunfire with police': of the gunfire those are actors who exchanged it."""
    if not other.candidate.symmetric or event.candidate.symmetric or event.recipients:
        return
    if all(any(same_span(a, b) for b in other.actors) for a in event.actors):
        event.actors = other.actors


def _linked(c: Candidate, o: Candidate) -> bool:
    """Two triggers of one clause: one governs the other within three steps."""
    for low, high in ((c.anchor, o.anchor), (o.trigger, c.trigger), (c.trigger, o.trigger)):
        node = low
        for _ in range(3):
            if node.i == high.i:
                return True
            node = node.head
    return False
