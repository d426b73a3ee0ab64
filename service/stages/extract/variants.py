"""Other readings of a candidate that follow from its modality, its date and its parties.

A future meeting is an agreement, a refused one a rejection, a threatened attack a threat (ontology,
tie-breaking rules 1-3); the same ban is a sanction abroad and coercion at home; a government
that 'protests' accuses, and a politician who 'attacks' another does so with words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from schemas import Actor
from service.stages.extract.candidates import Candidate
from service.stages.extract.modality import Reading, read_modality
from service.stages.extract.syntax_words import lemma

_FUTURE: Final = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE",
    "RETREAT": "CONCEDE",
}  # fmt: skip
#: an explicit promise is an act of today (coding rule 2)
PROMISED: Final = frozenset(
    {"agreed", "agree", "agrees", "promised", "promise", "promises", "pledged", "pledge", "pledges"}
)
_AGREED: Final = frozenset({"agree", "agreed", "agrees"})  # whoever agrees to it threatens nobody
_REFUSED_MODE: Final = {
    "CONSULT": "meet", "AGREE": "change", "SUPPORT": "assist", "COOPERATE": "assist",
    "AID": "assist", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
_THREAT_MODE: Final = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "relations",
}  # fmt: skip
_THREAT_MODES: Final = {
    "arrest": "arrest", "deport": "expel", "expel": "expel", "convict": "arrest",
}  # fmt: skip
_STATE: Final = frozenset({"GOV", "LEG", "JUD", "IGO", "PTY", "ELI"})
_WORDY: Final = frozenset(
    {
        "attack", "slam", "blast", "hit", "lash", "assail", "savage", "target", "strike", "torpedo",
        "attacks", "assault", "offensive", "onslaught", "fire", "clash",
    }
)  # fmt: skip
_ABROAD: Final = frozenset(
    {"ban", "suspend", "freeze", "bar", "cut", "close", "block", "expel", "restrict", "prohibit",
     "embargo", "boycott", "seize", "shut", "revoke", "withdraw", "impose"}
)  # fmt: skip


def settle(c: Candidate, reading: Reading, *, ahead: bool) -> Candidate:
    """The candidate with the type that its future makes of it."""
    if (reading.modality == "future" or ahead) and c.type in _FUTURE:
        return replace(c, type=_FUTURE[c.type], modes=(), variant="future")
    return c


_FIRM: Final = "refused:firmly"
#: how the word begins that makes a refusal of what is not done: an act of today
_REFUSING: Final = (
    "will not", "refus", "declin", "unwilling", "reluctan", "reject", "rule", "prepared", "ready",
    "willing", "intend", "no plan", "no intention", "no desire",
)  # fmt: skip


def retold(c: Candidate, reading: Reading) -> Reading:
    """How a variant is told: a refusal is made though what is refused is not; so is a call."""
    if c.variant == _FIRM:
        return Reading("asserted", reading.cue)
    if c.variant in {"called for", "cancelled", "ended"}:
        return read_modality(c.parts[0], c.parts[0])
    return reading


def variants(
    c: Candidate, reading: Reading, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> Iterator[Candidate]:
    """Further readings to be weighed against the candidate itself."""
    undone = c.light in {"cancels", "ends"}  # told by the verb itself, see _by_frame_verb
    yet = (reading.cue or "").lower() == "yet"  # 'has yet to free them' refuses nothing
    if reading.modality == "negated" and c.type in _REFUSED_MODE and not undone and not yet:
        mode = (_REFUSED_MODE[c.type],)
        firm = (reading.cue or "").lower().startswith(_REFUSING)
        variant = _FIRM if firm else f"refused:{reading.cue}"
        yield replace(c, type="REJECT", modes=mode, variant=variant)
    calm = c.light == "ends" or (reading.cue or "").lower() in _AGREED
    open_ = reading.modality in {"future", "hypothetical"} and c.type in _THREAT_MODE and not calm
    if open_ and (c.type != "MOBILIZE" or _is_conditional(c)):  # troops to come threaten no more
        modes = [m for x in c.modes if (m := _THREAT_MODES.get(x))]
        mode = (modes[0] if modes else _THREAT_MODE[c.type],)
        kind = "if" if _is_conditional(c) else reading.cue
        yield replace(c, type="THREATEN", modes=mode, variant=f"threat:{kind}")
    yield from _by_frame_verb(c)
    yield from _by_parties(c, actors, recipients)


def _is_conditional(c: Candidate) -> bool:
    """'Would be seized if', 'will shoot unless': harm that hangs on what the other side does."""
    return any(
        m.lower_ in _TERMS
        for clause in c.anchor.children
        if clause.dep_ == "advcl"
        for m in clause.children
        if m.dep_ in {"mark", "advmod"}
    )


_TERMS: Final = frozenset({"if", "should", "unless", "until"})


def _by_frame_verb(c: Candidate) -> Iterator[Candidate]:
    """What the verb around an event noun makes of it: 'called off the talks', 'ended the truce'."""
    role = None if _runs_out(c) else c.light or ("ends" if _is_over(c) else None)
    if c.type == "RETREAT" and lemma(c.anchor) in _ANNOUNCING:
        yield replace(c, type="CONCEDE", modes=(), variant="announced")
    if role == "ends" and c.type == "CONCEDE":
        yield replace(c, type="REJECT", modes=("yield",), variant="ended")
    if role in {"ends", "cancels"} and c.type in {"CONSULT", "AGREE", "COOPERATE", "AID"}:
        yield replace(c, type="SANCTION", modes=("discontinue",), variant="ended")
        yield replace(c, type="REJECT", modes=("meet",), variant="cancelled")
    if role in {"ends", "cancels"} and c.type in {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"}:
        yield replace(c, type="CONCEDE", modes=(), variant="ended")
    if role == "calls_for" and c.type in _REFUSED_MODE:
        yield replace(c, type="REQUEST", modes=(_REFUSED_MODE[c.type],), variant="called for")


def _runs_out(c: Candidate) -> bool:
    """'Ended his visit', 'the summit ended': over in its time, nobody broke it off."""
    return lemma(c.anchor) in {"conclude", "end", "finish"} and lemma(c.trigger) in _TIMED


def _is_over(c: Candidate) -> bool:
    """'The ceasefire collapsed', 'talks broke down': the noun is the subject of an ending."""
    if c.anchor.i == c.trigger.i or lemma(c.anchor) not in _ENDINGS:
        return False
    return all(x.lower_ != "out" for x in c.anchor.children if x.dep_ == "prt")  # 'war broke out'


_TIMED: Final = frozenset({"conference", "meeting", "session", "summit", "tour", "trip", "visit"})
#: told of before it is done (ontology: an announced withdrawal is a concession)
_ANNOUNCING: Final = frozenset({"announce", "declare", "unveil"})
_ENDINGS: Final = frozenset(
    {"end", "collapse", "break", "fall", "fail", "expire", "crumble", "unravel", "stall", "lapse"}
)


def _by_parties(
    c: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> Iterator[Candidate]:
    states = _are_states(actors)
    if c.type == "PROTEST" and states:
        yield replace(c, type="ACCUSE", modes=("disapprove",), variant="words")
    if c.type == "ASSAULT" and states and lemma(c.trigger) in _WORDY and not c.modes:
        yield replace(c, type="ACCUSE", modes=("disapprove",), variant="words")
    if _is_joint(c, actors):
        yield replace(c, type="COOPERATE", modes=(), symmetric=True, variant="together")
    if _is_roadblock(c, actors):
        yield replace(c, type="COERCE", modes=("restrict",), variant="by force")
    if c.type == "COERCE" and lemma(c.trigger) in _ABROAD and is_foreign(actors, recipients):
        yield replace(c, type="SANCTION", modes=("discontinue",), variant="abroad")
    if c.type == "SANCTION" and lemma(c.trigger) in _ABROAD and not is_foreign(actors, recipients):
        yield replace(c, type="COERCE", modes=("restrict",), variant="home")


def _is_joint(c: Candidate, actors: Sequence[Actor], _: Sequence[Actor] = ()) -> bool:
    """'The United States and Niger held joint drills': what several exercise, they do together."""
    if c.type != "MOBILIZE":
        return False
    nouns = [t for t in (c.trigger, *c.trigger.children) if lemma(t) in _EXERCISES]
    joint = any(lemma(w) in _JOINT for t in nouns for w in t.children)
    return bool(nouns) and (joint or len({a.country for a in actors if a.country}) > 1)


_EXERCISES: Final = frozenset(
    {"drill", "exercise", "game", "maneuver", "manoeuvre", "patrol", "training", "wargame"}
)
_JOINT: Final = frozenset({"bilateral", "combined", "joint", "multinational", "trilateral"})


def _is_roadblock(c: Candidate, actors: Sequence[Actor], _: Sequence[Actor] = ()) -> bool:
    """'Soldiers set up roadblocks': no protest of theirs."""
    forces = bool(actors) and all(a.sector in _FIGHTERS | {"COP"} for a in actors)
    return c.type == "PROTEST" and "obstruct" in c.modes and forces


def _are_states(actors: Sequence[Actor]) -> bool:
    return bool(actors) and all(a.sector in _STATE for a in actors)


def replaced(c: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether the parties leave only the other reading: a state that protests accuses."""
    return any(leave(c, actors, recipients) for leave in _ONLY_OTHER.get(c.type, ()))


def _is_interview(c: Candidate, *sides: Sequence[Actor]) -> bool:
    """Who speaks to a newspaper meets nobody."""
    return lemma(c.trigger) in _INTERVIEWED and any(a.sector == "JRN" for s in sides for a in s)


def _is_clash(c: Candidate, *sides: Sequence[Actor]) -> bool:
    """Where only armed men clash nobody riots."""
    sectors = {a.sector for s in sides for a in s}
    return "riot" in c.modes and bool(sectors) and sectors <= _FIGHTERS


def _is_note(c: Candidate, actors: Sequence[Actor], _: Sequence[Actor]) -> bool:
    """'The ministry protested': a state does so in words."""
    states = _are_states(actors) and all(a.sector in {"GOV", "IGO"} for a in actors)
    return lemma(c.trigger) == "protest" and states


def _is_cut_off(c: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """What a state bans of another state's is a sanction; persons that it keeps out are not."""
    goods = bool(recipients) and all(r.sector in _CUT_OFF for r in recipients)
    cut = lemma(c.trigger) in _CUTTING and goods
    return cut and _are_states(actors) and is_foreign(actors, recipients)


def _is_by_arms(c: Candidate, actors: Sequence[Actor], _: Sequence[Actor]) -> bool:
    """'Began air strikes', 'Russia's strikes': not those of workers."""
    strikes = [t for t in (c.trigger, *c.trigger.children) if lemma(t) in {"strike", "airstrike"}]
    told = {w.lower_ for t in strikes for w in t.lefts}
    named = c.frame.amod or c.frame.compound or c.frame.pobj
    fighters = bool(actors) and all(a.sector in _FIGHTERS | {"GOV"} for a in actors)
    return "strike" in c.modes and (bool(told & _ARMS) or (fighters and not named))


_ARMS: Final = frozenset(
    {"aerial", "air", "artillery", "bombing", "drone", "military", "missile", "nuclear",
     "preemptive", "pre-emptive", "retaliatory", "rocket", "surgical"}
)  # fmt: skip
_INTERVIEWED: Final = frozenset({"interview", "speak", "talk", "tell"})
_FIGHTERS: Final = frozenset({"IMG", "MIL", "PRM", "REB", "UAF"})
_CUT_OFF: Final = frozenset({"GOV", "BUS", "MNC", "MIL", "MED", "IGO"})
_CUTTING: Final = frozenset({"ban", "bar", "embargo", "freeze", "prohibit", "revoke", "suspend"})
#: by type: whether nothing is left but another reading
_ONLY_OTHER: Final[Mapping[str, tuple[Callable[..., bool], ...]]] = {
    "COERCE": (_is_cut_off,),
    "CONSULT": (_is_interview,),
    "MOBILIZE": (_is_joint,),
    "PROTEST": (_is_clash, _is_roadblock, _is_by_arms, _is_note),
}


def is_foreign(actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """True when both sides have countries and share none, or an international body acts."""
    ours = {a.country for a in actors if a.country}
    theirs = {r.country for r in recipients if r.country}
    international = any(a.sector == "IGO" for a in actors)
    return bool(theirs) and (international or bool(ours)) and not ours & theirs
