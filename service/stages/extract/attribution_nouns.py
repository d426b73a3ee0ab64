"""Reports without a verb of speech: 'reports of an attack', 'X's claim that', 'reportedly'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.attribution_lexicon import speech_words
from service.stages.extract.attribution_speakers import Speaker, issuer, may_speak
from service.stages.extract.syntax import clause
from service.stages.extract.syntax_words import SUBJECTS, is_noun, is_verb, lemma

Token = Any

_WORDS: Final = speech_words()
#: words of a headline in which who says it may stand before a colon
_LABEL: Final = 6
#: links between an act and the verb whose hearsay it shares
_SHARED: Final = frozenset({"prep", "pobj", "dobj", "attr", "acl", "xcomp", "agent", "compound"})


def report_noun(trigger: Token, anchor: Token) -> Speaker | None:
    """'Reports from X of an attack', 'X's claim that', 'reports emerged of an attack'."""
    for node in (trigger, anchor):
        for _ in range(4):
            head = node.head
            if node.dep_ == "pobj" and is_verb(head.head):
                return _told_of(node)
            if node.i == trigger.i and node.dep_ == "acl" and not _has_mark(node):
                break  # 'a statement condemning it', 'allegations made by her' are the act
            if node.dep_ in {"prep", "acl", "pobj"} and _is_report(head):
                return _of_report(head)
            node = head
    return None


def _told_of(noun: Token) -> Speaker | None:
    """'Reports emerged of an attack': the preposition hangs on the verb."""
    if noun.head.lower_ != "of":
        return None
    subjects = [c for c in noun.head.head.children if c.dep_ in SUBJECTS and _is_report(c)]
    return _of_report(subjects[0]) if subjects else None


def _has_mark(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def _is_report(noun: Token) -> bool:
    return is_noun(noun) and lemma(noun) in _WORDS.report_nouns


def _of_report(noun: Token) -> Speaker:
    head = next(owners(noun), None) or issuer(noun) or noun
    return Speaker(head, noun, _WORDS.report_nouns[lemma(noun)])


def owned_report(clause_verb: Token, noun: Token) -> Speaker | None:
    """'Footage refutes the army's claim that they fired': the army is nearer than the footage."""
    if clause_verb.dep_ != "acl" or not _is_report(noun) or not _has_mark(clause_verb):
        return None
    return _of_report(noun) if next(owners(noun), None) is not None else None


def owners(noun: Token) -> Iterator[Token]:
    """'X's claim', 'reports from X'."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        elif child.lower_ in {"by", "from"}:
            yield from (p for p in child.children if p.dep_ == "pobj")


def is_own_count(node: Token, made: Speaker) -> bool:
    """'The group said it had recorded nine attacks': the group is named."""
    return node.dep_ == "dobj" and made.head is not None and made.head.tag_ == "PRP"


def is_answered(act: Token, noun: Token, verb: Token) -> bool:
    """'He denied allegations made by two women': he is no source of their allegations."""
    if _WORDS.verbs.get(lemma(verb)) != "denies" or lemma(noun) not in _WORDS.report_nouns:
        return False
    return bool(act.i == noun.i or (act.head.i == noun.i and act.tag_ == "VBN"))


def told_about(act: Token, node: Token, verb: Token) -> Speaker | None:
    """'Residents told of soldiers burning homes', 'the ministry put the number of dead at nine'."""
    stance = _WORDS.verbs.get(lemma(verb)) if is_verb(verb) else None
    heard = node.lower_ in {"about", "of"} and lemma(verb) in _TELLING and is_verb(act)
    toll = node.dep_ == "dobj" and lemma(verb) == "put" and lemma(node) in _TOLLS
    if not (stance and toll) and not heard:
        return None
    head = next((s for s in clause(verb).subjects if may_speak(s)), None)
    return Speaker(head, verb, stance or "asserts", verb) if head is not None else None


_TELLING: Final = frozenset({"complain", "speak", "talk", "tell"})
_TOLLS: Final = frozenset({"count", "figure", "number", "toll", "total"})


def hearsay(trigger: Token, anchor: Token) -> Speaker | None:
    """'Were reportedly killed', 'was reportedly the result of an attack'."""
    node = anchor
    if trigger.dep_ in SUBJECTS and lemma(anchor) == "be":
        return None  # of 'the raid was allegedly an act of revenge' the raid is known
    known = is_noun(trigger) and any(c.lower_ == "the" for c in trigger.children)
    for _ in range(1 if known else 6):
        for child in node.children:
            if child.lower_ in _WORDS.hearsay:
                return Speaker(None, child, _WORDS.hearsay[child.lower_])
        if node.dep_ == "conj":
            return _for_both(node.head)
        if node.dep_ not in _SHARED:
            return None
        node = node.head
    return None


def _for_both(verb: Token) -> Speaker | None:
    """'Reportedly, two were killed and six were hurt': what opens a sentence is said of both."""
    for child in verb.children:
        if child.is_sent_start and child.lower_ in _WORDS.hearsay:
            return Speaker(None, child, _WORDS.hearsay[child.lower_])
    return None


def label(trigger: Token) -> Speaker | None:
    """'Police: two shot dead in Lima', 'UN report: camp was shelled': before the first colon."""
    sent = trigger.sent
    for token in sent[1:_LABEL]:
        if token.text == ":":
            head = token.nbor(-1)
            alone = is_noun(head) and head.left_edge.i == sent.start and token.i < trigger.i
            told = alone and lemma(head) in _WORDS.kind_nouns
            return Speaker(head, token, "reports") if told else None
        if is_verb(token):
            return None
    return None
