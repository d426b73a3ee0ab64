"""Who speaks with a verb of speech: its subject, whom it cites, who issued the statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_scan import subject_of
from service.stages.extract.syntax import RELATIVES, clause, is_noun, is_verb, lemma

Token = Any

_WORDS: Final = speech_words()
_BEFORE_NOUN: Final = frozenset({"det", "compound", "amod", "poss", "nmod", "case"})


def sources(verb: Token) -> list[Token]:
    """Who speaks: the subject, the agent, the one quoted ('X was quoted as saying')."""
    own = subject_of(verb)
    if own is not None and own.lower_ not in RELATIVES and lemma(verb) not in {"quote", "cite"}:
        return [own] if may_speak(own) else []
    around = clause(verb)
    if lemma(verb) in {"quote", "cite"}:
        return list(around.objects)
    heads = list(around.subjects)
    if not heads and verb.tag_ == "VBG" and verb.head.lower_ == "as" and is_verb(verb.head.head):
        return list(clause(verb.head.head).objects)
    return [h for h in heads if may_speak(h)]


def may_speak(head: Token) -> bool:
    """False for 'it' and 'there', and for 'I' and 'we', who speak inside somebody's quotation."""
    word = head.lower_
    return word not in _WORDS.empty_subjects and word not in _WORDS.speaking_persons


def cited(verb: Token) -> Iterator[Token]:
    """The source behind the source: 'SANA said, citing a military source'."""
    for child in verb.children:
        if is_verb(child) and child.lower_ in {"citing", "quoting"}:
            yield from (c for c in child.children if c.dep_ in {"dobj", "obj"})
        elif child.dep_ == "ccomp":  # 'said, citing a source, that': parsed under what is said
            asides = (c for c in child.children if c.lower_ in {"citing", "quoting"})
            yield from (c for a in asides for c in a.children if c.dep_ in {"dobj", "obj"})


def issuer(noun: Token) -> Token | None:
    """'The army issued a statement saying': the army says it."""
    if noun.dep_ != "dobj" or lemma(noun) not in _WORDS.report_nouns:
        return None
    return next((s for s in clause(noun.head).subjects if may_speak(s)), None)


def pobj_after(token: Token) -> Token | None:
    """The noun of 'according to', also where the parser attached it elsewhere."""
    for child in token.children:
        if child.lower_ == "to":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    node = doc[token.i + 2]
    while node.head.i > node.i and node.dep_ in _BEFORE_NOUN:
        node = node.head
    return node if is_noun(node) else None


def is_impersonal(verb: Token) -> bool:
    """'It was reported that', 'they are believed to'."""
    if not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return not any(c.dep_ == "agent" for c in verb.children) and lemma(verb) in _WORDS.impersonal
