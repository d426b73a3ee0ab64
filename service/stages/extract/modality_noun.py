"""What an act named by a noun takes from the words around it.

A noun is either told ('troops launched an attack'), talked about ('called for an attack', 'fears
of an attack') or known ('after the attack'); what is known is asserted, whatever is said of it.
"""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS, clause_reading, is_none
from service.stages.extract.modality_judged import (
    COPULAS,
    beside,
    is_general,
    is_told,
    judged,
    judged_by_outcome,
)
from service.stages.extract.modality_lexicon import KNOWN, Reading, Table
from service.stages.extract.modality_operator import (
    by_noun,
    by_topic,
    denied_role,
    is_denied,
    is_given_up,
    is_in_vain,
    is_negating,
    is_negotiated,
    noun_before,
    of_callers,
    operator_key,
    operator_reading,
)
from service.stages.extract.syntax_words import is_noun, is_verb, lemma

Token = Any
_OBJECTS: Final = frozenset({"dobj", "obj", "oprd", "dative", "attr"})
_NOUN_PARTS: Final = frozenset({"compound", "nmod"})
#: prepositions that carry the act of their verb: 'could be killed in an attack'
_CARRIED: Final = frozenset({"by", "in", "into", "with", "on", "for", "to", "at"})


def noun_reading(noun: Token) -> Reading | Token:
    """A reading, KNOWN, or the verb whose tense and polarity the noun shares."""
    own = _own_words(noun)
    if own and own.modality == "future" and is_given_up(noun):
        return Reading("negated", noun.head.text)
    if own:
        return own
    definite = is_definite(noun) and not is_negotiated(noun)
    node = noun
    for _ in range(6):
        found = _step(node, definite=definite)
        if found is None and _is_more(node):
            return Reading("hypothetical", "more")
        if found is None or isinstance(found, Reading):
            return found or KNOWN
        if not is_noun(found):
            return found
        node = found
        definite = definite or is_definite(node)
        if own := _own_words(node):
            return own
    return KNOWN


def _is_more(noun: Token) -> bool:
    """'Work on further sanctions', but not 'after another attack'."""
    known = noun.dep_ == "pobj" and noun.head.lower_ in WORDS.known_prepositions
    return not known and any(c.lower_ in WORDS.more for c in noun.children)


def _own_words(noun: Token) -> Reading | None:
    """'No arrests', 'a planned march', 'possible sanctions'."""
    for child in noun.children:
        if child.i < noun.i:
            made = WORDS.adjectives.get(child.lower_)
            if made:
                return Reading(made, child.text)
        elif child.dep_ in {"acl", "relcl"} and (found := _described(child)):
            return found
        elif child.lower_ == "per":  # '16 murders per 100,000 people'
            return Reading("hypothetical", "per")
    return Reading("negated", "no") if is_none(noun) else None


def _described(clause: Token) -> Reading | None:
    """'Talks scheduled for Friday', 'the march, which was due to start at noon'."""
    if clause.dep_ == "acl":
        planned = clause.tag_ == "VBN" and WORDS.objects.get(lemma(clause)) == "future"
        return Reading("future", clause.text) if planned else None
    for child in clause.children:
        if child.dep_ == "acomp" and WORDS.complements.get(lemma(child)) == "future":
            return Reading("future", child.text)
    own = clause_reading(clause, arguments=False) if lemma(clause) in WORDS.bearers else None
    return own if own is not None and own.modality != "hypothetical" else None


def is_definite(noun: Token) -> bool:
    """True when the reader is taken to know it: 'the raid', 'Sunday's raid', 'recent raids'."""
    for child in noun.children:
        dep, word = child.dep_, child.lower_
        if dep == "poss" or word in WORDS.definite or word in WORDS.known_adjectives:
            return True
        if dep == "relcl" or (dep == "acl" and child.tag_ == "VBN"):
            return True
    return False


def _step(node: Token, *, definite: bool) -> Reading | Token | None:
    """One edge up; a noun is gone on from, a verb is the end of the noun's way."""
    dep, head = node.dep_, node.head
    if head.i == node.i:
        return _headline(node)
    if dep == "conj":
        return head if is_noun(head) or head.tag_ == "VBG" else beside(head)
    if dep in _NOUN_PARTS:
        return _compound(head) or head
    if dep in _OBJECTS:
        return _object(node, head, definite=definite)
    if dep in {"nsubj", "nsubjpass"}:
        return _subject(node, head, definite=definite)
    if dep == "pobj":
        return _after_preposition(node, head, definite=definite)
    return None


def _headline(noun: Token) -> Reading | None:
    """'Talks to resume in Geneva': a noun with an infinitive is all there is."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VB" and lemma(child) in WORDS.bearers:
            return Reading("future", "to")
    return None


def _compound(head: Token) -> Reading | None:
    """'A peace plan', 'invasion fears'; 'sentencing decisions' are taken."""
    made = WORDS.nouns.get(lemma(head))
    return Reading(made, head.text) if made == "hypothetical" else None


def _object(node: Token, verb: Token, *, definite: bool) -> Reading | Token | None:
    if not is_verb(verb):
        return _of_adjective(verb, "")
    made = _operator(operator_key(verb), verb, node, definite=definite) or by_topic(verb)
    if made:
        return made
    word = lemma(verb)
    if word in WORDS.known_objects and is_general(node, verb):
        return Reading("hypothetical", verb.text)
    told = word in WORDS.bearers or (not definite and word not in WORDS.known_objects)
    return verb if told else None


def _operator(key: str, head: Token, node: Token, *, definite: bool) -> Reading | None:
    word = lemma(node)
    known = definite and word not in WORDS.scheduled_nouns
    made = WORDS.objects.get(key) or (None if known else WORDS.indefinite_objects.get(key))
    if key in {"face", "fight"} and word in WORDS.faced:
        made = "hypothetical"
    if made is None or (made == "negated" and word in WORDS.spoken_nouns):
        return None
    if made == "future" and (word in WORDS.given_at_once or is_told(node)):
        return None
    if is_in_vain(head):
        return None
    if is_denied(head) and made == "negated":
        return Reading("hypothetical", head.text)
    return operator_reading(head, made)


def _subject(node: Token, verb: Token, *, definite: bool) -> Reading | Token | None:
    """'Talks were called off', 'clashes could erupt', 'the summit will discuss trade'."""
    if not is_verb(verb):
        return None
    word = lemma(verb)
    if node.dep_ == "nsubjpass":
        if definite and word in WORDS.weak_passives:
            return None
        made = _operator(operator_key(verb), verb, node, definite=definite)
        if made:
            return made
    if not definite and (imagined := judged_by_outcome(node, verb)):
        return imagined
    if word in WORDS.bearers and word != "be":
        return verb
    if word in COPULAS and (found := judged(node, verb, definite=definite)):
        return found
    return verb if _shares_tense(node, verb, definite=definite) else None


def _shares_tense(node: Token, verb: Token, *, definite: bool) -> bool:
    """Whether what is said of a verb is said of its subject."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    if helpers & WORDS.negations:
        unseen = node.dep_ == "nsubjpass" and lemma(verb) not in WORDS.known_objects
        return not definite and (unseen or lemma(verb) == "be")
    if definite:
        return lemma(node) in WORDS.scheduled_nouns and not helpers & WORDS.maybe_auxiliaries
    return True


def _after_preposition(node: Token, prep: Token, *, definite: bool) -> Reading | Token | None:
    word, head = prep.lower_, prep.head
    if word in WORDS.negating_prepositions or is_negating(prep):
        known = definite and word in WORDS.negating_prepositions
        return None if known else Reading("negated", word)
    if word == "of" and head.lower_ in {"advance", "ahead"}:
        return Reading("future", "ahead of") if lemma(node) in WORDS.scheduled_nouns else None
    if is_noun(head) or word == "including":
        return _of_noun(word, head, definite=definite)
    if not is_verb(head):
        return _of_adjective(head, word)
    made = _operator(f"{operator_key(head)} {word}", head, node, definite=definite)
    before = noun_before(prep)
    found = made or (before is not None and _of_noun(word, before, definite=definite))
    if found:
        return found
    if f"{lemma(head)} {word}" in WORDS.roles:
        return denied_role(head) or (None if definite else head)
    is_carried = word in _CARRIED and not definite and lemma(head) not in WORDS.spoken_verbs
    return head if is_carried or (prep.dep_ == "agent" and not definite) else None


def _of_noun(word: str, head: Token, *, definite: bool) -> Reading | Token | None:
    if word in {"in", "with", "to", "for"} and lemma(head) in WORDS.roles:
        return denied_role(head)
    if f"{lemma(head)} {word}" in WORDS.nouns:
        return Reading(WORDS.nouns[f"{lemma(head)} {word}"], head.text)
    if word in {"of", "for", "on", "against", "to", "about", "from"}:
        made = by_noun(head, definite=definite) or of_callers(word, head, definite=definite)
        if made:
            return made
    topics = {"against": WORDS.under_way, "about": WORDS.disputes, "over": WORDS.disputes}
    if not definite and lemma(head) in topics.get(word, ()):
        return Reading("hypothetical", head.text)
    key = lemma(head) if word in {"of", "in"} else f"{lemma(head)} {word}"
    carried = key in WORDS.containers
    return head if carried or word == "including" else None


def _of_adjective(head: Token, word: str) -> Reading | Token | None:
    if f"{lemma(head)} {word}" in WORDS.roles:
        return denied_role(head)
    table: Table = WORDS.complements
    made = table.get(f"{lemma(head)} {word}") or (
        table.get(lemma(head)) if word in {"for", "to"} else None
    )
    return Reading(made, head.text) if made and head.tag_[:2] == "JJ" else None
