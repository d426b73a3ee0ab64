"""Verbs without their subject: joined to the infinitive of somebody else, or of a headline.

As with `parse_joints`, only shapes that allow no other reading are turned.
"""

from __future__ import annotations

from typing import Final

from service.stages.extract.parse_edges import move
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_verb

_WORDS: Final = mend_words()
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
_NAMES: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_STEPS: Final = 4


def rejoin(verb: Token) -> None:
    """'Urged the envoy to stay and met the queen': who urged him met her."""
    inner = verb.head
    if verb.tag_ not in {"VBD", "VBZ"} or _has_subject(verb):
        return
    if _is_spoken_beside(verb, inner):
        above: Token | None = inner.head
    elif inner.tag_ != "VB" or (inner.dep_ != "conj" and not _is_infinitive(inner)):
        return
    else:
        above = _finite_above(inner)
    if above is None:
        return
    for word in [c for c in inner.children if inner.i < c.i < verb.i and c.dep_ == "cc"]:
        move(word, above, "cc")
    move(verb, above, "conj")


def _is_spoken_beside(verb: Token, inner: Token) -> bool:
    """'The ministry says two men were killed and blames the rebels': the ministry blames them."""
    said = inner.head
    told = inner.dep_ == "ccomp" and said.tag_ == verb.tag_ and _has_subject(said)
    passive = any(c.dep_ == "nsubjpass" for c in inner.children)
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for c in inner.children)
    own = {c.dep_ for c in verb.children} & {"dobj", "ccomp", "xcomp"}
    helped = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return told and passive and joined and bool(own) and not helped and verb.lemma_ in _WORDS.spoken


def _finite_above(verb: Token) -> Token | None:
    """The nearest verb above that has a tense and a subject of its own."""
    node = verb
    for _ in range(_STEPS):
        if node.head is node:
            return None
        node = node.head
        if node.tag_ in _FINITE:
            return node if _has_subject(node) or node.dep_ == "conj" else None
    return None


def calls_for(verb: Token) -> bool:
    """'The premier called last month for talks': he calls; one of May calls elections 'for May'."""
    if verb.lemma_ not in _WORDS.calling or verb.tag_ not in {"VBD", "VBN"}:
        return False
    if any(c.dep_ in {"aux", "auxpass", "agent", "nsubjpass"} for c in verb.children):
        return False
    when = next((c.i for c in verb.children if c.dep_ == "npadvmod" and c.i > verb.i), None)
    if when is None:
        return False
    for child in verb.children:  # 'for talks', 'for talks to begin'
        if child.lower_ == "for" and any(p.ent_type_ != "DATE" for p in child.children):
            return True
        if is_verb(child) and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
            return True
    return False


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def make_planned(name: Token) -> None:
    """'Peru, Chile to resume talks', 'Peru to host talks': a headline, whose verb is the second."""
    if name.tag_ != "NNP" or name.ent_type_ not in _NAMES:
        return
    verb = next((c for c in name.children if c.dep_ in {"relcl", "acl"} and c.i > name.i), None)
    if verb is None or verb.tag_ != "VB" or not _is_infinitive(verb) or _has_subject(verb):
        return
    name.children = [c for c in name.children if c is not verb]
    for child in [c for c in name.children if c.i > verb.i]:
        move(child, verb, child.dep_)
    verb.head, verb.dep_ = verb, "ROOT"
    name.head, name.dep_ = verb, "nsubj"
    verb.children = sorted([*verb.children, name])
    join_second(name)


def join_second(name: Token) -> None:
    """'Peru, Chile to resume talks': in a headline the comma is an 'and'."""
    verb, words = name.head, name.doc.tokens
    if verb.tag_ != "VB" or not _is_infinitive(verb) or name.ent_type_ not in _NAMES:
        return
    for other in name.children:
        last = other.right_edge.i + 1
        bare = other.tag_ == "NNP" and other.ent_type_ in _NAMES and other.left_edge.i == name.i + 2
        if other.dep_ == "appos" and bare and last < len(words) and words[last].lower_ == "to":
            other.dep_ = "conj"
