"""What the words above a verb make of it: 'refused to', 'plans to', 'without', 'so as to', 'nor'.

A step up the parse ends in one of three ways: a reading; the word at which to go on; or nothing,
because the clause stands for itself (relative clauses, reported speech, what is known).
"""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS
from service.stages.extract.modality_gerund import (
    ended_era,
    gerund_reading,
    subject_reading,
    unless_negated,
)
from service.stages.extract.modality_lexicon import KNOWN, Reading
from service.stages.extract.modality_operator import (
    awaited,
    by_topic,
    called_off,
    condition,
    content_reading,
    is_denied,
    is_for_a_purpose,
    is_to_be_done,
    of_duty,
    operator_key,
    operator_reading,
    said_of,
)
from service.stages.extract.syntax_words import has_to, is_noun, is_verb, lemma

Token = Any
_OPEN: Final = frozenset({"VB", "VBG"})
_AT_LARGE: Final = frozenset({"VBG", "VBP", "VBZ"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_OWN_SUBJECT: Final = _SUBJECTS | {"csubj"}


def step_above(verb: Token) -> Reading | Token:
    """The reading that the governor of a verb imposes, or the governor, or KNOWN."""
    dep = verb.dep_
    rule = _RULES.get(dep)
    return rule(verb, verb.head) if rule and verb.head.i != verb.i else KNOWN


def _complement(verb: Token, head: Token) -> Reading | Token:
    """'Refused to leave', 'is ready to talk', 'considered banning', 'asked that they leave'."""
    if verb.dep_ == "ccomp" and not _is_infinite(verb):
        return head if _is_caused(verb, head) else _that_clause(head)
    if lemma(head) == "have" and (undone := of_duty(verb, head)):
        return undone
    key = operator_key(head)
    made = WORDS.complements.get(key)
    if made is None and (asked := _asked_for(verb, head)):
        return asked
    if verb.tag_ == "VBG" and _has_object(head):  # 'stopped them storming the palace'
        made = WORDS.complements.get(f"{key} from", made)
    if made is not None:
        return KNOWN if _is_perfect(verb) else operator_reading(head, made)
    if is_noun(head):
        return _of_noun(verb, head)
    if has_to(verb) and is_for_a_purpose(head):
        return _purpose(verb, head)
    return by_topic(head) or head


def _asked_for(verb: Token, head: Token) -> Reading | None:
    """'Rejects demand to step down' says it of the demand; 'was to have met' came to nothing."""
    if not has_to(verb):
        return None
    if _is_perfect(verb) and lemma(head) == "be" and head.tag_ == "VBD":
        return Reading("hypothetical", "was to have")
    first = min(c.i for c in verb.children if c.lower_ == "to")
    nouns = [c for c in head.children if c.dep_ == "dobj" and first - 3 <= c.i < first]
    return content_reading(nouns[0]) if nouns else None


def _is_perfect(verb: Token) -> bool:
    """'Is likely to have met': said of what is over."""
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def _is_infinite(verb: Token) -> bool:
    being = any(c.dep_ == "auxpass" and c.tag_ == "VBG" for c in verb.children)
    return (
        being
        or (verb.tag_ == "VBN" and has_to(verb))
        or verb.tag_ in _OPEN
        and not any(
            c.dep_ == "aux" and c.lower_ != "to" and c.tag_ != "VBG" and c.lemma_ != "have"
            for c in verb.children
        )
    )


def _is_caused(verb: Token, head: Token) -> bool:
    """'Wanted to have him extradited', 'defeat will see him jailed'."""
    bare = not any(c.dep_ in {"aux", "auxpass", "mark"} for c in verb.children)
    seen = lemma(head) == "see" and verb.tag_ in {"VBN", "VBD"} and _has_modal(head)
    seen = seen or (lemma(head) == "see" and has_to(head))  # 'want to see the troops pull back'
    return bare and (seen or (verb.tag_ == "VBN" and lemma(head) in {"have", "get"}))


def _that_clause(head: Token) -> Reading | Token:
    if is_noun(head):
        return content_reading(head) or KNOWN
    if lemma(head) == "be" and (found := said_of(head)):
        return found
    found_out = any(c.dep_ in _SUBJECTS and c.lower_ == "it" for c in head.children)
    if found_out and (open_ := condition(head)):  # 'if it emerges that'
        return open_
    made = WORDS.that_clauses.get(operator_key(head))
    if made is None and head.dep_ == "ccomp" and lemma(head.head) in WORDS.denials:
        return _that_clause(head.head)  # 'denied that he had said that they attacked'
    return operator_reading(head, made) if made else KNOWN


def _paper(noun: Token) -> Reading | Token:
    """'Promised to sign an accord recognising the state' recognises nothing yet."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and is_verb(verb) and verb.i < noun.i else KNOWN


def _noun_clause(verb: Token, head: Token) -> Reading | Token:
    """'A plan to attack', 'no evidence that they attacked', 'the operation to free them'."""
    if has_to(verb):
        if is_noun(head) and is_to_be_done(verb, head):
            return Reading("future", "to be")
        return _of_noun(verb, head) if is_noun(head) else _complement(verb, head)
    if verb.tag_ in {"VBP", "VBZ"} and head.lower_ in WORDS.anyone:
        return Reading("hypothetical", head.text)
    if _is_at_large(verb) and any(c.lower_ == "any" for c in head.children):
        return Reading("hypothetical", "any")  # 'any troops entering', 'any ship that docks'
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and lemma(head) in WORDS.papers:
        return _paper(head)
    if verb.dep_ == "acl":
        found = called_off(verb, head) or _misread(verb, head) or ended_era(head)
        if found:
            return found
    says = (
        verb.dep_ == "acl"
        and is_noun(head)
        and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    )
    return (content_reading(head) if says else None) or KNOWN


def _is_at_large(verb: Token) -> bool:
    """'Entering', 'that docks', 'that is attacked': whenever it may be."""
    helped = any(c.dep_ == "auxpass" and c.tag_ in _AT_LARGE for c in verb.children)
    return verb.tag_ in _AT_LARGE or (verb.tag_ == "VBN" and helped)


def _misread(verb: Token, noun: Token) -> Reading | Token | None:
    """'Risks escalating' with a verb read as a noun; 'would involve troops being sent'."""
    if verb.tag_ == "VBG" and verb.i == noun.i + 1:
        made = WORDS.complements.get(lemma(noun))
        return Reading("hypothetical", noun.text) if made == "hypothetical" else None
    being = any(c.dep_ == "auxpass" and c.tag_ == "VBG" for c in verb.children)
    if being and lemma(noun.head) in WORDS.topics:
        return by_topic(noun.head) or noun.head
    return None


def _has_mark(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def _of_noun(verb: Token, noun: Token) -> Reading | Token:
    made, word = content_reading(noun), lemma(noun)
    if made is not None and made.modality == "future" and word in WORDS.taken:
        known = any(c.dep_ == "poss" or c.lower_ in WORDS.definite for c in noun.children)
        return KNOWN if known else made  # 'protested over the decision to close the port'
    if made:
        return made
    ordinal = any(c.lower_ in WORDS.achieved for c in noun.children)
    if word in WORDS.achieved or word in WORDS.under_way or ordinal:
        return KNOWN
    return _purpose(verb, noun)


def _purpose(verb: Token, head: Token) -> Reading | Token:
    """'Marched to demand' demanded; 'fired gas to disperse' says what for."""
    word = lemma(verb)
    if word in WORDS.performed_purposes or _counts(verb):
        return head if is_verb(head) else KNOWN
    return Reading("hypothetical", "to")


def _counts(verb: Token) -> bool:
    """'Moved in to arrest 40 people': a figure is told of what was done."""
    return any(
        c.dep_ == "dobj" and any(n.dep_ == "nummod" for n in c.children) for c in verb.children
    )


def _adverbial(verb: Token, head: Token) -> Reading | Token:
    """'... to free hostages', 'they would attack, killing thousands'."""
    if has_to(verb) and is_noun(head):
        return _of_noun(verb, head)
    if has_to(verb):
        made = None if _has_object(head) else WORDS.complements.get(operator_key(head))
        return operator_reading(head, made) if made and made != "asserted" else _purpose(verb, head)
    if is_verb(head) and (open_ := awaited(verb)):
        return open_
    if verb.tag_ == "VBG" and is_verb(head) and not _has_mark(verb) and head.i < verb.i:
        return _right_after(verb, head) or unless_negated(head)
    return KNOWN


def _right_after(verb: Token, head: Token) -> Reading | None:
    """'Ruled out releasing', 'held off imposing'."""
    made = WORDS.complements.get(operator_key(head)) if verb.i <= head.i + 2 else None
    return operator_reading(head, made) if made else None


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _conjunct(verb: Token, head: Token) -> Reading | Token:
    """The second of two verbs shares what stands before the first, unless it has its own."""
    if not is_verb(head):
        return head if is_noun(head) and has_to(verb) else KNOWN
    if any(c.dep_ in _OWN_SUBJECT for c in verb.children):
        return KNOWN
    if verb.tag_ == "VB" and any(c.lower_ == "but" for c in head.children) and is_denied(head):
        return step_above(head)  # 'not to fight but to help'
    if verb.tag_ == "VBD" and any(c.lower_ == "hardly" for c in head.children):
        return KNOWN  # 'hardly spoke of the war and discussed trade'
    if verb.tag_ == "VB" or verb.tag_ == head.tag_:
        return head
    return head if {verb.tag_, head.tag_} == {"VBN", "VBD"} and not _has_modal(head) else KNOWN


def _has_modal(verb: Token) -> bool:
    """'Could have been prevented and called': the second verb is in the past on its own."""
    return any(c.tag_ == "MD" for c in verb.children)


_RULES: Final = {
    "xcomp": _complement, "ccomp": _complement, "oprd": _complement, "dobj": _complement,
    "acomp": lambda _, head: head, "attr": lambda _, head: head, "dep": _complement,
    "acl": _noun_clause, "relcl": _noun_clause, "advcl": _adverbial, "pcomp": gerund_reading,
    "conj": _conjunct, "csubj": subject_reading, "csubjpass": subject_reading,
    "nsubj": subject_reading,
}  # fmt: skip
