"""Which clauses share a moment: the way from a word up through its sentence, with its cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from service.stages.extract.times_lexicon import clause_words

Token = Any

#: the cost of a step that leaves the moment
NEVER: Final = 99
_DURING: Final = frozenset({"by", "during", "in"})


def shared_moment(trigger: Token, place: Token, speech: Sequence[Token]) -> int:
    """How far the trigger is from the word of a date inside one moment; 99 outside of it."""
    up_trigger = _climb(trigger, speech, _trigger_step)
    up_place = _climb(place, speech, _place_step)
    common = next((i for i in up_trigger if i in up_place), None)
    return NEVER if common is None else 2 + up_trigger[common] + up_place[common]


def _climb(token: Token, speech: Sequence[Token], step: Callable[[Token], int]) -> dict[int, int]:
    """The tokens above that share the moment of this token, with their cost."""
    spoken = {verb.i for verb in speech}
    costs, cost = {token.i: 0}, 0
    for _ in range(12):
        price = step(token)
        if price >= NEVER or token.head.i in spoken or token.head.i == token.i:
            break
        token, cost = token.head, cost + price
        costs[token.i] = cost
    return costs


def _trigger_step(token: Token) -> int:
    """The cost of going from a trigger to its head without leaving its moment."""
    dep, head = token.dep_, token.head
    if dep == "prep":
        return 1 if token.lower_ in clause_words().means or _is_scene(token) else NEVER
    if dep == "conj" and _has_subject(token):
        return 5 if _opens(head) else NEVER
    if dep == "ccomp":
        return 9
    if dep == "relcl":
        within = _is_within(token) and not _is_now(token)
        return 4 if within or _is_of_doer(token) else NEVER
    if (
        dep in ("dobj", "pobj", "nsubj", "nsubjpass")
        and head.lemma_.lower() in clause_words().talked_about
    ):
        return NEVER
    if dep == "acl" and token.tag_ == "VBN":
        return 2 if is_weapon(head) and _is_means(head) else NEVER
    return _shared_step(token)


def is_weapon(noun: Token) -> bool:
    """Whether a noun names what an act of violence is done with: 'bullets', 'a blast'."""
    return noun.lemma_.lower() in clause_words().weapons


def _is_means(noun: Token) -> bool:
    """ "destroyed by blasts set off by rebels", "hit by a shell fired from the hills"."""
    return bool(noun.dep_ == "pobj" and noun.head.dep_ == "agent")


def _is_scene(prep: Token) -> bool:
    """ "occurred on a road where a judge was shot", "hurt in a raid in which two died"."""
    nouns = (n for n in prep.children if n.dep_ == "pobj")
    clauses = [c for n in nouns for c in n.children if c.dep_ == "relcl"]
    if any(c.lower_ == "where" for clause in clauses for c in clause.lefts):
        return True
    return prep.lower_ in _DURING and any(map(_is_within, clauses))


def _is_within(clause: Token) -> bool:
    """Whether a relative clause tells what happened there or then: 'where', 'in which'."""
    return any(
        c.lower_ == "where"
        or (c.lower_ in _DURING and any(w.lower_ == "which" for w in c.children))
        for c in clause.children
    )


def _is_now(verb: Token) -> bool:
    """'The town, where 900 are besieged, was shelled on Sunday': what lasts is of no day."""
    return verb.tag_ in ("VBP", "VBZ") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("are", "is", "'re", "'s")
        for c in verb.children
    )


def _place_step(token: Token) -> int:
    """The cost of going from the word of a date to its head."""
    dep = token.dep_
    if dep == "prep":
        return 1 if token.lower_ in clause_words().inside else NEVER
    if dep in ("relcl", "ccomp", "acl"):
        return NEVER
    if dep == "conj" and _has_subject(token):
        if token.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in token.children):
            return 3  # 'two were shot and their car burned on Sunday'
        return (
            4
            if any(c.dep_ in ("nsubj", "nsubjpass") and _is_count(c) for c in token.children)
            else NEVER
        )
    return _shared_step(token)


def _shared_step(token: Token) -> int:
    dep = token.dep_
    if dep in clause_words().parts:
        return 1
    if dep in ("advcl", "xcomp", "acl", "pcomp"):
        return 2 if mark(token) in clause_words().same_moment or _is_soon(token) else NEVER
    return 4 if dep in clause_words().loose else NEVER


def mark(verb: Token) -> str:
    """The subordinator of a clause, empty without one."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i and child.tag_ in ("IN", "WRB"):
            return str(child.lower_)
    return str(verb.head.lower_) if verb.dep_ == "pcomp" else ""


def _is_of_doer(verb: Token) -> bool:
    """ "was stopped by a boat which opened fire": both are one moment."""
    return bool(verb.tag_ == "VBD" and verb.head.dep_ == "pobj" and verb.head.head.dep_ == "agent")


def _is_soon(verb: Token) -> bool:
    """ "shortly after the truce ended", "minutes before police came": the day is the same."""
    if mark(verb) not in ("after", "before"):
        return False
    return any(c.lower_ in clause_words().soon for c in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_count(noun: Token) -> bool:
    return bool(noun.tag_ == "CD" or any(c.tag_ == "CD" for c in noun.children))


def _opens(verb: Token) -> bool:
    """True where a sentence opens with its date, so that all its clauses share it."""
    start = verb.sent[0]
    return start.lower_ in ("on", "in", "over", "during") or start.ent_type_ == "DATE"
