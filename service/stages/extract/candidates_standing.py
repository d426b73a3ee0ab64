"""Words of acts that name a body or a lasting state: no act is told by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from service.stages.extract.syntax import is_passive
from service.stages.extract.syntax_words import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, is_verb, lemma
from service.stages.extract.word_lists import word_lists
from service.stages.extract.words import ClassTest

Token = Any
_PARTS: Final = frozenset({"compound", "nmod"})
#: of whom somebody feels it
_AT: Final = frozenset({"at", "by", "with"})


@dataclass(frozen=True, slots=True)
class StandingWords:
    """Lemmas in lower case."""

    bodies: frozenset[str]
    held: frozenset[str]
    having: frozenset[str]
    powers: frozenset[str]
    granting: frozenset[str]
    posting: frozenset[str]
    siege: frozenset[str]
    abstracts: frozenset[str]
    calling: frozenset[str]
    feelings: frozenset[str]
    private: frozenset[str]


@cache
def standing_words() -> StandingWords:
    """The words of `lexicon/standing.yaml`; TypeError for a list that is unknown or missing."""
    return StandingWords(**word_lists("standing"))


_WORDS: Final = standing_words()


def in_body_name(noun: Token) -> bool:
    """'Investigations' in 'the Senate investigations sub-committee'."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    words = [t.lower_ for t in after]
    if words[:3] == ["sub", "-", "committee"] or (after and lemma(after[0]) in _WORDS.bodies):
        return True
    node = noun
    for _ in range(3):
        if node.dep_ not in _PARTS or node.head.i < node.i:
            return False
        node = node.head
        if lemma(node) in _WORDS.bodies:
            return True
    return False


def is_standing(noun: Token) -> bool:
    """'Has a veto', 'human dignity is under assault', 'was seen as an assault on it'."""
    word, over = lemma(noun), noun.head
    if noun.dep_ == "pobj" and over.lower_ == "as":
        verb = next(filter(is_verb, over.ancestors), None)  # 'seen by many as', 'see it as'
        return verb is not None and lemma(verb) in _WORDS.calling
    if word in _WORDS.held and noun.dep_ in OBJECTS and is_verb(over):
        given = word in _WORDS.powers and lemma(over) in _WORDS.granting
        return given or (lemma(over) in _WORDS.having and not is_passive(over))
    if word == "talk" and noun.tag_ == "NN":  # 'talk of a truce'
        return any(c.lower_ in {"about", "of"} for c in noun.children)
    if word not in _WORDS.siege or over.lower_ != "under" or noun.dep_ != "pobj":
        return False
    subjects = (c for c in over.head.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS)
    return any(lemma(s) in _WORDS.abstracts for s in subjects)


def tells_nothing(word: Token, is_class: ClassTest) -> bool:
    """Whether a verb or adjective says where troops are for long, or what unnamed people feel."""
    return _is_posted(word) or _is_private(word, is_class)


def _is_posted(verb: Token) -> bool:
    """'Soldiers stationed in the north': where they are for long."""
    alone = not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and alone and lemma(verb) in _WORDS.posting


def _is_private(word: Token, is_class: ClassTest) -> bool:
    """'Friends are concerned', but not 'people are angry with the king': nobody has said so."""
    if word.lower_ == "responsible" and word.dep_ == "acomp":  # 'I am responsible for it'
        return any(c.lower_ in {"i", "we"} for c in word.head.children if c.dep_ in SUBJECTS)
    if lemma(word) not in _WORDS.feelings:
        return False
    targets = (t for c in word.children if c.lower_ in _AT for t in c.children)
    if any(is_class(t, "@actor") and lemma(t) not in _WORDS.private for t in targets):
        return False
    if is_verb(word):
        subjects = [c for c in word.children if c.dep_ in PASSIVE_SUBJECTS]
    elif word.dep_ == "acomp":
        subjects = [c for c in word.head.children if c.dep_ in SUBJECTS]
    else:
        return False
    return any(lemma(s) in _WORDS.private or s.lower_ in _WORDS.private for s in subjects)
