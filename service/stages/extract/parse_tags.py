"""Verbs that the tagger takes for nouns: 'Activists decry the law', 'takes note and apologises'.

Only forms that English does not use as nouns are turned back, with the noun in front as subject.
"""

from __future__ import annotations

from typing import Final

from service.stages.extract.parse_edges import move
from service.stages.extract.parse_lexicon import mend_words, verb_forms
from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token

_NOUNS: Final = frozenset({"NN", "NNS", "NNP"})
_IN_FRONT: Final = frozenset({"compound", "nmod", "poss", "amod"})
_WORDS: Final = mend_words()
_NAMED: Final = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT"})


def mend_tags(doc: Doc) -> None:
    """Such nouns become verbs, and their modifiers in front subjects."""
    forms = verb_forms()
    for token in doc.tokens:
        found = forms.get(token.lower_)
        if found and token.tag_ in _NOUNS and token.ent_type_ not in _NAMED:
            token.tag_, token.lemma_ = found
            token.pos_ = "VERB"
            _give_subject(token)
            _put_under_demand(token)


def _give_subject(verb: Token) -> None:
    for child in reversed(verb.children):
        if child.i < verb.i and child.dep_ in _IN_FRONT and child.tag_ in {*_NOUNS, "NNPS"}:
            child.dep_ = "nsubj"
            return


def _put_under_demand(verb: Token) -> None:
    """'Demanded the premier resign, officials said': what is demanded, and not who said it."""
    first = verb.left_edge
    demand = verb.doc.tokens[first.i - 1] if first.i > verb.sent.start else verb
    if demand.lemma_ not in _WORDS.mandative or demand.tag_[:2] != "VB" or verb.head is verb:
        return
    above, dep = verb.head, verb.dep_
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.tag_ in _NOUNS), None)
    if joined is not None and above is not demand:
        move(joined, above, dep)
    move(verb, demand, "ccomp")
    verb.tag_ = "VB"
