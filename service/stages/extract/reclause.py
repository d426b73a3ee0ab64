"""Clauses that the parser does not see as such: 'The rebels handed over their arms' as a noun.

As with `rehang`, only shapes that allow no other reading are turned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from service.stages.extract.frames import load_frames
from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_noun, is_verb

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_STATES: Final = frozenset({"alive", "unharmed", "unhurt", "uninjured", "unscathed"})
_OBJECTS: Final = frozenset({"dobj", "ccomp", "xcomp", "dative"})


def reclause(doc: Doc) -> Doc:
    """The doc with such verbs, and their subjects and objects, as what they are."""
    for token in doc.tokens:
        mend = _MENDS.get(token.dep_)
        if mend is not None:
            mend(token)
    return doc


def _give_object(particle: Token) -> None:
    """'Sealed off the West Bank': sealed it, and not 'off it'."""
    verb, inside = particle.head, [c for c in particle.children if c.dep_ == "pobj"]
    if len(inside) == 1 and not any(c.dep_ in _OBJECTS for c in verb.children):
        _move(inside[0], verb, "dobj")


def _make_finite(participle: Token) -> None:
    """'The rebels handed over their weapons': they did, which is the whole sentence."""
    noun = participle.head
    past = participle.tag_ == "VBD" and noun.dep_ == "ROOT" and is_noun(noun)
    done = any(c.dep_ in _OBJECTS and c.i > participle.i for c in participle.children)
    if not past or not done or any(c.dep_ in _SUBJECTS for c in participle.children):
        return
    noun.children = [c for c in noun.children if c is not participle]
    for child in [c for c in noun.children if c.i > participle.i]:
        _move(child, participle, child.dep_)
    participle.head, participle.dep_ = participle, "ROOT"
    _hang(noun, participle, "nsubj")


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
    if state.lemma_ in _STATES and is_verb(verb) and len(found) == 1:
        _move(found[0], verb, "dobj")
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


def _by_preposition(prep: Token) -> None:
    _give_deed(prep)
    _give_agent(prep)
    _give_trust(prep)
    _lengthen(prep)
    if prep.lower_ == "between":
        _part_sides(prep)


def _give_deed(prep: Token) -> None:
    """'The arrest on Monday of a nurse', 'a raid in Cali by gunmen': of the arrest, of the raid."""
    inner, outer = prep.head, prep.head.head
    if prep.lower_ not in _SIDES or inner.dep_ != "pobj" or outer.dep_ != "prep":
        return
    dated = inner.ent_type_ == "DATE"
    if not (dated or (inner.ent_type_ == "GPE" and prep.lower_ != "of")) or not is_noun(outer.head):
        return
    own = any(c.ent_type_ in {"DATE", "TIME"} or c.tag_ == "CD" for c in prep.children)
    if not own and outer.head.lemma_ in load_frames().nouns:  # 'in May of 1990' is a date
        _move(prep, outer.head, "prep")


def _give_trust(prep: Token) -> None:
    """'A vote of no confidence in the premier': the vote is about him."""
    trust, of = prep.head, prep.head.head
    if prep.lower_ == "in" and trust.lemma_ == "confidence" and of.lower_ == "of":
        _move(prep, of.head, "prep")


def _lengthen(of: Token) -> None:
    """'The ministers of Chad, Mali, and Niger': Niger ends the list and is no minister."""
    heads = of.head
    if of.lower_ != "of" or heads.tag_ != "NNS" or not is_noun(heads):
        return
    state = next((c for c in of.children if c.dep_ == "pobj" and c.ent_type_ == "GPE"), None)
    words = heads.doc.tokens
    at = of.right_edge.i + 1
    at += at < len(words) and words[at].text == ","
    if state is None or at + 1 >= len(words) or words[at].lower_ != "and":
        return
    other, verb = words[at + 1], words[at + 1].head
    if other.ent_type_ != "GPE":
        return
    if other.dep_ == "nsubj" and verb.head is not heads and heads.dep_ not in _SUBJECTS:
        _move(heads, verb, "nsubj")  # the parser gave the verb its last word only
    elif other.dep_ != "conj" or verb is not heads:
        return
    last = state
    while more := [c for c in last.children if c.dep_ == "conj"]:
        last = more[-1]
    _move(other, last, "conj")


def _part_sides(between: Token) -> None:
    """'Between the government of Chad and the rebels': these are the other side, not its people."""
    first = next((c for c in between.children if c.dep_ == "pobj"), None)
    if first is None or any(c.dep_ == "conj" for c in first.children):
        return
    _give_second(first, between.head)
    for part in [p for of in first.children if of.lower_ == "of" for p in of.children]:
        other = next((c for c in part.children if c.dep_ == "conj" and is_noun(c)), None)
        link = next((c for c in part.children if c.dep_ == "cc" and c.lower_ == "and"), None)
        if other is None or link is None:
            continue
        if first.tag_ in {"NN", "NNP"} or not other.tag_.startswith("NNP"):
            _move(link, first, "cc")  # 'between leaders of Chad and Niger' leaves them together
            _move(other, first, "conj")


def _give_second(first: Token, talks: Token) -> None:
    """'A pact between the king of Nepal and his foes was signed': no two subjects of 'signed'."""
    link = next((c for c in first.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    if link is None or talks.dep_ not in _SUBJECTS:
        return
    for other in talks.head.children:
        if other.dep_ in _SUBJECTS and is_noun(other) and other.left_edge.i == link.i + 1:
            _move(other, first, "conj")


def _join_names(name: Token) -> None:
    """'Peru, Chile sign accord': in a headline the comma is an 'and'."""
    verb, words = name.head, name.doc.tokens
    at = name.i + 1
    if not is_verb(verb) or name.ent_type_ not in _STATES_OR_BODIES or at + 1 >= len(words):
        return
    other = words[at + 1]
    beside = words[at].text == "," and other.i + 1 == verb.i
    if beside and other.head is verb and other.dep_ == "nsubj" and other.tag_ == "NNP":
        name.dep_ = "nsubj"
        _move(other, name, "conj")


def _make_reduced(verb: Token) -> None:
    """'Shells fired by rebels hit a town': fired is said of the shells, which hit it."""
    fired = verb.head
    deps = {c.dep_ for c in fired.children if c.i < verb.i}
    bare = fired.tag_ == "VBN" and "agent" in deps and not deps & {"aux", "auxpass", "cc"}
    subject = next((c for c in fired.children if c.dep_ in _SUBJECTS), None)
    if not bare or subject is None or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return
    if any(c.dep_ in {*_SUBJECTS, "aux", "auxpass"} for c in verb.children):
        return
    top, dep = fired.head, fired.dep_
    fired.children = [c for c in fired.children if c is not verb and c is not subject]
    if top is fired:
        verb.head, verb.dep_ = verb, dep
    else:
        top.children = sorted([*(c for c in top.children if c is not fired), verb])
        verb.head, verb.dep_ = top, dep
    for child in [c for c in fired.children if c.i > verb.i]:
        _move(child, verb, child.dep_)
    _hang(subject, verb, "nsubj")
    _hang(fired, subject, "acl")


_STATES_OR_BODIES: Final = frozenset({"GPE", "NORP", "ORG"})


_SIDES: Final = frozenset({"against", "between", "by", "of"})


def _by_conjunct(verb: Token) -> None:
    _make_passive(verb)
    if is_verb(verb) and is_verb(verb.head):
        _make_reduced(verb)


def _give_agent(of: Token) -> None:
    """'The kidnapping of a nurse by gunmen': they kidnapped, and are no part of the nurse."""
    deed, known = of.head, load_frames().nouns
    if of.lower_ != "of" or deed.lemma_ not in known or not is_noun(deed):
        return
    if any(c.lower_ == "by" for c in deed.children):
        return
    for sufferer in of.children:
        by = next((c for c in sufferer.children if c.lower_ == "by" and c.dep_ == "prep"), None)
        if by is not None and sufferer.lemma_ not in known:
            _move(by, deed, "prep")
            return


def _by_word(token: Token) -> None:
    if is_verb(token):
        return
    _make_object(token)
    _make_verb(token)


def _move(token: Token, head: Token, dep: str) -> None:
    above = token.head
    above.children = [c for c in above.children if c is not token]
    _hang(token, head, dep)


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head, token.dep_ = head, dep
    head.children = sorted([*head.children, token])


_MENDS: Final[dict[str, Callable[[Token], None]]] = {
    "prt": _give_object,
    "acl": _make_finite,
    "ROOT": _make_verb,
    "ccomp": _by_word,
    "conj": _by_conjunct,
    "dep": _join_names,
    "npadvmod": _join_names,
    "nsubj": _join_names,
    "prep": _by_preposition,
}
