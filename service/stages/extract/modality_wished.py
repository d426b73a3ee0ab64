"""Clauses that wish for an act or stop short of telling it: 'adamant that she resign'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.modality_operator import is_negating

Token = Any
_ONE: Final = frozenset({"he", "it", "she"})


def untold(verb: Token) -> Reading | None:
    """'Adamant that she resign', 'stopped short of saying that she had': not told as done."""
    if verb.dep_ != "ccomp":
        return None
    prep = verb.head.head
    if verb.head.dep_ == "pcomp" and (is_negating(prep) or _is_short_of(prep)):
        return Reading("hypothetical", prep.text)
    return Reading("hypothetical", "that") if _is_wished(verb) else None


def _is_short_of(prep: Token) -> bool:
    """'Stopped short of saying': both words hang on the verb."""
    return bool(prep.lower_ == "of" and prep.i and prep.doc[prep.i - 1].lower_ == "short")


def _is_wished(verb: Token) -> bool:
    """'That she resign', 'that he be freed': the subjunctive."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    first = helpers[0] if helpers else verb
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    if not that or subject is None or first.tag_ != "VB":
        return False
    return first.lower_ == "be" or subject.tag_ in {"NN", "NNP"} or subject.lower_ in _ONE
