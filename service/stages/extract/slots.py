"""Fillers of a frame's slots beyond the obvious: what stands inside an uncoded object, who is
understood as the subject, between whom a talk is held.

Everything here only looks at words of the sentence; whoever is not there stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from service.stages.extract.candidates import Candidate
from service.stages.extract.syntax import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    is_verb,
    lemma,
    noun_preps,
)

Token = Any
Coded = Callable[[Token], bool]

#: where the recipient stands when the frame's own slots are empty, by type
_FALLBACK: Final[dict[str, tuple[str, ...]]] = {
    "ASSAULT": ("against", "on", "at", "toward", "towards", "upon", "into"),
    "ACCUSE": ("against", "at", "of", "with", "over", "about"),
    "AGREE": ("with", "to", "for"),
    "SUPPORT": ("with", "for", "to", "of"),
    "CONCEDE": ("to", "for", "with"),
    "COOPERATE": ("with",),
    "AID": ("to", "for"),
    "RETREAT": ("from", "to"),
    "REQUEST": ("to", "from", "on", "of", "with"),
    "REJECT": ("of", "from", "by", "with", "to"),
    "THREATEN": ("against", "to", "with", "at"),
    "PROTEST": ("against", "at"),
    "SANCTION": ("against", "on", "from", "with", "of"),
    "COERCE": ("against", "of", "from", "on"),
    "CONSULT": ("with", "to"),
}
#: prepositions that lead from an uncoded object to somebody ('a plan by the AU')
_INSIDE: Final = ("by", "with", "against", "of", "on", "from", "to", "for")
#: of these the forces named as object are the ones who act
_FORCES_ACT: Final = frozenset({"MOBILIZE"})
_VISITS: Final = frozenset({"CONSULT", "AGREE"})
_JOINERS: Final = frozenset({"between", "with", "among"})


def fill_recipients(c: Candidate, coded: Coded) -> None:
    """Recipients of a candidate, looked for inside uncoded objects, then behind prepositions."""
    if c.symmetric or any(coded(t) for t in c.recipients) or c.type in _FORCES_ACT:
        return
    ours = {t.i for t in c.actors}
    for look in (_inside_fillers, _whose, _asked, _shared, _behind, _inside_objects, _deep):
        found = [t for t in look(c) if t.i not in ours and coded(t)]
        if found:
            c.recipients = found
            return


def _inside_fillers(c: Candidate) -> Iterator[Token]:
    return _inside(c.recipients)


def _shared(c: Candidate) -> Iterator[Token]:
    """'ambushed and killed the men', 'fired gas to disperse crowds': the next verb's object."""
    verb = c.trigger
    if c.type not in _PHYSICAL or not is_verb(verb) or c.passive:
        return
    bare = not any(o.dep_ in OBJECTS for o in verb.children)
    for child in verb.children:
        if not is_verb(child) or child.i < verb.i:
            continue
        if (child.dep_ == "conj" and bare and not _own(child)) or child.tag_ == "VB":
            yield from (x for o in child.children if o.dep_ in OBJECTS for x in conjuncts(o))


def _whose(c: Candidate) -> Iterator[Token]:
    """'Russian involvement', 'French bonds': whose the uncoded objects are."""
    for token in c.recipients[:3]:
        yield from _modifiers(token)


def _modifiers(token: Token) -> Iterator[Token]:
    """Names and nationalities in front of a noun."""
    for child in token.children:
        if child.i < token.i and child.dep_ in _NAMING and child.text[:1].isupper():
            yield child


def _inside_objects(c: Candidate) -> Iterator[Token]:
    """Whose the objects are when the frame has no slot for them: 'suspended Mali's membership'."""
    tops = [o for o in c.trigger.children if o.dep_ in OBJECTS | PASSIVE_SUBJECTS]
    preps = noun_preps(c.trigger) if c.type in _ASKS else {}
    tops += [t for name in ("for", "over", "about") for t in preps.get(name, ())]
    yield from _inside(tops)
    for token in tops[:3]:
        yield from _modifiers(token)


def _deep(c: Candidate) -> Iterator[Token]:
    """Of talk: the party behind 'with', 'against', 'to' anywhere in what it is about."""
    if c.type not in _TALK:
        return
    tops = [o for o in c.trigger.children if o.dep_ in _COMPLEMENTS and o.i > c.trigger.i]
    if not is_verb(c.trigger):
        tops = [c.trigger]
    for top in tops[:2]:
        for token in top.subtree:
            if token.dep_ == "pobj" and token.head.lower_ in _TOWARDS:
                yield token
                return


_DEMANDS: Final = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_ASKS: Final = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})


_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE"})
_TALK: Final = frozenset({"REQUEST", "REJECT", "AGREE", "SUPPORT", "CONCEDE", "ACCUSE", "THREATEN"})
_COMPLEMENTS: Final = frozenset({"dobj", "xcomp", "ccomp"})
_TOWARDS: Final = frozenset({"with", "against", "to", "by"})
_NAMING: Final = frozenset({"amod", "compound", "nmod"})


def _asked(c: Candidate) -> Iterator[Token]:
    """Who is to act, or acted, in what is asked or blamed: 'recommended that the troops leave'."""
    for child in c.trigger.children if c.type in _DEMANDS else ():
        if child.dep_ == "ccomp" or (child.dep_ in {"xcomp", "advcl"} and is_verb(child)):
            yield from _own(child)
            yield from (p for c in child.children if c.dep_ == "agent" for p in c.children)


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens[:3]:
        yield from (x for p in token.children if p.dep_ == "poss" for x in conjuncts(p))
        for child in token.children:
            if child.dep_ == "acl" and lemma(child) == "belong":
                yield from noun_preps(child).get("to", ())
        preps = noun_preps(token)
        for name in _INSIDE:
            for found in preps.get(name, ()):
                yield found
                yield from (x for p in found.children if p.dep_ == "poss" for x in conjuncts(p))


def _behind(c: Candidate) -> Iterator[Token]:
    holders = {t.i: t for t in (c.trigger, c.anchor)}
    for verb in _content(c):
        holders[verb.i] = verb
        yield from (x for o in verb.children if o.dep_ in OBJECTS for x in conjuncts(o))
    groups = [noun_preps(t) for t in holders.values()]
    for name in _FALLBACK.get(c.type, ()):
        for preps in groups:
            yield from (t for t in preps.get(name, ()) if lemma(t) != "fire")
    for verb in _content(c):
        yield from _inside([o for o in verb.children if o.dep_ in OBJECTS])


def _content(c: Candidate) -> list[Token]:
    """The verbs of what is promised, refused or asked: 'agreed to provide Nepal with fuel'."""
    if not c.frame.content:
        return []
    found = [v for v in c.trigger.children if v.dep_ == "xcomp" and is_verb(v)]
    if c.embedded is not None and is_verb(c.embedded.trigger):
        found.append(c.embedded.trigger)
    return found[:2]


def fill_actors(c: Candidate, coded: Coded) -> None:
    """Actors of a candidate: the understood subject of a verb, the parties of a talk."""
    if any(coded(t) for t in c.actors):
        return
    if c.type in _FORCES_ACT:
        sent = [t for t in (*c.recipients, *_undergo(c)) if coded(t)]
        if sent:
            c.actors, c.recipients = sent, []
            return
    found = [t for t in _understood(c) if coded(t)]
    taken = {t.i for t in c.recipients}
    found = [t for t in found if t.i not in taken]
    if found:
        c.actors = found


def _undergo(c: Candidate) -> list[Token]:
    """'Soldiers will be deployed': the forces are the subject of the passive, or the object."""
    wanted = PASSIVE_SUBJECTS if c.passive else OBJECTS
    return [x for s in c.trigger.children if s.dep_ in wanted for x in conjuncts(s)]


def _understood(c: Candidate) -> list[Token]:
    if c.symmetric:
        parties = list(_joined(c.trigger))
        if parties:
            return parties
    if is_verb(c.trigger):
        return [] if c.passive else _subject_above(c.trigger)
    if c.actors:  # an uncoded filler: whoever stands inside it
        return list(_inside(c.actors))
    if c.type in _VISITS or c.light == "does":
        return _subject_above(c.trigger)
    return []


def _joined(noun: Token) -> Iterator[Token]:
    """The parties behind the nearest 'between' or 'with' to the right of a noun."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + 9, noun.sent.end)):
        token = doc[i]
        if token.lower_ in _JOINERS:
            for child in token.children:
                if child.dep_ == "pobj":
                    yield from conjuncts(child)
            return


def _subject_above(token: Token) -> list[Token]:
    """Subjects of the verbs above a word, nearest first; speech complements are not crossed."""
    node = token
    for _ in range(5):
        if node.head.i == node.i or node.dep_ in {"relcl", "appos"}:
            return []
        if node.dep_ == "ccomp" and node.tag_ not in {"VB", "VBG"} and _own(node):
            return []
        node = node.head
        if is_verb(node):
            found = _own(node)
            if found:
                return found
    return []


def _own(verb: Token) -> list[Token]:
    wanted = SUBJECTS | PASSIVE_SUBJECTS
    return [x for s in verb.children if s.dep_ in wanted for x in conjuncts(s)]
