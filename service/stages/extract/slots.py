"""Who acts, where a frame's own slots are empty: the understood subject, the parties of a talk.

Everything here only looks at words of the sentence; whoever is not there stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from service.stages.extract.candidates import Candidate
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_judged import is_of_others
from service.stages.extract.syntax_phrases import noun_preps, preps_of
from service.stages.extract.syntax_words import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    conjuncts,
    is_verb,
    lemma,
)

Token = Any
Coded = Callable[[Token], bool]

#: of these the forces named as object are the ones who act
FORCES_ACT: Final = frozenset({"MOBILIZE"})
#: prepositions that lead from an uncoded object to somebody ('a plan by the AU')
_INSIDE: Final = ("by", "with", "against", "of", "on", "from", "to", "for")
_VISITS: Final = frozenset({"CONSULT", "AGREE"})
_DEEDS: Final = frozenset({"ASSAULT", "COERCE"})
_BY_MEANS: Final = ("in", "by", "during", "over", "on")
#: what is done with a deed or a weapon by whoever commits it
_COMMITTING: Final = frozenset(
    {"carry", "commit", "conduct", "detonate", "drop", "execute", "explode", "fire", "hurl",
     "launch", "lay", "lead", "lob", "mount", "organise", "organize", "orchestrate", "perpetrate",
     "plant", "set", "shoot", "stage", "throw", "toss", "undertake", "wage"}
)  # fmt: skip
#: 'defections of members of his circle' are not his
_LEAVES: Final = frozenset({"disarm", "resign"})
_JOINERS: Final = frozenset({"between", "with", "among"})


def fill_actors(c: Candidate, coded: Coded) -> None:
    """Actors of a candidate: the understood subject of a verb, the parties of a talk."""
    named = [t for t in c.actors if coded(t)]
    if named:
        if c.symmetric and len(named) == 1:
            c.actors = [*c.actors, *(t for t in _partners(c) if coded(t) and t not in c.actors)]
        return
    if c.type in FORCES_ACT:
        whom = [t for t in c.recipients if t.dep_ != "pobj"]  # 'into the town' is where they go
        sent = [t for t in (*whom, *_undergo(c)) if coded(t)]
        if sent:
            c.actors, c.recipients = sent, [t for t in c.recipients if t.dep_ == "pobj"]
            return
    found = [t for t in (*_understood(c), *_doers(c)) if coded(t)]
    taken = {t.i for t in c.recipients}
    found = [t for t in found if t.i not in taken]
    if found:
        c.actors = found


def _partners(c: Candidate) -> list[Token]:
    """'Met the envoy', 'signed a deal with Peru': the other side of what takes two.

    'Clashes of gangs left dozens dead': what the noun is subject of befell them.
    """
    if not is_verb(c.anchor) or (c.trigger.dep_ == "nsubj" and c.trigger.head.i == c.anchor.i):
        return []
    around = clause(c.anchor)
    return [*around.preps.get("with", ()), *(() if around.passive else around.objects)]


def _doers(c: Candidate) -> Iterator[Token]:
    """'A raid, carried out by rebels, killed nine', 'died in an ambush laid by them': they did.

    The deed or the weapon is the trigger, its subject, its agent, or what the victims died in.
    """
    if c.type not in _DEEDS:
        return
    nouns = [c.trigger, *c.actors] if is_verb(c.trigger) else [c.trigger]
    if is_verb(c.anchor):
        when = [v for v in c.anchor.children if v.dep_ == "advcl" and v.i > c.anchor.i]
        for verb in (c.anchor, *(when if c.passive else ())):  # 'killed when it hit a mine laid by'
            nouns += [t for name in _BY_MEANS for t in preps_of(verb).get(name, ())]
        nouns += [o for verb in when for o in verb.children if o.dep_ == "dobj" and c.passive]
    nouns += [t for noun in nouns[:1] for t in preps_of(noun).get("of", ())]
    for noun in nouns:
        for child in noun.children if not is_verb(noun) else ():
            if child.dep_ in {"acl", "relcl"} and lemma(child) in _COMMITTING:
                yield from _agents(child)


def _agents(participle: Token) -> Iterator[Token]:
    for by in participle.children:
        if by.lower_ == "by":
            yield from (x for p in by.children if p.dep_ == "pobj" for x in conjuncts(p))


def _undergo(c: Candidate) -> list[Token]:
    """'Soldiers will be deployed', 'troops sent to Mali': the forces are its object."""
    if c.passive:
        return list(clause(c.trigger).objects)
    return [x for s in c.trigger.children if s.dep_ in OBJECTS for x in conjuncts(s)]


def _understood(c: Candidate) -> list[Token]:
    if c.symmetric:
        parties = list(_joined(c.trigger))
        if parties:
            return parties
    if is_verb(c.trigger):
        return _of_verb(c)
    if c.trigger.tag_.startswith("JJ"):
        return _sayer(c.trigger) if c.type == "ACCUSE" else []
    if c.actors:  # an uncoded filler: whoever stands inside it
        return [t for t in inside(c.actors) if not (_LEAVES & {*c.modes} and t.tag_ == "PRP$")]
    if c.type in _VISITS or c.light == "does":
        return _subject_above(c.trigger)
    return []


def _of_verb(c: Candidate) -> list[Token]:
    if c.passive or _is_people(c.trigger):
        return []
    if own(c.trigger):  # whoever is subject here acts, known or not: nobody of the clause above
        return list(inside(c.actors))
    return [] if is_of_others(c.trigger) else _subject_above(c.trigger)


def _is_people(participle: Token) -> bool:
    """'Put the number of injured at 14', 'the wounded': those whom an act befell, not the act."""
    return participle.tag_ in {"VBN", "VBD"} and participle.dep_ in {"pobj", "dobj", "nsubj"}


def _sayer(adjective: Token) -> list[Token]:
    """'The ministry said rebels were responsible': whoever says what somebody is."""
    said = adjective.head
    return own(said.head) if said.dep_ == "ccomp" and said.head.i != said.i else []


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
        if node.dep_ == "ccomp" and node.tag_ not in {"VB", "VBG"} and own(node):
            return []
        node = node.head
        if is_verb(node):
            found = own(node)
            if found:
                return found
    return []


def own(verb: Token) -> list[Token]:
    """The subjects that a verb has itself, with what is coordinated with them."""
    wanted = SUBJECTS | PASSIVE_SUBJECTS
    return [x for s in verb.children if s.dep_ in wanted for x in conjuncts(s)]


def inside(tokens: Sequence[Token]) -> Iterator[Token]:
    """Whoever owns a thing, or stands behind one of its prepositions, for the first three."""
    for token in tokens[:3]:  # what hangs on the verb is not inside its subject
        yield from (x for p in token.children if p.dep_ == "poss" for x in conjuncts(p))
        for child in token.children:
            if child.dep_ == "acl" and lemma(child) == "belong":
                yield from noun_preps(child).get("to", ())
        preps = preps_of(token) if token.dep_ == "nsubj" else noun_preps(token)
        for name in _INSIDE:
            for found in preps.get(name, ()):
                yield found
                yield from (x for p in found.children if p.dep_ == "poss" for x in conjuncts(p))
