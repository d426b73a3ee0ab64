"""Acts that are spoken of at large: judged possible or rare, condemned wherever they happen."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS, clause_reading
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.modality_operator import is_denied
from service.stages.extract.modality_untrue import is_untrue
from service.stages.extract.syntax_words import lemma

Token = Any
COPULAS: Final = frozenset({"be", "appear", "become", "look", "remain", "seem"})


def judged(node: Token, verb: Token, *, definite: bool) -> Reading | None:
    """'A deal is possible', 'such clashes are rare', 'attacks on reporters are unacceptable'.

    Also with a noun: 'kidnapping is the likely motive', 'a truce is a possible outcome'.
    """
    said = [c for c in verb.children if c.dep_ in {"acomp", "oprd"}]
    nouns = [c for c in verb.children if c.dep_ in {"attr", "oprd"}]
    if any(is_untrue(n) for n in nouns) and not is_denied(verb):
        return Reading("negated", nouns[0].text)
    for word in (*said, *(a for n in nouns for a in n.children if a.dep_ == "amod")):
        made = WORDS.predicates.get(word.lower_)
        if made is not None and (not definite or made == "negated"):
            return Reading("negated" if is_denied(verb) else made, word.text)
    if not definite and (named := next((n for n in nouns if lemma(n) in WORDS.judgements), None)):
        return Reading("hypothetical", named.text)
    if not definite and (found := _unsettled(verb)):
        return found
    bare = not definite and not any(c.dep_ in {"det", "nummod"} for c in node.children)
    general = bare and lemma(verb) == "be" and verb.tag_ in {"VBP", "VBZ"}
    return Reading("hypothetical", verb.text) if general and said else None


def _unsettled(verb: Token) -> Reading | None:
    """'A deal is within reach', 'talks are on the cards'."""
    for prep in (c for c in verb.children if c.dep_ == "prep"):
        if any(f"{prep.lower_} {lemma(noun)}" in WORDS.unsettled for noun in prep.children):
            return Reading("hypothetical", prep.text)
    return None


def judged_by_outcome(node: Token, verb: Token) -> Reading | None:
    """'An attack would start a war'; 'talks would begin' is an announcement."""
    would = next((c for c in verb.children if c.lower_ == "would"), None)
    if would is None or node.dep_ != "nsubj" or lemma(verb) == "be":
        return None
    if lemma(verb) in WORDS.bearers and not _has_outcome(verb):
        return None
    return None if lemma(node) in WORDS.scheduled_nouns else Reading("hypothetical", would.text)


def _has_outcome(verb: Token) -> bool:
    """'Would bring chaos', 'would lead to war', but not 'would take place', 'would begin'."""
    if any(c.dep_ == "dobj" and c.lower_ != "place" for c in verb.children):
        return True
    return lemma(verb) in {"lead", "result"}


def is_general(noun: Token, verb: Token) -> bool:
    """'We condemn terrorism': a stand on what happens anywhere."""
    helped = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    alone = next(iter(noun.children), None) is None
    return alone and not helped and verb.tag_ in {"VBZ", "VBP"} and noun.tag_ == "NN"


def is_told(noun: Token) -> bool:
    """'Planned the raid that killed six': a clause tells that it happened."""
    return any(c.dep_ == "relcl" and c.tag_ == "VBD" for c in noun.children)


def beside(verb: Token) -> Reading | None:
    """'Until he is ousted and the trial of his aides': shares what the clause awaits."""
    own = clause_reading(verb, arguments=False)
    return own if own is not None and own.cue in {"if", "until"} else None
