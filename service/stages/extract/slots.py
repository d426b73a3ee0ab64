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
    if any(coded(t) for t in c.recipients) or c.symmetric:
        return
    ours = {t.i for t in c.actors}
    inner = [t for t in _inside(c.recipients) if t.i not in ours and coded(t)]
    if not inner and c.type in _ASKS:
        inner = [t for t in _asked(c.trigger) if t.i not in ours and coded(t)]
    if not inner:
        inner = [t for t in _behind(c) if t.i not in ours and coded(t)]
    if inner:
        c.recipients = inner


_ASKS: Final = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})


def _asked(verb: Token) -> Iterator[Token]:
    """Who is to act, or acted, in what is asked or blamed: 'recommended that the troops leave'."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp", "advcl"} and is_verb(child):
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
    if c.type in _FORCES_ACT and any(coded(t) for t in c.recipients):
        c.actors, c.recipients = c.recipients, []
        return
    found = [t for t in _understood(c) if coded(t)]
    taken = {t.i for t in c.recipients}
    found = [t for t in found if t.i not in taken]
    if found:
        c.actors = found


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
