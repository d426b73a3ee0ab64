"""Participles under the wrong word, or without whom they befell: 'seen its leaders killed'.

As with `parse_joints`, only shapes that allow no other reading are turned.
"""

from __future__ import annotations

from typing import Final

from service.stages.extract.act_lexicon import act_words
from service.stages.extract.parse_edges import move
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.parse_prepositions import SUBJECTS
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_noun, is_verb

_WORDS: Final = mend_words()
_ACTS: Final = act_words()
_HELPERS: Final = frozenset({"aux", "auxpass"})
_OBJECTS: Final = frozenset({"dobj", "ccomp", "xcomp", "dative", "prt"})


def mend_outcome(verb: Token) -> None:
    """'A tremor struck the port, officials said, killing nine': the tremor killed them."""
    said = verb.head
    if verb.tag_ != "VBG" or verb.lemma_ not in _WORDS.outcomes or not is_verb(said):
        return
    if any(c.dep_ in {*_HELPERS, "mark"} for c in verb.children):
        return
    _give_target(verb)
    told = _told_before(said) if said.i < verb.i else None
    if told is not None and not any(c.dep_ in SUBJECTS for c in verb.children):
        move(verb, told, "advcl")


def _told_before(said: Token) -> Token | None:
    """The verb of what somebody 'said', where it stands before him."""
    if said.lemma_ not in _WORDS.telling:
        return None
    if said.dep_ == "parataxis" and said.head.i < said.i:
        return said.head
    return next((c for c in said.children if c.dep_ == "ccomp" and c.i < said.i), None)


def _give_target(verb: Token) -> None:
    """'A raid hit its port killing nine': the port was hit, and killed nobody."""
    hit = verb.head
    between = [c for c in verb.children if c.dep_ == "nsubj" and hit.i < c.i < verb.i]
    bare = not any(c.dep_ in _OBJECTS for c in hit.children)
    subject = any(c.dep_ == "nsubj" and c.i < hit.i for c in hit.children)
    if len(between) != 1 or not bare or not subject or hit.lemma_ not in _WORDS.hitting:
        return
    if between[0].left_edge.i == hit.i + 1:
        move(between[0], hit, "dobj")


def mend_sufferer(verb: Token) -> None:
    """'Five were shot and 14 others detained', 'saw its leaders killed': they did so to nobody."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.lemma_ not in _ACTS.want_objects:
        return
    if any(c.dep_ in {*_HELPERS, *_OBJECTS, "agent"} for c in verb.children):
        return
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(found) == 1 and found[0].i < verb.i and (_is_seen(verb) or _is_counted(verb, found[0])):
        found[0].dep_ = "nsubjpass"


def _is_seen(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_ in _WORDS.seeing


def _is_counted(verb: Token, subject: Token) -> bool:
    """'14,000 others detained' beside a passive, '15 of them wounded': figures of a toll."""
    number = subject.tag_ == "CD" or any(c.dep_ == "nummod" for c in subject.children)
    beside = verb.dep_ == "conj" and any(c.dep_ == "auxpass" for c in verb.head.children)
    of_them = any(
        c.lower_ == "of" and any(p.tag_ == "PRP" for p in c.children) for c in subject.children
    )
    return number and (beside or (of_them and verb.i == subject.right_edge.i + 1))


def make_people(participle: Token) -> None:
    """'The elderly and the injured may leave': these are people, and no act."""
    before = participle.doc.tokens[participle.i - 1] if participle.i else participle
    if before.lower_ != "the" or before.head is not participle or is_noun(participle):
        return
    if participle.tag_ in {"VBN", "VBD", "JJ"} and participle.lower_ in _WORDS.sufferers:
        participle.tag_, participle.pos_ = "NNS", "NOUN"


def mend_told(verb: Token) -> None:
    """'A raid, which the army said killed six': the raid killed them, the army only says so."""
    said = verb.head
    subjects = [c for c in said.children if c.dep_ == "nsubj" and c.i < said.i]
    if len(subjects) != 2 or said.dep_ != "relcl" or said.lemma_ not in _WORDS.telling:
        return
    which = subjects[0]
    own = any(c.dep_ in {*SUBJECTS, *_HELPERS} for c in verb.children)
    if which.lower_ not in {"which", "that", "who"} or own or verb.i != said.i + 1:
        return
    if verb.tag_ in {"VBD", "VBN", "VBZ"}:
        verb.dep_, verb.tag_ = "ccomp", ("VBD" if verb.tag_ == "VBN" else verb.tag_)
        move(which, verb, "nsubj")
