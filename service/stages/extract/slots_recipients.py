"""Whom an act concerns, where a frame's own slots are empty or hold somebody's thing.

The places where they may stand are tried in the order of `_PLACES`; the first that names anybody
counts. Everything here only looks at words of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.candidates import Candidate
from service.stages.extract.parties import HOLDERS, ON_THE_GROUND, ROADS, TOWNS
from service.stages.extract.slots import FORCES_ACT, Coded, inside, own
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_phrases import noun_preps
from service.stages.extract.syntax_words import OBJECTS, PASSIVE_SUBJECTS, conjuncts, is_verb, lemma

Token = Any

#: where the recipient stands when the frame's own slots are empty, by type
_FALLBACK: Final[dict[str, tuple[str, ...]]] = {
    "ASSAULT": ("against", "on", "at", "toward", "towards", "upon", "into"),
    "ACCUSE": ("against", "at", "of", "with", "over", "about"),
    "AGREE": ("with", "to", "for"),
    "SUPPORT": ("with", "for", "to", "of"),
    "CONCEDE": ("to", "for", "with"),
    "COOPERATE": ("with",),
    "AID": ("to", "for", "in"),
    "RETREAT": ("from", "to"),
    "REQUEST": ("to", "from", "on", "of", "with"),
    "REJECT": ("of", "from", "by", "with", "to"),
    "THREATEN": ("against", "to", "with", "at"),
    "PROTEST": ("against", "at"),
    "SANCTION": ("against", "on", "from", "with", "of"),
    "COERCE": ("against", "of", "from", "on"),
    "CONSULT": ("with", "to", "between"),
}
_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE"})
_TALK: Final = frozenset({"REQUEST", "REJECT", "AGREE", "SUPPORT", "CONCEDE", "ACCUSE", "THREATEN"})
_DEMANDS: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"})
_SENDS: Final = frozenset(
    {"commit", "contribute", "deploy", "dispatch", "move", "offer", "provide", "pull", "recall",
     "return", "send", "station", "withdraw"}
)  # fmt: skip
_ANSWERS: Final = frozenset({"REJECT", "SUPPORT"})
_CLAUSES: Final = frozenset({"xcomp", "advcl", "acl"})
_PERMITS: Final = frozenset({"allow", "authorise", "authorize", "enable", "let", "permit"})
#: prepositions of what is asked or protested at; whose it is has to answer
_TOPICS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("REQUEST", "ACCUSE", "THREATEN", "REJECT"), ("for", "over", "about")),
    "PROTEST": ("over", "about"),
}
#: acts that do something to somebody: their object is whom they concern
_DONE_TO: Final = frozenset({"ACCUSE", "COERCE", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
_HOSTILE: Final = frozenset({"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "SANCTION", "THREATEN"})
_NEAR: Final = 12
_GIVES: Final = frozenset({"AGREE", "AID", "SUPPORT"})
_CONDITIONAL: Final = frozenset({"REJECT", "THREATEN"})
_CONDITIONS: Final = frozenset({"unless", "until", "till", "if"})
_COMPLEMENTS: Final = frozenset({"dobj", "xcomp", "ccomp"})
#: prepositions that lead to the party anywhere in what is said, promised, refused or given
_LEADS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys({*_TALK, "SANCTION"}, frozenset({"with", "against", "to", "by", "on"})),
    "REJECT": frozenset({"with", "against", "to", "by", "on", "from"}),
    "AGREE": frozenset({"with", "against", "to", "by", "on", "for"}),
    "AID": frozenset({"to", "for", "in", "with"}),
}
_NAMING: Final = frozenset({"amod", "compound", "nmod"})


def fill_recipients(c: Candidate, coded: Coded) -> None:
    """Recipients of a candidate that has none: whoever the first fitting place names."""
    if _denies_an_act(c):
        c.recipients = []
    elif c.symmetric or any(coded(t) for t in c.recipients) or c.type in FORCES_ACT:
        return
    else:
        _look(c, coded)


def _denies_an_act(c: Candidate) -> bool:
    """'Denied sending arms to rebels': nobody in the denied act is denied anything."""
    later = (d.dep_ for d in c.trigger.children if is_verb(d) and d.i > c.trigger.i)
    return lemma(c.trigger) == "deny" and any(d in {"ccomp", "xcomp", "pcomp"} for d in later)


def _look(c: Candidate, coded: Coded) -> None:
    tools = noun_preps(c.trigger).get("with", ()) if c.type in _PHYSICAL else ()
    ours = {t.i for t in (*c.actors, *tools)}  # 'pounded a town with artillery'
    for look in _PLACES:
        found = [t for t in look(c) if t.i not in ours and coded(t)]
        if found:
            one = look in _NEAREST
            c.recipients = [t for t in conjuncts(found[0]) if coded(t)] if one else found
            return


def _inside_fillers(c: Candidate) -> Iterator[Token]:
    return inside(c.recipients)


def _whose(c: Candidate) -> Iterator[Token]:
    """'Russian involvement', 'French bonds': whose the uncoded objects are."""
    for token in c.recipients[:3]:
        yield from _modifiers(token, c.type)


def _modifiers(token: Token, event_type: str) -> Iterator[Token]:
    """Names and nationalities in front of a noun; in a name they are part of it.

    'Stormed a Nigerian village' says where, as any town that is fought over.
    """
    if token.tag_.startswith("NNP") or lemma(token) in ROADS:
        return
    if event_type in ON_THE_GROUND and lemma(token) in TOWNS:
        return
    for child in token.children:
        theirs = event_type in ON_THE_GROUND and child.lower_ in HOLDERS
        if child.i < token.i and child.dep_ in _NAMING and (theirs or child.text[:1].isupper()):
            yield child


def _objects(c: Candidate) -> Iterator[Token]:
    """'Banned the editor from writing', 'gave Peru a deadline': whom the verb itself concerns.

    An object that the frame asks for by its word is part of the act: 'declared a state of siege'.
    """
    if c.type in _DONE_TO and is_verb(c.anchor):
        around = clause(c.anchor)
        named = c.frame.obj if isinstance(c.frame.obj, frozenset) else frozenset()
        done = [t for t in around.objects if lemma(t) not in named and t not in c.parts]
        yield from (*around.indirect, *done)


def _asked(c: Candidate) -> Iterator[Token]:
    """Who is to act, or acted, in what is asked or blamed: 'recommended that the troops leave'."""
    demands = c.type in _DEMANDS or lemma(c.trigger) in _PERMITS
    for child in c.trigger.children if demands else ():
        if c.type in _ANSWERS and child.tag_ != "VB":  # 'welcomed the news that they were freed'
            continue
        if child.dep_ == "ccomp" or (child.dep_ in _CLAUSES and is_verb(child)):
            yield from own(child)
            yield from (p for c in child.children if c.dep_ == "agent" for p in c.children)


def _shared(c: Candidate) -> Iterator[Token]:
    """'ambushed and killed the men', 'fired gas to disperse crowds': the next verb's object."""
    verb = c.trigger
    if c.type not in _PHYSICAL or not is_verb(verb) or c.passive:
        return
    bare = not any(o.dep_ in OBJECTS for o in verb.children)
    for child in verb.children:
        if not is_verb(child) or child.i < verb.i:
            continue
        if (child.dep_ == "conj" and bare and not own(child)) or child.tag_ == "VB":
            yield from (x for o in child.children if o.dep_ in OBJECTS for x in conjuncts(o))


def _undergoing(c: Candidate) -> Iterator[Token]:
    """'Threatened to expel the envoy': the object of what is promised, threatened or refused.

    Whom the actor sends, and what is his own, only undergoes it for somebody else.
    """
    for verb in _content(c):
        objects = [o for o in verb.children if o.dep_ in OBJECTS and lemma(verb) not in _SENDS]
        for thing in objects:  # 'accused Chad and threatened to expel its envoy' is Chad's
            owners = [p for p in thing.children if p.tag_ == "PRP$"]
            yield from owners or conjuncts(thing)


def _behind(c: Candidate) -> Iterator[Token]:
    holders = {t.i: t for t in (c.trigger, c.anchor, *_content(c))}
    groups = [noun_preps(t) for t in holders.values()]
    names = ("against",) if c.passive and c.type in _PHYSICAL else _FALLBACK.get(c.type, ())
    out = not {"expel", "deport"}.isdisjoint(c.modes)  # 'expelled them from the party'
    for name in (n for n in names if not (out and n == "from")):
        for preps in groups:
            yield from (t for t in preps.get(name, ()) if lemma(t) != "fire")
    for verb in _content(c):
        yield from inside([o for o in verb.children if o.dep_ in OBJECTS])


def _content(c: Candidate) -> list[Token]:
    """The verbs of what is promised, refused or asked: 'agreed to provide Nepal with fuel'."""
    if not c.frame.content and c.type not in _TALK:
        return []
    found = [v for v in c.trigger.children if v.dep_ == "xcomp" and is_verb(v)]
    if c.embedded is not None and is_verb(c.embedded.trigger):
        found.append(c.embedded.trigger)
    return found[:2]


def _inside_objects(c: Candidate) -> Iterator[Token]:
    """Whose the objects are when the frame has no slot for them: 'suspended Mali's membership'."""
    tops = [o for o in c.trigger.children if o.dep_ in OBJECTS | PASSIVE_SUBJECTS]
    preps = noun_preps(c.trigger)
    tops += [t for name in _TOPICS.get(c.type, ()) for t in preps.get(name, ())]
    given = [p for t in tops if _is_given(t, c) for p in t.children if p.dep_ == "poss"]
    yield from (t for t in inside(tops) if t not in given)
    for token in tops[:3]:
        yield from _modifiers(token, c.type)


def _is_given(token: Token, c: Candidate) -> bool:
    """'Voiced Egypt's solidarity': what is given is the giver's own."""
    return c.type in _GIVES and isinstance(c.frame.obj, frozenset) and lemma(token) in c.frame.obj


def _deep(c: Candidate) -> Iterator[Token]:
    """Of talk and help: the party behind a preposition anywhere in what it is about."""
    leads = _LEADS.get(c.type, frozenset())
    tops = [o for o in c.trigger.children if o.dep_ in _COMPLEMENTS and o.i > c.trigger.i]
    if not is_verb(c.trigger):
        tops = [c.trigger]
    for top in tops[:2] if leads else ():
        for token in top.subtree:
            if token.dep_ == "pobj" and token.head.lower_ in leads:
                yield token


def _against(c: Candidate) -> Iterator[Token]:
    """'A complaint was filed by a colonel against the premier': wherever the parser hangs it."""
    doc, at = c.trigger.doc, c.trigger.i
    for token in doc[at + 1 : min(at + _NEAR, c.trigger.sent.end)] if c.type in _HOSTILE else ():
        if token.lower_ == "against" and token.head.head.lower_ not in _BACKGROUND:
            yield from (x for p in token.children if p.dep_ == "pobj" for x in conjuncts(p))
            return


def _condition(c: Candidate) -> Iterator[Token]:
    """'Will not lift the ban until Peru acts', 'unless Peru pays': who has to fulfil it."""
    if c.type not in _CONDITIONAL:
        return
    verbs = [c.anchor, *(v for v in c.anchor.children if v.dep_ in {"xcomp", "ccomp"})]
    for verb in verbs[:4]:
        for child in verb.children:
            if child.dep_ == "advcl" and any(m.lower_ in _CONDITIONS for m in child.children):
                yield from own(child)


#: 'the worst violence since the uprising against the king' is not against the king
_BACKGROUND: Final = frozenset(
    {"after", "amid", "before", "despite", "during", "following", "since"}
)
_NEAREST: Final = frozenset({_deep})
_PLACES: Final = (
    _inside_fillers, _whose, _objects, _asked, _shared, _undergoing, _behind, _inside_objects,
    _deep, _against, _condition,
)  # fmt: skip
