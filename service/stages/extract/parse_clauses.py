"""Clauses that the parser does not see as such: 'The rebels handed over their arms' as a noun.

As with `parse_joints`, only shapes that allow no other reading are turned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from service.stages.extract.frames import load_frames
from service.stages.extract.modality_lexicon import modality_words
from service.stages.extract.parse_edges import cut, hang, move
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.parse_participles import (
    make_people,
    mend_outcome,
    mend_sufferer,
    mend_told,
)
from service.stages.extract.parse_prepositions import SUBJECTS, mend_preposition, name_described
from service.stages.extract.parse_subjects import (
    calls_for,
    join_second,
    make_planned,
    rejoin,
)
from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_noun, is_verb

_WORDS: Final = mend_words()
_OBJECTS: Final = frozenset({"dobj", "ccomp", "xcomp", "dative"})


def mend_clauses(doc: Doc) -> None:
    """Such verbs, and their subjects and objects, become what they are."""
    for token in doc.tokens:
        mend = _MENDS.get(token.dep_)
        if mend is not None:
            mend(token)


def _give_object(particle: Token) -> None:
    """'Sealed off the West Bank': sealed it, and not 'off it'."""
    verb, inside = particle.head, [c for c in particle.children if c.dep_ == "pobj"]
    if len(inside) == 1 and not any(c.dep_ in _OBJECTS for c in verb.children):
        move(inside[0], verb, "dobj")


def _make_finite(participle: Token) -> None:
    """'The rebels handed over their weapons': they did, which is the whole sentence."""
    noun = participle.head
    calls = calls_for(participle)
    past = (participle.tag_ == "VBD" or calls) and noun.dep_ == "ROOT" and is_noun(noun)
    done = calls or any(c.dep_ in _OBJECTS and c.i > participle.i for c in participle.children)
    if not past or not done or any(c.dep_ in SUBJECTS for c in participle.children):
        return
    cut(participle)
    for child in [c for c in noun.children if c.i > participle.i]:
        move(child, participle, child.dep_)
    participle.head, participle.dep_ = participle, "ROOT"
    participle.tag_ = "VBD"
    hang(noun, participle, "nsubj")


def _make_verb(noun: Token) -> None:
    """'Troops storm rebel base': what has a subject and an object is no noun."""
    deps = {c.dep_ for c in noun.children if (c.dep_ == "nsubj") == (c.i < noun.i)}
    own = any(c.dep_ in {"det", "poss", "amod", "compound"} for c in noun.children)
    if noun.tag_ in {"NN", "NNS"} and {"nsubj", "dobj"} <= deps and not own:
        noun.tag_, noun.pos_ = ("VBP" if noun.tag_ == "NN" else "VBZ"), "VERB"


def _make_object(state: Token) -> None:
    """'Freed the hostages unharmed': the hostages are freed, and free nobody."""
    verb = state.head
    found = [c for c in state.children if c.dep_ == "nsubj" and verb.i < c.i < state.i]
    if state.lemma_ in _WORDS.unharmed and is_verb(verb) and len(found) == 1:
        move(found[0], verb, "dobj")
        state.dep_ = "oprd"


def _make_passive(participle: Token) -> None:
    """'Left two dead and 30 wounded': these wound nobody."""
    if participle.tag_ != "VBN" or not is_verb(participle.head):
        return
    if any(c.dep_ in {"aux", "auxpass", "dobj"} for c in participle.children):
        return
    for child in participle.children:
        if child.dep_ == "nsubj" and child.tag_ == "CD":
            child.dep_ = "nsubjpass"


def _join_names(name: Token) -> None:
    """'Peru, Chile sign accord': in a headline the comma is an 'and'."""
    verb, words = name.head, name.doc.tokens
    at = name.i + 1
    if not is_verb(verb) or name.ent_type_ not in _BODIES or at + 1 >= len(words):
        return
    other = words[at + 1]
    beside = words[at].text == "," and other.i + 1 == verb.i
    if beside and other.head is verb and other.dep_ == "nsubj" and other.tag_ == "NNP":
        name.dep_ = "nsubj"
        move(other, name, "conj")


def _make_reduced(verb: Token) -> None:
    """'Shells fired by rebels hit a town': fired is said of the shells, which hit it."""
    fired = verb.head
    deps = {c.dep_ for c in fired.children if c.i < verb.i}
    bare = fired.tag_ == "VBN" and "agent" in deps and not deps & {"aux", "auxpass", "cc"}
    subject = next((c for c in fired.children if c.dep_ in SUBJECTS), None)
    if not bare or subject is None or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    if any(c.dep_ in {*SUBJECTS, "aux", "auxpass"} for c in verb.children):
        return
    top, dep = fired.head, fired.dep_
    fired.children = [c for c in fired.children if c is not verb and c is not subject]
    if top is fired:
        verb.head, verb.dep_ = verb, dep
    else:
        top.children = sorted([*(c for c in top.children if c is not fired), verb])
        verb.head, verb.dep_ = top, dep
    for child in [c for c in fired.children if c.i > verb.i]:
        move(child, verb, child.dep_)
    hang(subject, verb, "nsubj")
    hang(fired, subject, "acl")


def _make_whole_passive(participle: Token) -> None:
    """'Twelve soldiers were slain': no state that they were in, but what was done to them."""
    be, known = participle.head, load_frames().verbs
    if participle.tag_ != "VBN" or be.lemma_ != "be" or participle.lemma_ not in known:
        return
    if any(c.dep_ in {"dobj", "advmod"} and c.i < participle.i for c in participle.children):
        return  # 'was so devoted'
    above, dep = be.head, be.dep_
    cut(participle)
    if above is be:
        participle.head, participle.dep_ = participle, dep
    else:
        cut(be)
        hang(participle, above, dep)
    for child in be.children:
        move(child, participle, "nsubjpass" if child.dep_ == "nsubj" else child.dep_)
    hang(be, participle, "auxpass")


def _make_rule(banning: Token) -> None:
    """'A decree banning rallies' bans them: rallies are no kind of thing that bans."""
    noun, rule, words = banning.head, banning.doc.tokens[banning.i - 1], modality_words()
    known = banning.lemma_ in words.rule_verbs and rule.lemma_ in words.rules
    if banning.tag_ != "VBG" or not known or not 0 < banning.i < noun.i or noun.head is noun:
        return
    if rule.head is banning:  # it is a part of the noun's name: '(a law banning) rallies'
        hang(rule, noun.head, noun.dep_)
        for child in [c for c in noun.children if c.i < rule.i]:
            move(child, rule, child.dep_)
    elif rule.head is not noun.head:
        return
    banning.children = [c for c in banning.children if c is not rule]
    move(noun, banning, "dobj")
    move(banning, rule, "acl")


_BODIES: Final = frozenset({"GPE", "NORP", "ORG"})


def _by_conjunct(verb: Token) -> None:
    make_people(verb)
    _make_passive(verb)
    mend_sufferer(verb)
    if is_verb(verb) and is_verb(verb.head):
        _make_reduced(verb)
        rejoin(verb)


def _by_adverb(verb: Token) -> None:
    mend_outcome(verb)
    mend_sufferer(verb)


def _by_subject(name: Token) -> None:
    make_people(name)
    _join_names(name)
    join_second(name)


def _by_root(token: Token) -> None:
    if calls_for(token):
        token.tag_ = "VBD"
    _make_verb(token)
    make_planned(token)


def _by_word(token: Token) -> None:
    if is_verb(token):
        mend_told(token)
        mend_sufferer(token)
        return
    _make_object(token)
    _make_verb(token)


_MENDS: Final[dict[str, Callable[[Token], None]]] = {
    "prt": _give_object,
    "acl": _make_finite,
    "acomp": _make_whole_passive,
    "advcl": _by_adverb,
    "amod": _make_rule,
    "compound": _make_rule,
    "ROOT": _by_root,
    "ccomp": _by_word,
    "conj": _by_conjunct,
    "dep": _join_names,
    "npadvmod": _join_names,
    "nsubj": _by_subject,
    "pcomp": name_described,
    "prep": mend_preposition,
    "xcomp": mend_told,
}
