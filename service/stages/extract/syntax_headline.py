"""Passives of headlines, which leave out the auxiliary: 'Minister beaten by crowd'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.act_lexicon import act_words
from service.stages.extract.syntax_words import is_noun, lemma

Token = Any

_WORDS: Final = act_words()
#: a headline has so many words at most
_LONGEST: Final = 14


def wants_object(verb: Token) -> bool:
    """Whether a past tense without an object is a participle: 'was led out and handed to them'."""
    return lemma(verb) in _WORDS.want_objects


def headline_passive(verb: Token) -> bool:
    """'Observers allowed into the city', 'Truce signed in Accra': the auxiliary is dropped."""
    if verb.dep_ == "ROOT" and verb.tag_ == "VBN":
        return lemma(verb) not in _WORDS.intransitive
    if verb.dep_ == "ROOT" and wants_object(verb) and _is_headline(verb):
        return True
    return any(
        c.lower_ == "by" and c.dep_ == "prep" and any(is_noun(p) for p in c.children)
        for c in verb.children
    )


def _is_headline(verb: Token) -> bool:
    """A short line without a full stop, whose subject has no article."""
    sent = verb.sent
    if len(sent) > _LONGEST or sent[-1].is_punct:
        return False
    subjects = (c for c in verb.children if c.dep_ == "nsubj")
    return all(is_noun(s) and all(w.dep_ != "det" for w in s.children) for s in subjects)
