"""Words whose reading comes from another word than the one that the parser hangs them on."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS, clause_reading
from service.stages.extract.modality_gerund import gerund_reading
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.syntax_words import has_to, is_noun, is_verb, lemma

Token = Any
_PRESENT: Final = frozenset({"VBP", "VBZ"})
_TOPIC: Final = frozenset({"about", "of", "over", "to"})
_ASKING: Final = frozenset({"how", "when", "where", "whether"})


def governor(word: Token) -> Reading | Token | None:
    """The reading of such a word, the word to go on from, or None for any other word."""
    if word.dep_ == "conj" and word.head.lower_ == "if":  # 'if and when he is extradited'
        return Reading("hypothetical", "if")
    if not is_verb(word):
        return word.head if word.dep_ == "conj" and word.head.tag_[:2] == "JJ" else None
    found = _how_to(word) or _second(word) or _found(word)
    return found or _being_done(word) or _declared(word) or _before(word)


def _how_to(verb: Token) -> Reading | None:
    """'A lesson in how to apologise', 'debated whether to withdraw'."""
    word = next((c for c in verb.lefts if c.lower_ in _ASKING), None)
    return Reading("hypothetical", word.text) if word is not None and has_to(verb) else None


def _second(verb: Token) -> Token | None:
    """'Must stop bullying Togo and free the envoy': the second act is not under 'stop'."""
    first = verb.head
    apart = verb.dep_ == "conj" and verb.tag_ == "VB" and first.tag_ == "VBG"
    return first.head if apart and first.head.tag_ == "VB" and not has_to(verb) else None


def _found(verb: Token) -> Token | None:
    """'Could find themselves prosecuted'."""
    bare = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return verb.head if bare and verb.dep_ == "ccomp" and lemma(verb.head) == "find" else None


def _being_done(verb: Token) -> Reading | Token | None:
    """'Fears about people being killed', 'would lead to migrants being stopped'."""
    if not any(c.dep_ == "auxpass" and c.tag_ == "VBG" for c in verb.children):
        return None
    noun = verb.head if verb.dep_ == "acl" else None
    while noun is not None and noun.head.lower_ == "of" and is_noun(noun.head.head):
        noun = noun.head.head  # 'numbers of migrants'
    if noun is None or noun.dep_ != "pobj" or noun.head.lower_ not in _TOPIC:
        return None
    return gerund_reading(verb, noun.head)


def _declared(verb: Token) -> Token | None:
    """'Will lead to a declaration that the country is free': as the declaration is told."""
    noun = verb.head
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return noun if verb.dep_ == "acl" and that and lemma(noun) in WORDS.announcements else None


def _before(verb: Token) -> Reading | None:
    """'Will ask for more before signing the accord'."""
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ != "before" or not is_verb(prep.head):
        return None
    own = clause_reading(prep.head, arguments=False)
    if own is not None and own.modality in {"future", "hypothetical"}:
        return own
    now = any(t.tag_ in _PRESENT for t in (prep.head, *prep.head.children))
    active = not any(c.dep_ == "auxpass" for c in verb.children)  # 'before being freed' they were
    asked = now and active and WORDS.objects.get(lemma(prep.head)) == "hypothetical"
    return Reading("hypothetical", prep.head.text) if asked else None  # 'wants cash before leaving'
