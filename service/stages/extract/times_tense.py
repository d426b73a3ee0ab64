"""Whether the clause around a time expression looks forward."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_called import is_called_for
from service.stages.extract.times_lexicon import time_words

Token = Any

_WILL: Final = frozenset(
    {"will", "'ll", "shall", "would", "wo", "may", "could", "can", "must", "should"}
)
#: verbs that the tagger takes for nouns in "Talks resume Friday"
_MISREAD: Final = frozenset({"resume", "begin", "convene", "reconvene", "continue", "start"})
_CLIMB: Final = 8


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above the token."""
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _planned_noun(token: Token) -> bool:
    """ "talks scheduled for Thursday", "the vote due on Sunday"."""
    words = time_words()
    for _ in range(3):
        if token.lower_ in words.future_participles:
            return True
        if token.head.i == token.i or token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return False


def looks_forward(token: Token) -> bool:
    """True where the verb over the token tells of something still to come."""
    verb = governing_verb(token)
    if _planned_noun(token) or is_called_for(token):
        return True
    if token.head.lower_ in _MISREAD and (verb is None or token.head.tag_.startswith("NN")):
        return True
    if verb is None:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "conj" and not helpers and verb.tag_ == "VB":
        helpers = {c.lower_ for c in verb.head.children if c.dep_ == "aux"}
    if helpers & _WILL:
        return not helpers & {"have", "'ve"}
    if verb.lower_ in time_words().future_participles and not helpers & {"had"}:
        return True
    if "to" in helpers and verb.tag_ == "VB":
        return _infinitive_ahead(verb)
    return _present_ahead(verb, helpers)


def _infinitive_ahead(verb: Token) -> bool:
    """ "is to meet", "plans to leave", "agreed to hold"; not "managed to escape"."""
    head = verb.head
    if head.i == verb.i:
        return True
    if head.lemma_ == "be" or head.pos_ == "NOUN":
        return verb.dep_ in ("xcomp", "acl") and head.lemma_ != "attempt"
    return head.lemma_.lower() in time_words().future_heads


def _present_ahead(verb: Token, helpers: set[str]) -> bool:
    """ "talks resume Tuesday", "is leaving on Friday"."""
    if verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and not helpers):
        return verb.lemma_.lower() in time_words().future_verbs
    return bool(
        verb.tag_ == "VBG"
        and helpers & {"is", "are", "'s", "'re"}
        and verb.lemma_ in time_words().future_verbs
    )
