"""The word that a date stands with; parser slips at reporting verbs repaired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.stages.extract.times import FoundTime
from service.stages.extract.times_lexicon import clause_words

Token = Any


def root(time: FoundTime, doc: Any) -> Token:
    """The token of the expression that the others hang on."""
    inside = range(time.first_token, time.end_token)
    for i in reversed(inside):
        if doc[i].head.i not in inside and not doc[i].is_punct:
            return doc[i]
    return doc[time.end_token - 1]


def governor(time: FoundTime, speech: Sequence[Token], doc: Any) -> Token:
    """The word that the time expression stands with; parser slips at reporting verbs repaired."""
    token = root(time, doc).head
    for _ in range(4):
        if token.dep_ == "ROOT" or token.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            break
        token = token.head
    if token.dep_ == "amod" and token.left_edge.i == time.first_token and time.end_token <= token.i:
        noun = token.head  # 'yesterday heavily armed men seized'
        token = noun.head if noun.dep_ in ("nsubj", "nsubjpass") else noun
    if token.dep_ == "acl" and token.lemma_ in clause_words().standing:
        token = token.head  # 'a school located in a suburb on Sunday'
    if token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"):
        token = token.head
    return _repaired(time, token, speech, doc)


def _repaired(time: FoundTime, token: Token, speech: Sequence[Token], doc: Any) -> Token:
    for verb in speech:
        if verb.tag_ == "VBD" and not possessive(time, doc) and _beside(time, verb, doc):
            return verb
    if token.i in {verb.i for verb in speech}:
        return _content_verb(time, token) or token
    return token


def _beside(time: FoundTime, verb: Token, doc: Any) -> bool:
    """True where the date stands between a reporting verb and what is said."""
    between = doc[verb.i + 1 : time.first_token]
    if (
        time.first_token < verb.i
        or len(between) > 8
        or any(t.pos_ in ("VERB", "AUX") for t in between)
    ):
        return False
    after = doc[time.end_token].lower_ if time.end_token < len(doc) else ""
    return after == "that" or not any(
        t.dep_ in ("nsubj", "nsubjpass", "mark") or t.tag_ == "NN" for t in between
    )


def _content_verb(time: FoundTime, verb: Token) -> Token | None:
    """The verb of what is said, where the date stands inside of it and not beside the speech."""
    if verb.tag_ in ("VBP", "VBZ"):
        return next((c for c in verb.children if c.dep_ == "ccomp"), None)
    content = next(
        (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i != verb.i), None
    )
    if content is None or content.i > time.first_token:
        return None
    if verb.i < content.i < time.first_token:
        return content
    if content.i < time.first_token < verb.i:
        return content
    return None


def possessive(time: FoundTime, doc: Any) -> bool:
    """True for "Friday's"."""
    return bool(time.end_token < len(doc) and doc[time.end_token].tag_ == "POS")
