"""Reports that the text calls untrue: 'dismissed as rumour', 'proved false', 'was a hoax'."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS, is_none
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.syntax_words import is_verb, lemma

Token = Any
#: how many words after a report its verdict may stand
_REACH: Final = 12
_NAMING: Final = frozenset(
    {"brand", "call", "denounce", "describe", "dismiss", "label", "reject", "slam", "term"}
)
_TURNING: Final = frozenset({"prove", "turn", "be"})


def untrue(report: Token) -> Reading | None:
    """`negated` for a report, claim or rumour that is named a lie; None where it is not."""
    head = report.head
    if head.dep_ == "prep" and is_none(head.head) and lemma(head.head) in WORDS.grounds:
        return Reading("negated", head.head.text)  # 'no truth in reports of a coup'
    if head.lower_ in {"in", "to", "for"} and is_none(head.head):
        return Reading("negated", head.head.text) if lemma(head.head) in WORDS.grounds else None
    if not is_verb(head):
        return None
    naming = report.dep_ in {"dobj", "nsubjpass"} and lemma(head) in _NAMING
    turning = report.dep_ == "nsubj" and lemma(head) in _TURNING
    word = _verdict(report, head) if naming or turning else None
    return Reading("negated", word.text) if word is not None else None


def is_untrue(attribute: Token) -> bool:
    """Whether what something is said to be is a hoax or a false alarm."""
    if lemma(attribute) == "alarm":
        return any(c.lower_ == "false" for c in attribute.children)
    return lemma(attribute) in WORDS.untruths


def _verdict(report: Token, verb: Token) -> Token | None:
    """The word that calls a report untrue; a denied one does not."""
    start = max(report.i, verb.i) + 1
    for word in report.doc[start : min(start + _REACH, report.sent.end)]:
        if word.dep_ == "neg" or word.lower_ in {",", ";", "but"}:
            return None
        if lemma(word) in WORDS.untruths:
            return word
    return None


def is_broken(promise: Token) -> bool:
    """'Broke a promise to withdraw', 'reneged on a pledge', 'failed to keep its word'."""
    verb = promise.head.head if promise.dep_ == "pobj" else promise.head
    if not is_verb(verb) or promise.dep_ not in {"dobj", "pobj", "nsubjpass"}:
        return False
    denied = any(c.dep_ == "neg" for c in verb.children)
    failed = verb.dep_ == "xcomp" and WORDS.complements.get(lemma(verb.head)) == "negated"
    if lemma(verb) in WORDS.keeping:
        return denied or failed
    return lemma(verb) in WORDS.breaking and not denied and not failed
