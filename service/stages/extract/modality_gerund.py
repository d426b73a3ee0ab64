"""What stands before a gerund: 'without firing', 'accused of firing', 'a threat of firing'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.stages.extract.modality_clause import WORDS, clause_reading
from service.stages.extract.modality_lexicon import KNOWN, Reading
from service.stages.extract.modality_operator import (
    content_reading,
    denied_role,
    is_negating,
    noun_before,
    operator_key,
    operator_reading,
)
from service.stages.extract.syntax_words import has_to, is_noun, is_verb, lemma

Token = Any


def gerund_reading(_: Token, prep: Token) -> Reading | Token:
    """'Without firing', 'accused of firing', 'prevented from firing', 'a threat of firing'."""
    word, head = prep.lower_, prep.head
    found = _denied(prep) or _governed(head, word)
    found = found or (ended_era(head) if word == "of" else None) or _by_noun(prep)
    if found:
        return found
    if word in WORDS.known_prepositions or not is_verb(head):
        return KNOWN
    return unless_negated(head)


def _denied(prep: Token) -> Reading | None:
    """'Without', 'instead of', 'rather than', 'far from'."""
    word, before = prep.lower_, prep.head.lower_
    phrase = (before, word) in {("rather", "than"), ("far", "from")}
    if phrase or word in WORDS.negating_prepositions or is_negating(prep):
        return Reading("negated", f"{before} {word}" if phrase else prep.text)
    return None


def _governed(head: Token, word: str) -> Reading | None:
    """'Pleaded not guilty to', 'acquitted of', 'stopped them from'."""
    if f"{lemma(head)} {word}" in WORDS.roles and (found := denied_role(head)):
        return found
    for governor, key in _governors(head, word):
        if made := WORDS.complements.get(key):
            return operator_reading(governor, made)
    return None


def ended_era(noun: Token) -> Reading | None:
    """'The days of having to ask are over': what was done in them is done no more."""
    if lemma(noun) not in WORDS.eras or noun.dep_ != "nsubj" or lemma(noun.head) != "be":
        return None
    ends = (c for c in noun.head.children if c.lower_ in WORDS.over)
    return next((Reading("negated", end.text) for end in ends), None)


def _by_noun(prep: Token) -> Reading | None:
    """'With a view to strengthening', 'a threat of firing'."""
    noun = prep.head if is_noun(prep.head) else noun_before(prep)
    if noun is None:
        return None
    made = WORDS.nouns.get(f"{lemma(noun)} {prep.lower_}")
    return Reading(made, noun.text) if made else content_reading(noun)


def _governors(head: Token, word: str) -> Iterator[tuple[Token, str]]:
    """A verb with its preposition, also past its object: 'cleared him of', 'held back'."""
    yield head, f"{operator_key(head)} {word}"
    verb = head.head
    if is_verb(verb) and head.dep_ == "dobj":
        yield verb, f"{operator_key(verb)} {word}"
    if is_verb(verb) and head.dep_ == "advmod":
        yield verb, f"{lemma(verb)} {head.lower_}"


def unless_negated(head: Token) -> Reading | Token:
    """Goes on from a verb whose negation does not reach the participle."""
    own = clause_reading(head, arguments=False)
    return KNOWN if own is not None and own.modality == "negated" else head


def subject_reading(verb: Token, head: Token) -> Reading | Token:
    """'Sending troops would be a mistake', 'to accuse them is absurd', 'bombing is a crime'."""
    if not is_verb(head):
        return KNOWN
    if lemma(head) == "be" and (has_to(verb) or (verb.tag_ == "VBG" and _is_judgement(head))):
        return Reading("hypothetical", head.text)
    if verb.tag_ == "VBG" and verb.dep_ == "csubj" and _is_rule(head):
        return Reading("hypothetical", head.text)
    own = clause_reading(head, arguments=False)
    open_ = own is not None and own.modality in {"hypothetical", "future"}
    return Reading("hypothetical", own.cue) if own and open_ else KNOWN


def _is_rule(verb: Token) -> bool:
    """'Bombing villages helps the rebels', '... does not bring peace': said of what is ever so."""
    first = min((c for c in verb.children if c.dep_ == "aux"), key=lambda c: c.i, default=verb)
    return first.tag_ in {"VBZ", "VBP"} and lemma(first) in {"do", lemma(verb)}


def _is_judgement(copula: Token) -> bool:
    """'... is a crime', 'he said ... was a red line': said of a practice, not of one act."""
    said = copula.tag_ in {"VBZ", "VBP"} or copula.dep_ == "ccomp"
    return said and any(c.dep_ in {"attr", "acomp"} for c in copula.children)
