"""Whether two acts of one type in a sentence are two events (coding rule 1: one per incident)."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.act_lexicon import act_words
from service.stages.extract.event import Event
from service.stages.extract.syntax_words import PASSIVE_SUBJECTS, SUBJECTS, is_verb

Token = Any


def is_another(one: Event, other: Event) -> bool:
    """'Chad accused Mali, and Togo accused Chad': sure acts of words by speakers of their own.

    Or acts of two clauses, each with its own subject, and with another day or place; acts that
    have each a day of their own; and measures of two kinds.
    """
    acts = (one, other)
    sure = min(e.probability for e in acts) >= SURE
    if sure and (_are_apart(one, other) or _are_of_other_days(one, other) or _are_unlike(*acts)):
        return True
    vague = any(e.candidate.frame.weak or e.candidate.frame.speech for e in acts)
    if vague or one.type not in WORDS_ABOUT or not sure:
        return False
    first, second = sorted((e.candidate.trigger for e in acts), key=lambda t: t.i)
    if not (is_verb(first) and is_verb(second) and second.dep_ in {"conj", "advcl"}):
        return False
    if second.head is not first and second.head.head is not first:
        return False
    told = one.reading.modality == other.reading.modality
    codes = [{(a.country, a.sector) for a in e.actors} for e in acts]
    own = not {t.i for t in one.candidate.actors} & {t.i for t in other.candidate.actors}
    return told and own and all(codes) and not codes[0] & codes[1]


def _are_apart(one: Event, other: Event) -> bool:
    """'Gunmen attacked a bank in Cali, and a judge was killed in Leticia'."""
    first, second = sorted((e.candidate.trigger for e in (one, other)), key=lambda t: t.i)
    if not (is_verb(first) and is_verb(second) and second.head is first):
        return False
    if second.dep_ != "conj" and not _is_contrasted(second):
        return False
    if not any(c.dep_ in _SUBJECTS and c.tag_ != "PRP" for c in second.children):
        return False
    codes = [{(a.country, a.sector) for a in e.actors} for e in (one, other)]
    if second.dep_ == "advcl" and all(codes) and not codes[0] & codes[1]:
        return True
    later = set(second.subtree)
    sides = ([t for t in first.subtree if t not in later], later)
    for labels in (_DAYS, _PLACES):
        named, others = ({t.lower_ for t in side if t.ent_type_ in labels} for side in sides)
        if named and others and not named & others:
            return True
    return False


def _is_contrasted(verb: Token) -> bool:
    """'Rebels killed two men in Gao, while the army shot six rebels in Kidal'."""
    return bool(verb.dep_ == "advcl" and any(c.lower_ == "while" for c in verb.lefts))


def _are_of_other_days(one: Event, other: Event) -> bool:
    """'Sunday's raid came near the road where a judge was shot on 2 May'."""
    first, second = (_own_days(e.candidate.trigger) for e in (one, other))
    return bool(first and second) and not first & second


def _own_days(trigger: Token) -> set[str]:
    """The words of the days that hang on the word itself: 'this year' is none."""
    under = [c for c in trigger.children if c.ent_type_ in _DAYS]
    under += [
        day
        for prep in trigger.children
        if prep.dep_ == "prep"
        for day in prep.children
        if day.ent_type_ in _DAYS
    ]
    words = (w for day in under for w in day.subtree if w.ent_type_ in _DAYS)
    found = {w.lower_ for w in words if w.is_alpha or w.like_num}
    return set() if found & _WORDS.spans else found


def _are_unlike(one: Event, other: Event) -> bool:
    """'Was arrested and banned from travel'; who is detained while papers are seized is raided."""
    verbs = sorted((e.candidate.trigger for e in (one, other)), key=lambda t: t.i)
    joined = verbs[1].dep_ == "conj" and verbs[1].head is verbs[0] and all(map(is_verb, verbs))
    if one.type != "COERCE" or not joined:
        return False
    kinds = [frozenset(e.candidate.frame.modes) for e in (one, other)]
    lasting = [bool(kind & _LASTING) for kind in kinds]
    return all(kinds) and not kinds[0] & kinds[1] and lasting[0] != lasting[1]


_SUBJECTS: Final = SUBJECTS | PASSIVE_SUBJECTS
_DAYS: Final = frozenset({"DATE"})
_PLACES: Final = frozenset({"GPE", "LOC"})
_WORDS: Final = act_words()
#: measures that go on, unlike an arrest or a search
_LASTING: Final = frozenset({"curfew", "martial-law", "restrict", "withhold"})
#: from which a second act of a type in a sentence is told apart
SURE: Final = 0.55
WORDS_ABOUT: Final = frozenset(
    {"ACCUSE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
)
