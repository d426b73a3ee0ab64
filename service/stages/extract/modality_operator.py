"""Words that govern an act and what happens to their reading when they are denied themselves."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_clause import WORDS, clause_reading, is_none
from service.stages.extract.modality_lexicon import Reading
from service.stages.extract.modality_untrue import is_broken, untrue
from service.stages.extract.syntax_words import has_to, is_noun, is_verb, lemma

Token = Any
#: an operator that is itself denied: 'did not fail to', 'did not agree to'
_DENIED: Final[dict[str, str]] = {"negated": "asserted", "future": "negated"}

_SAID: Final = frozenset({"ccomp", "xcomp", "acl", "pcomp"})


def operator_key(head: Token) -> str:
    """The lemma with its particle: 'call off', 'rule out'."""
    for child in head.children:
        if child.dep_ == "prt":
            return f"{lemma(head)} {child.lower_}"
    return lemma(head)


def operator_reading(head: Token, made: str) -> Reading:
    """The reading that a governing word gives, turned round where that word itself is denied."""
    if made == "negated" and _is_left_open(head):
        return Reading("hypothetical", head.text)
    if made != "asserted" and is_in_vain(head):
        return Reading("asserted", head.text)
    if made == "future" and (open_ := condition(head)):
        return open_
    if made == "future" and head.tag_ == "VBN" and lemma(head) in WORDS.purposes:
        return Reading("hypothetical", head.text)  # 'aid meant to support them'
    if made == "future" and head.dep_ in {"dobj", "xcomp"} and _is_refused(head.head):
        return Reading("negated", head.head.text)  # 'denied planning to invade'
    if made != "asserted" and is_denied(head):
        made = "negated" if lemma(head) in WORDS.denied_wishes else _DENIED.get(made, made)
    return Reading(made, head.text)  # type: ignore[arg-type]


def condition(verb: Token) -> Reading | None:
    """'If they agree to talk', 'refused to leave until they agreed to talk'."""
    own = clause_reading(verb, arguments=False)
    if own is not None and own.modality == "hypothetical":
        return own
    return awaited(verb) if verb.dep_ == "advcl" else None


def awaited(verb: Token) -> Reading | None:
    """'Refused to leave until they were freed' does not say that they were.

    Nor does 'will take over once she resigns'.
    """
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    head = verb.head
    forms = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    if marks & WORDS.whenever and forms & {"VBZ", "VBP"}:
        own = clause_reading(head, arguments=False)
        comes = own is not None and own.modality == "future" and own.cue != "to"
        return Reading("future", min(marks)) if comes else None  # 'leaders to meet' is a headline
    if not marks & {"until", "till"}:
        return None
    over = head.head if head.dep_ == "xcomp" else head
    own = clause_reading(head, arguments=False)
    refused = "negated" in {WORDS.complements.get(operator_key(w)) for w in (head, over)}
    return Reading("hypothetical", "until") if own is not None or refused else None


def is_denied(verb: Token) -> bool:
    """True for a negated verb: 'did not rule out'."""
    return any(c.dep_ == "neg" for c in verb.children)


def is_in_vain(verb: Token) -> bool:
    """'Could not stop them from seizing the town', 'failed to prevent the attack'."""
    if lemma(verb) not in WORDS.preventions:
        return False
    return is_denied(verb) or (verb.dep_ == "xcomp" and _is_refused(verb.head))


def _is_left_open(verb: Token) -> bool:
    """'Neither confirmed nor denied', 'refused to rule out', 'cannot rule out'."""
    if verb.dep_ == "conj":
        return any(c.lower_ == "nor" for c in (*verb.children, *verb.head.children))
    return verb.dep_ == "xcomp" and _is_refused(verb.head)


def _is_refused(governor: Token) -> bool:
    return WORDS.complements.get(operator_key(governor)) == "negated" and not is_denied(governor)


def is_given_up(noun: Token) -> bool:
    """'Dropped plans to', 'rescinded an invitation to', 'dismissed rumours of'."""
    if lemma(noun) in WORDS.promises and is_broken(noun):
        return True
    if noun.dep_ not in {"dobj", "nsubjpass"} or not is_verb(noun.head) or is_denied(noun.head):
        return False
    if lemma(noun.head) in WORDS.denials and lemma(noun) in WORDS.evidence:
        return True
    return WORDS.objects.get(operator_key(noun.head)) == "negated"


def content_reading(noun: Token) -> Reading | None:
    """What a noun makes of the act that it is about: 'a plan to', 'no intention of', 'fears of'."""
    word = lemma(noun)
    if is_none(noun) and (word in WORDS.evidence or word in WORDS.denied_wishes):
        return Reading("negated", f"no {word}")
    if is_given_up(noun):
        return Reading("negated", noun.head.text)
    if word in WORDS.evidence and (found := untrue(noun)):
        return found
    if noun.dep_ == "nsubj" and word in WORDS.evidence and (found := said_of(noun.head)):
        return found
    made = WORDS.nouns.get(word)
    return Reading(made, noun.text) if made else None


def said_of(copula: Token) -> Reading | None:
    """'It is possible that', 'it is not true that', 'claims that ... are false'."""
    for word in copula.children:
        if word.dep_ not in {"acomp", "oprd"}:
            continue
        made = WORDS.truths.get(word.lower_)
        if made is None:
            continue
        if is_denied(copula):
            made = "negated" if made == "asserted" else "hypothetical"
        return Reading(made, word.text) if made != "asserted" else None
    return None


def is_negotiated(noun: Token) -> bool:
    """'Talks on the release of the hostages', 'discussed the truce': it is not done yet."""
    over = noun.head
    if lemma(noun) not in WORDS.negotiable:
        return False
    return over.lower_ in {"about", "for", "on", "over"} or lemma(over) in {"discuss", "negotiate"}


def noun_before(prep: Token) -> Token | None:
    """The object that a preposition belongs to, where the parser gave it to the verb.

    'Saw scope for easing the embargo', 'gave permission for a march'.
    """
    verb, before = prep.head, prep.i - 1
    if before <= verb.i or not is_verb(verb):
        return None
    noun = prep.doc[before]
    return noun if noun.head.i == verb.i and noun.dep_ == "dobj" and is_noun(noun) else None


def denied_role(node: Token) -> Reading | None:
    """'Denied any role in the attack', 'was not behind it': as told, they did not do it."""
    if is_noun(node) and is_none(node):
        return Reading("negated", f"no {lemma(node)}")
    verb = node if is_verb(node) else node.head
    if not is_verb(verb):
        return None
    if is_denied(node) or is_denied(verb) or lemma(verb) in WORDS.denials:
        return Reading("negated", verb.text)
    over = verb.head
    if is_noun(over) and verb.dep_ == "acl":  # 'rejected claims that its men had a hand in it'
        over = over.head
    denied = lemma(over) in WORDS.denials and not is_denied(over)
    return Reading("negated", over.text) if denied and verb.dep_ in _SAID else None


def by_topic(verb: Token) -> Reading | None:
    """'Their demands include disbanding the militia': the subject says what the object is.

    'A law permitting arrests' arrests nobody.
    """
    if operator_key(verb) in WORDS.rule_verbs and _is_of_rule(verb):
        return Reading("hypothetical", verb.text)
    if lemma(verb) not in WORDS.topics:
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and (made := WORDS.nouns.get(lemma(child))):
            return Reading(made, child.text)
    return None


def _is_of_rule(verb: Token) -> bool:
    """Whether a law does it, as the subject or as the noun that the verb tells more of."""
    doers = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
    if verb.dep_ in ("acl", "relcl") and not doers:
        doers = [verb.head]
    return any(lemma(doer) in WORDS.rules for doer in doers)


def is_negating(prep: Token) -> bool:
    """'Instead of', 'short of', whichever of the two words the parser puts on top."""
    beside = (prep.head, *prep.children)
    return any(f"{w.lower_} {prep.lower_}" in WORDS.negating_phrases for w in beside)


def is_for_a_purpose(head: Token) -> bool:
    """'Used gas to disperse', 'are here to protect'."""
    if lemma(head) == "be":
        return any(c.lower_ in {"here", "there"} and c.dep_ == "advmod" for c in head.children)
    return lemma(head) in WORDS.means and any(c.dep_ == "dobj" for c in head.children)


def of_duty(verb: Token, have: Token) -> Reading | None:
    """'Has yet to free them' has not; 'a mission would have to have support' may never be."""
    words = {c.lower_ for c in (*verb.children, *have.children)}
    if "yet" in words:
        return Reading("negated", "yet")
    needed = has_to(verb) and not words.isdisjoint({"would", "'d", "’d"})
    return Reading("hypothetical", have.text) if needed else None


def called_off(participle: Token, noun: Token) -> Reading | None:
    """'Cancelled a meeting scheduled for today': what was to be is not."""
    planned = participle.tag_ == "VBN" and WORDS.objects.get(lemma(participle)) == "future"
    return Reading("negated", noun.head.text) if planned and is_given_up(noun) else None


def by_noun(head: Token, *, definite: bool) -> Reading | None:
    """'A threat of violence', 'fears of an attack', 'the peace plan', 'no reports of clashes'."""
    made = content_reading(head)
    open_ = made is not None and made.modality != "negated"
    return None if definite and open_ and lemma(head) in WORDS.weak_nouns else made


def of_callers(word: str, noun: Token, *, definite: bool) -> Reading | None:
    """'Calls by senators for an execution'."""
    by = noun.head if noun.dep_ == "pobj" and word == "for" else None
    if by is None or by.lower_ not in {"by", "from"} or not is_noun(by.head):
        return None
    return by_noun(by.head, definite=definite)


def is_to_be_done(verb: Token, noun: Token) -> bool:
    """'A pact to be signed on Monday', but 'the first to be jailed'."""
    done = lemma(noun) in WORDS.achieved or any(c.lower_ in WORDS.achieved for c in noun.children)
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)
    return passive and not done and content_reading(noun) is None
