"""Prepositions that the parser hung on the wrong word: 'the arrest on Monday of a nurse'."""

from __future__ import annotations

from typing import Final

from service.stages.extract.frames import load_frames
from service.stages.extract.parse_edges import move
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_noun

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_WORDS: Final = mend_words()


def mend_preposition(prep: Token) -> None:
    """Hangs a preposition, or its noun, where it belongs."""
    _give_doer(prep)
    _give_deed(prep)
    _give_agent(prep)
    _give_trust(prep)
    _give_charge(prep)
    _lengthen(prep)
    if prep.lower_ == "between":
        _part_sides(prep)


def name_described(verb: Token) -> None:
    """'By what he described as thugs': by thugs, whom he described so."""
    prep = verb.head
    what = any(c.lower_ == "what" and c.i == prep.i + 1 for c in verb.children)
    named = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"), None)
    noun = next((c for c in named.children if c.dep_ == "pobj"), None) if named else None
    if what and noun is not None and noun.i > verb.i:
        move(noun, prep, "pobj")
        move(verb, noun, "relcl")
        _give_doer(prep)


def _give_doer(by: Token) -> None:
    """'Called the raids by rebels a crime': they raided, and did not call it so."""
    deed, verb = by.doc.tokens[by.i - 1], by.head
    if by.lower_ != "by" or deed.head is not verb or not is_noun(deed):
        return
    doer = next((c for c in by.children if c.dep_ == "pobj"), None)
    named = doer is not None and is_noun(doer) and doer.ent_type_ not in {"DATE", "TIME"}
    active = verb.tag_ in {"VBD", "VBZ", "VBP", "VB"} and deed.dep_ in {"dobj", "nsubj"}
    if named and active and deed.lemma_ in load_frames().nouns:
        move(by, deed, "prep")


def _give_deed(prep: Token) -> None:
    """'The arrest on Monday of a nurse', 'a raid in Cali by gunmen': of the arrest, of the raid."""
    inner, outer = prep.head, prep.head.head
    if prep.lower_ not in _WORDS.sides or inner.dep_ != "pobj" or outer.dep_ != "prep":
        return
    dated = inner.ent_type_ == "DATE"
    if not (dated or (inner.ent_type_ == "GPE" and prep.lower_ != "of")) or not is_noun(outer.head):
        return
    own = any(c.ent_type_ in {"DATE", "TIME"} or c.tag_ == "CD" for c in prep.children)
    if not own and outer.head.lemma_ in load_frames().nouns:  # 'in May of 1990' is a date
        move(prep, outer.head, "prep")


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
            move(by, deed, "prep")
            return


def _give_trust(prep: Token) -> None:
    """'A vote of no confidence in the premier': the vote is about him."""
    trust, of = prep.head, prep.head.head
    if prep.lower_ == "in" and trust.lemma_ == "confidence" and of.lower_ == "of":
        move(prep, of.head, "prep")


def _give_charge(of: Token) -> None:
    """'Accused the regime of killing thousands': accused it of that; it is no regime of that."""
    accused, verb = of.head, of.head.head
    if of.lower_ != "of" or accused.dep_ != "dobj" or verb.lemma_ not in _WORDS.accusing:
        return
    if any(c.dep_ == "pcomp" for c in of.children):
        move(of, verb, "prep")


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
    if other.dep_ == "nsubj" and verb.head is not heads and heads.dep_ not in SUBJECTS:
        move(heads, verb, "nsubj")  # the parser gave the verb its last word only
    elif other.dep_ != "conj" or verb is not heads:
        return
    last = state
    while more := [c for c in last.children if c.dep_ == "conj"]:
        last = more[-1]
    move(other, last, "conj")


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
            move(link, first, "cc")  # 'between leaders of Chad and Niger' leaves them together
            move(other, first, "conj")


def _give_second(first: Token, talks: Token) -> None:
    """'A pact between the king of Nepal and his foes was signed': no two subjects of 'signed'."""
    link = next((c for c in first.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    if link is None or talks.dep_ not in SUBJECTS:
        return
    for other in talks.head.children:
        if other.dep_ in SUBJECTS and is_noun(other) and other.left_edge.i == link.i + 1:
            move(other, first, "conj")
