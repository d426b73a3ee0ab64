"""Verbs that the tagger takes for nouns: 'Activists decry the law', 'takes note and apologises'.

Only forms that English does not use as nouns are turned back, with the noun in front as subject.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Final

import yaml

from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token

_NOUNS: Final = frozenset({"NN", "NNS", "NNP"})
_IN_FRONT: Final = frozenset({"compound", "nmod", "poss", "amod"})
#: verbs before 'X resign', which leaves out 'that'
_MANDATIVE: Final = frozenset({"ask", "demand", "insist", "propose", "recommend", "urge"})
_NAMED: Final = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT"})


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, tuple[str, str]]:
    """Form -> (tag, lemma)."""
    source = resources.files("service.stages.extract") / "lexicon" / "verb_forms.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    plain = {word: ("VBP", word) for word in data["plain"]}
    return plain | {word: ("VBZ", _base(word)) for word in data["third_person"]}


def _base(form: str) -> str:
    """'ratifies' -> 'ratify', 'seizes' -> 'seize', 'slams' -> 'slam'."""
    return form[:-3] + "y" if form.endswith("ies") else form[:-1]


def retag(doc: Doc) -> Doc:
    """The doc with such nouns as verbs; their modifiers in front become subjects."""
    forms = verb_forms()
    for token in doc.tokens:
        found = forms.get(token.lower_)
        if found and token.tag_ in _NOUNS and token.ent_type_ not in _NAMED:
            token.tag_, token.lemma_ = found
            token.pos_ = "VERB"
            _give_subject(token)
            _put_under_demand(token)
    return doc


def _give_subject(verb: Token) -> None:
    for child in reversed(verb.children):
        if child.i < verb.i and child.dep_ in _IN_FRONT and child.tag_ in {*_NOUNS, "NNPS"}:
            child.dep_ = "nsubj"
            return


def _put_under_demand(verb: Token) -> None:
    """'Demanded the premier resign, officials said': what is demanded, and not who said it."""
    first = verb.left_edge
    demand = verb.doc.tokens[first.i - 1] if first.i > verb.sent.start else verb
    if demand.lemma_ not in _MANDATIVE or demand.tag_[:2] != "VB" or verb.head is verb:
        return
    above, dep = verb.head, verb.dep_
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.tag_ in _NOUNS), None)
    if joined is not None and above is not demand:
        _hang(joined, above, dep)
    _hang(verb, demand, "ccomp")
    verb.tag_ = "VB"


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head.children = [c for c in token.head.children if c is not token]
    token.head, token.dep_ = head, dep
    head.children = sorted([*head.children, token])
