"""Who speaks with a verb of speech: its subject, whom it cites, who issued the statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from schemas.codebook import Stance
from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_scan import subject_of
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import RELATIVES, is_noun, is_verb, lemma

Token = Any

_WORDS: Final = speech_words()
_QUOTES: Final = frozenset({"cite", "quote"})
_CITING: Final = frozenset({"citing", "quoting"})
_BEFORE_NOUN: Final = frozenset({"det", "compound", "amod", "poss", "nmod", "case"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source found: `head` is None for hearsay ('reportedly'); `verb` is the speech verb."""

    head: Token | None
    cue: Token
    stance: Stance
    verb: Token | None = None
    via: tuple[Token, ...] = ()


def sources(verb: Token, *, of_object: bool = False) -> list[Token]:
    """Who speaks: the subject, the agent, the one quoted ('X was quoted as saying').

    Of what is itself cited (`of_object`: 'X cited the attack') the one who cites is the source.
    """
    if (quoted := _quoted_as(verb)) is not None:
        return list(clause(quoted).objects)
    quotes = lemma(verb) in _QUOTES and not of_object
    own = subject_of(verb)
    if own is not None and own.lower_ not in RELATIVES and not quotes:
        return [own] if may_speak(own) else []
    around = clause(verb)
    if quotes:
        return list(around.objects)
    heads = list(around.subjects)
    if verb.lower_ == "adding" and (outer := _speech_before(verb)) is not None:
        return sources(outer)
    return [h for h in (issuer(h) or h for h in heads) if may_speak(h)]


def _quoted_as(verb: Token) -> Token | None:
    """'Quoted' of 'quoted the mayor as saying'."""
    below = verb.tag_ == "VBG" and verb.head.lower_ == "as" and is_verb(verb.head.head)
    return verb.head.head if below and lemma(verb.head.head) in _QUOTES else None


def quoting(verb: Token) -> tuple[Token, ...]:
    """'The paper' of 'the paper quoted the mayor as saying': through whom it came."""
    quoted = _quoted_as(verb)
    return clause(quoted).subjects[:1] if quoted is not None else ()


def _speech_before(verb: Token) -> Token | None:
    """The verb of speech that 'adding' goes on from: 'she said it was late, adding that'."""
    node = verb
    for _ in range(6):
        node = node.head
        if is_verb(node) and lemma(node) in _WORDS.framing_verbs and node.i < verb.i:
            return node
    return None


def may_speak(head: Token) -> bool:
    """False for 'it' and 'there', and for who speaks inside somebody's quotation."""
    named = head.lower_ not in _WORDS.empty_subjects and not _is_expletive(head)
    return named and not is_inside(head)


def _is_expletive(it: Token) -> bool:
    """'It is wise to say that': nobody speaks."""
    judged = (c for c in it.head.children if c.dep_ == "acomp")
    return it.lower_ == "it" and any(lemma(c) in _WORDS.judging_adjectives for c in judged)


def is_inside(token: Token) -> bool:
    """True for 'I', 'we', 'our': whoever speaks inside somebody's quotation."""
    return token.lower_ in _WORDS.speaking_persons


def cited(verb: Token) -> Iterator[Token]:
    """The source behind the source: 'SANA said, citing a military source'."""
    for child in verb.children:
        if is_verb(child) and child.lower_ in _CITING:
            yield from _cited_by(child)
        elif child.dep_ == "ccomp":  # 'said, citing a source, that': parsed under what is said
            for aside in child.children:
                if aside.lower_ in _CITING:
                    yield from _cited_by(aside)


def _cited_by(verb: Token) -> Iterator[Token]:
    """Who is cited; of 'citing fears of violence' nobody is."""
    for noun in verb.children:
        if noun.dep_ in {"dobj", "obj"}:
            word = lemma(noun)
            named = noun.tag_ in {"NNP", "NNPS"} or word in _WORDS.cited_nouns
            if named or word in _WORDS.kind_nouns or word in _WORDS.utterance_nouns:
                yield noun


def issuer(noun: Token) -> Token | None:
    """'The army issued a statement saying', 'he spoke in a video warning': the army, he."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or not is_verb(verb) or lemma(verb) not in _WORDS.issuing_verbs:
        return None
    if lemma(noun) not in _WORDS.utterance_nouns:
        return None
    return next((s for s in clause(verb).subjects if may_speak(s)), None)


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
