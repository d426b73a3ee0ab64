"""Clauses that wish for an act or stop short of telling it: 'adamant that she resign'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.modality_operator import is_negating
from service.stages.extract.syntax_words import lemma

Token = Any
_ONE: Final = frozenset({"he", "it", "she"})
_DEMANDS: Final = frozenset({"call", "demand", "insistence", "suggestion"})
_LEAVING: Final = frozenset({"go", "leave", "quit", "resign", "stand", "step", "withdraw"})


def untold(verb: Token) -> Reading | None:
    """'Adamant that she resign', 'stopped short of saying that she had': not told as done."""
    if verb.dep_ in {"acl", "relcl"}:
        return _is_demanded(verb)
    if verb.dep_ != "ccomp":
        return None
    if lemma(verb.head) == "let" and verb.head.tag_ == "VB" and not _subjects(verb.head):
        return Reading("hypothetical", verb.head.text)  # 'let them step down'
    prep = verb.head.head
    if verb.head.dep_ == "pcomp" and (is_negating(prep) or _is_short_of(prep)):
        return Reading("hypothetical", prep.text)
    return Reading("hypothetical", "that") if _is_wished(verb) else None


def _is_demanded(verb: Token) -> Reading | None:
    """'Demands he quit': 'that' is left out, and nothing of the demands stands in the clause."""
    noun, subject = verb.head, next(iter(_subjects(verb)), None)
    if subject is None or subject.lower_ not in {*_ONE, "they"} or subject.i != noun.i + 1:
        return None
    left = lemma(noun) in _DEMANDS and lemma(verb) in _LEAVING
    return Reading("hypothetical", noun.text) if left else None


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]


def _is_short_of(prep: Token) -> bool:
    """'Stopped short of saying': both words hang on the verb."""
    return bool(prep.lower_ == "of" and prep.i and prep.doc[prep.i - 1].lower_ == "short")


def _is_wished(verb: Token) -> bool:
    """'That she resign', 'that he be freed': the subjunctive."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    first = helpers[0] if helpers else verb
    subject = next(iter(_subjects(verb)), None)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    if not that or subject is None or first.tag_ != "VB":
        return False
    return first.lower_ == "be" or subject.tag_ in {"NN", "NNP"} or subject.lower_ in _ONE
