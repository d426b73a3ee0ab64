"""Headlines whose verb the model took for a noun, an adjective or a preposition.

'Rebels down helicopter', 'Squads clear village': plural actors at the start, a word that may be a
verb, what it is done to, and no other verb in the line.
"""

from __future__ import annotations

from typing import Final

from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token

_WORDS: Final = mend_words()
_TENSED: Final = frozenset({"MD", "VBD", "VBP", "VBZ"})
_BEGINS: Final = frozenset({"CD", "DT", "JJ", "NN", "NNP", "NNPS", "NNS", "RB"})
_LONGEST: Final = 14


def mend_headlines(doc: Doc) -> None:
    """The second word of such a line becomes its verb."""
    words = doc.tokens
    for token in words:
        second = token.lower_ in _WORDS.headline_verbs and token.i == token.sent.start + 1
        if second and words[token.i - 1].lower_ in _WORDS.headline_actors and _is_bare(token):
            _make_root(token)


def _is_bare(verb: Token) -> bool:
    line = verb.doc.tokens[verb.sent.start : verb.sent.end]
    after = [t for t in line if t.i > verb.i]
    if len(line) > _LONGEST or not after or line[-1].text == ".":
        return False
    if after[0].tag_ not in _BEGINS and after[0].dep_ not in _PARTS:
        return False
    return all(t.tag_ not in _TENSED or t.dep_ in _PARTS for t in after) and verb.tag_ != "VBD"


_PARTS: Final = frozenset({"amod", "compound"})


def _make_root(verb: Token) -> None:
    line = verb.doc.tokens[verb.sent.start : verb.sent.end]
    subject, thing = line[0], line[2]
    while thing.head.i > thing.i and thing.head is not thing:
        thing = thing.head
    parts = [t for t in line if t not in (subject, verb, thing)]
    for token in (*parts, thing):
        if token.head.i <= verb.i or token.head is token:
            token.head, token.dep_ = verb, "prep" if token.tag_ == "IN" else "dep"
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    if subject.tag_ not in {"NN", "NNP", "NNPS", "NNS"}:
        subject.tag_, subject.pos_ = "NNS", "NOUN"
    if thing.tag_ not in {"NN", "NNP", "NNPS", "NNS"}:
        thing.tag_, thing.pos_ = "NN", "NOUN"
    third = verb.lower_.endswith("s") and not verb.lower_.endswith("ss")
    verb.head, verb.dep_, verb.pos_, verb.tag_ = verb, "ROOT", "VERB", "VBZ" if third else "VBP"
    verb.lemma_ = verb.lower_[:-1] if third else verb.lower_
    for token in line:
        token.children = [t for t in line if t.head is token and t is not token]
