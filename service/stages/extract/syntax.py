"""Who is the subject, the object, the agent of a word: the parse read the way a coder reads it.

All functions take and return spaCy tokens of one doc. Passives are normalised by the callers
through `Clause`: `subjects` act, `objects` undergo, whatever the voice.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from service.stages.extract.syntax_headline import headline_passive, wants_object
from service.stages.extract.syntax_judged import OF_OTHERS, judged
from service.stages.extract.syntax_phrases import preps_of
from service.stages.extract.syntax_words import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    flat,
    has_agent_of_object,
    has_to,
    is_noun,
    is_verb,
    lemma,
)

Token = Any

#: where a doc keeps the clauses that were asked for before
_CLAUSES: Final = "wirecoder_clauses"
#: 'order troops to leave': the object does what follows, not the subject
OBJECT_CONTROL: Final = frozenset(
    {
        "order", "urge", "ask", "tell", "force", "allow", "persuade", "press", "call", "want",
        "invite", "warn", "command", "instruct", "compel", "pressure", "push", "enable", "help",
        "encourage", "request", "beg", "implore", "prompt", "lead", "permit", "require", "expect",
        "authorise", "authorize", "direct", "convince", "cause", "send", "get", "advise", "oblige",
    }
)  # fmt: skip


class Clause(NamedTuple):
    """What stands around a verb; `passive` has been undone in subjects and objects."""

    verb: Token
    passive: bool
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    indirect: tuple[Token, ...]
    particles: frozenset[str]
    preps: dict[str, tuple[Token, ...]]
    complements: dict[str, tuple[Token, ...]]


def is_passive(verb: Token) -> bool:
    """True for passives with or without auxiliary, and for reduced relatives ('troops sent to')."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    deps = {c.dep_ for c in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass", "agent"}:
        return not has_agent_of_object(verb)
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN" and not deps & (OBJECTS | {"aux"}):
        return True  # 'two were reported killed', 'had him arrested'
    if deps & SUBJECTS and not deps & (OBJECTS | {"aux", "ccomp"}) and _is_without_be(verb):
        return True
    joined = verb.dep_ == "conj" and is_verb(verb.head)
    gapped = not deps & (OBJECTS | {"aux"})  # 'four were killed and eleven wounded'
    left_out = gapped and not deps & SUBJECTS and wants_object(verb)
    if joined and (verb.tag_ == "VBN" or left_out):
        return is_passive(verb.head) if gapped or not deps & SUBJECTS else False
    return verb.tag_ == "VBN" and verb.dep_ in {"advcl", "amod"} and not deps & OBJECTS


def _is_without_be(verb: Token) -> bool:
    """'Mayor beaten by crowd' of a headline, 'with three people killed'."""
    if headline_passive(verb):
        return True
    below = verb.dep_ == "pcomp" and verb.head.lower_ == "with"
    marked = below or any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.children)
    return marked and bool(verb.tag_ == "VBN")


def clause(verb: Token) -> Clause:
    """The clause around a verb with subjects and objects recovered across the sentence."""
    known = verb.doc.user_data.setdefault(_CLAUSES, {})
    found: Clause | None = known.get(verb.i)
    if found is None:
        found = known[verb.i] = _clause(verb)
    return found


def _clause(verb: Token) -> Clause:
    passive = is_passive(verb)
    own = list(verb.children)
    objects = [c for c in own if c.dep_ in {"dobj", "obj"}] or _wanted(verb)
    indirect = [c for c in own if c.dep_ == "dative" and c.tag_ != "IN"]
    subjects = _subjects(verb, passive)
    if passive:
        objects = subjects[1] + objects
        subjects = (_agents(verb), [])
    preps = preps_of(verb)
    for obj in objects[:2]:
        for prep, found in preps_of(obj).items():
            preps.setdefault(prep, found)
    return Clause(
        verb=verb,
        passive=passive,
        subjects=flat(subjects[0]),
        objects=flat(objects),
        indirect=flat(indirect),
        particles=frozenset(c.lower_ for c in own if c.dep_ == "prt"),
        preps=preps,
        complements=_complements(verb),
    )


def _wanted(verb: Token) -> list[Token]:
    """'The party wants the premier to go': the premier is wanted, wherever the parser puts him."""
    if lemma(verb) not in OBJECT_CONTROL:
        return []
    return [
        s
        for c in verb.children
        if c.dep_ == "ccomp" and c.i > verb.i and _complement_kind(c) == "to"
        for s in _own_subjects(c)
    ]


def _agents(verb: Token) -> list[Token]:
    agents = [a for a in verb.children if a.dep_ == "agent"] or [
        a for a in verb.children if a.lower_ == "by" and a.dep_ == "prep" and a.i > verb.i
    ]
    return [p for a in agents for p in a.children if p.dep_ == "pobj"]


def _subjects(verb: Token, passive: bool) -> tuple[list[Token], list[Token]]:
    """(subjects of an active verb, subjects of a passive verb); one of the two is empty."""
    found = _own_subjects(verb) or _borrowed_subjects(verb, depth=0)
    return ([], found) if passive else (found, [])


def _own_subjects(verb: Token) -> list[Token]:
    wanted = SUBJECTS | PASSIVE_SUBJECTS
    return [c for c in verb.children if c.dep_ in wanted and c.dep_ != "expl"]


def _borrowed_subjects(verb: Token, depth: int) -> list[Token]:
    """The understood subject: conjoined verbs, control, reduced relatives, participles."""
    if depth > 4:
        return []
    head = verb.head
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}):
        return _of_relative(verb)
    if verb.dep_ == "acl" and is_noun(head):  # 'a decision to withdraw': whoever decides
        return _noun_owner(head, depth)
    if verb.dep_ == "amod" and is_noun(head):
        return [head]
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "conj", "pcomp"}:
        return _of_governor(verb, head, depth)
    return []


def _of_relative(verb: Token) -> list[Token]:
    has_object_gap = verb.dep_ == "relcl" and any(
        c.dep_ in {"dobj", "pobj"} and c.lower_ in RELATIVES for c in verb.children
    )
    return [] if has_object_gap else [verb.head]


def _of_governor(verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep_ == "pcomp":
        head = _verb_above(head)
        if head is None:
            return []
        if doers := judged(verb.head, head):
            return doers
    if not is_verb(head):
        return _own_subjects(head) if head.tag_.startswith("JJ") else []
    if verb.dep_ == "xcomp" and lemma(head) in OBJECT_CONTROL:
        objects = [c for c in head.children if c.dep_ in {"dobj", "obj", "dative"}]
        if objects:
            return objects
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG", "VBN"}:
        return []
    return _own_subjects(head) or _borrowed_subjects(head, depth + 1)


def _noun_owner(noun: Token, depth: int) -> list[Token]:
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners
    governor = _verb_above(noun)
    if governor is None or lemma(governor) in OF_OTHERS:
        return []
    return _own_subjects(governor) or _borrowed_subjects(governor, depth + 1)


def _verb_above(token: Token) -> Token | None:
    for _ in range(4):
        if token.head.i == token.i:
            return None
        token = token.head
        if is_verb(token):
            return token
    return None


def _complements(verb: Token) -> dict[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and is_verb(child):
            kind = _complement_kind(child)
            for name in (kind, _mood(child)) if kind else ():
                if name:
                    found[name] = (*found.get(name, ()), child)
        inner = [c for c in child.children if c.dep_ == "pcomp" and child.dep_ == "prep"]
        if ing := tuple(c for c in inner if is_verb(c)):
            found["ing"] = found.get("ing", ()) + ing
    return found


def _mood(clause: Token) -> str | None:
    """'That it (should) be cut': subjunctive; 'wants it published': done; 'that it is': told."""
    helpers = [c for c in clause.children if c.dep_ in {"aux", "auxpass"} and c.lower_ != "not"]
    if clause.dep_ != "ccomp" or not _own_subjects(clause):
        return None
    if clause.tag_ == "VBN" and not helpers:
        return "done"
    first = next(iter(helpers), clause)
    if first.tag_ == "VB" or first.lower_ in _OBLIGING:
        return "subjunctive"
    return "told" if first.tag_ in {"VBD", "VBZ"} or first.lemma_ in {"be", "have"} else None


_OBLIGING: Final = frozenset({"must", "should"})


def _complement_kind(child: Token) -> str | None:
    if has_to(child):
        return "to"
    kind = "ing" if child.tag_ == "VBG" and child.dep_ == "xcomp" else "that"
    return None if child.dep_ == "advcl" else kind
