"""Clauses in the present tense that tell of no act: plans, scenarios, what is yet to be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from service.stages.extract.modality_clause import WORDS
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.modality_operator import operator_reading
from service.stages.extract.syntax_words import PASSIVE_SUBJECTS, SUBJECTS, has_to, is_verb, lemma

Token = Any
_PRESENT: Final = frozenset({"VBP", "VBZ"})
_SUBJECTS: Final = SUBJECTS | PASSIVE_SUBJECTS
_SECURING: Final = frozenset({"assure", "certify", "ensure", "guarantee", "see"})
_STOPS: Final = frozenset({".", "!", '"', "”", ")"})


def scenario(verb: Token, over: Callable[[Token], Reading]) -> Reading | None:
    """'Under the plan he resigns', 'will announce that he resigns'.

    `over` reads a whole verb.
    """
    if not is_verb(verb):
        return None
    if has_to(verb):
        return _evaluated(verb)
    if not _is_present(verb):
        return _not_yet(verb, present=False)
    return _planned(verb) or _not_yet(verb, present=True) or _to_be_told(verb, over)


def _is_present(verb: Token) -> bool:
    """'Resigns', 'is resigning', 'has resigned'; the first word carries the tense."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    first = min(helpers, key=lambda c: c.i) if helpers else verb
    return first.tag_ in _PRESENT


def _evaluated(verb: Token) -> Reading | None:
    """'It is unwise to arrest them', 'it was difficult to free them', 'made it harder to leave'."""
    head = verb.head
    if head.tag_[:2] == "JJ" and verb.dep_ == "advcl":
        return Reading("hypothetical", head.text) if _is_open(head) else None
    judged = next((c for c in head.children if c.dep_ == "acomp" and c.i < verb.i), None)
    it = any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in head.children)
    if judged is None or not it or lemma(head) != "be" or verb.dep_ != "xcomp":
        return None
    if made := WORDS.complements.get(lemma(judged)):
        return operator_reading(judged, made)
    open_ = head.tag_ in _PRESENT | {"VB"} or _is_open(judged)
    return Reading("hypothetical", judged.text) if open_ else None


def _is_open(adjective: Token) -> bool:
    return not {adjective.lower_, lemma(adjective)}.isdisjoint(WORDS.evaluations)


def _planned(verb: Token) -> Reading | None:
    """'Under the plan, the king resigns', but 'has resigned', 'is resigning', 'resigns today'."""
    under_way = any(c.dep_ == "aux" and c.lemma_ in {"be", "have"} for c in verb.children)
    if under_way or _is_dated(verb):
        return None
    for prep in (c for c in verb.lefts if c.dep_ == "prep" and c.lower_ == "under"):
        for noun in prep.children:
            if lemma(noun) in WORDS.schemes:
                return Reading("hypothetical", noun.text)
    return None


def _is_dated(verb: Token) -> bool:
    return any(t.ent_type_ == "DATE" for t in verb.subtree)


def _not_yet(verb: Token, *, present: bool) -> Reading | None:
    """'There are hurdles before she steps down', 'was a matter of time before they attacked'.

    The governing clause is no headline.
    """
    head = verb.head
    marks = {c.lower_ for c in verb.lefts if c.dep_ == "mark"}
    if verb.dep_ != "advcl" or "before" not in marks or not is_verb(head):
        return None
    awaited = any(c.dep_ == "attr" and lemma(c) in {"matter", "question"} for c in head.children)
    told = not present or verb.sent[-1].text not in _STOPS
    if told and not awaited:
        return None
    dated = _is_dated(verb)  # 'before they meet next week'
    return Reading("future" if dated and not awaited else "hypothetical", "before")


def _to_be_told(verb: Token, over: Callable[[Token], Reading]) -> Reading | None:
    """'Is expected to announce that he is resigning', 'we should see that he resigns'."""
    teller = verb.head
    if verb.dep_ != "ccomp" or not is_verb(teller) or lemma(teller) not in WORDS.tellers:
        return None
    subjects = any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children)
    if not subjects or teller.i > verb.i:
        return None
    found = over(teller)
    on_purpose = teller.dep_ == "advcl" or lemma(teller.head) == "call"
    if on_purpose and lemma(teller) not in _SECURING:  # 'called to say that they agree'
        return None
    return found if found.modality in {"future", "hypothetical"} else None
