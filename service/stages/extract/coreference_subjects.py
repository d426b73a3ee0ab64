"""The subjects that a pronoun may point back to, the likeliest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.coreference_lexicon import coreference_words

Token = Any

_WORDS: Final = coreference_words()
PERSON_PRONOUNS: Final = _WORDS.male_pronouns | _WORDS.female_pronouns
SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "agent"})
REACH_TOKENS: Final = 120
REACH_SENTENCES: Final = 2
_BELOW: Final = frozenset({"acl", "advcl", "pcomp", "relcl"})
_STEPS: Final = 4
_NOTED: Final = "subjects"


def subject_above(token: Token) -> Token | None:
    """'Lorenzana said he had ordered': the subject of the clause that governs the pronoun's own."""
    clause = token.head
    for _ in range(6):
        if clause.tag_[:2] == "VB" and clause.dep_ in {"ccomp", "advcl", "conj", "xcomp"}:
            for c in clause.head.children:
                if c.dep_ in SUBJECT and c.i < token.i:
                    return c
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def subjects_before(token: Token, doc: Any) -> Iterator[Token]:
    """Subjects before the token in its sentence and the two before, the last first.

    In the sentences before, a person is the subject of what is told rather than of an aside:
    'Reed was jailed after Meyer complained. He was ...'.
    """
    low, first = max(0, token.i - REACH_TOKENS + 1), token.sent.start
    yield from _of_stretch(token, doc, max(low, first), token.i)
    told = token.lower_ in PERSON_PRONOUNS
    end = first
    for _ in range(REACH_SENTENCES + (token.i == first)):
        if end <= low:
            return
        start = doc[end - 1].sent.start
        found = list(_of_stretch(token, doc, max(start, low), end))
        yield from sorted(found, key=_is_aside) if told else found
        end = start


def _subjects(doc: Any) -> list[int]:
    """Where the subjects of a doc stand: many pronouns ask for them."""
    found: list[int] | None = doc.user_data.get(_NOTED)
    if found is None:
        found = doc.user_data[_NOTED] = [t.i for t in doc if t.dep_ in SUBJECT]
    return found


def _of_stretch(token: Token, doc: Any, low: int, high: int) -> Iterator[Token]:
    own, subjects = token.head if token.dep_ not in {"poss"} else None, _subjects(doc)
    for at in reversed(subjects[bisect_left(subjects, low) : bisect_left(subjects, high)]):
        t = doc[at]
        if own is None or t.head.i != own.i:
            if own is not None and token.dep_ == "nsubjpass":
                yield from _seized(t.head, own)
            yield t
            if t.dep_ == "agent":
                yield from (c for c in t.children if own is None or own not in c.subtree)
            elif t.sent.start < token.sent.start and t.head.dep_ == "ROOT":
                person = token.lower_ in PERSON_PRONOUNS
                yield from (c for c in t.children if person and _is_possessor(c))


def _seized(verb: Token, own: Token) -> Iterator[Token]:
    """'Police seized two men. They were charged': those who were seized."""
    if verb.lemma_ in _WORDS.seizing and own.lemma_ in _WORDS.seized:
        yield from (c for c in verb.children if c.dep_ == "dobj")


def _is_possessor(token: Token) -> bool:
    return bool(token.dep_ == "poss" and token.tag_ == "NNP")


def _is_aside(subject: Token) -> bool:
    """Whether its clause stands below another: 'after Meyer complained'."""
    verb = subject.head
    for _ in range(_STEPS):
        if verb.dep_ in _BELOW:
            return True
        verb = verb.head
    return False
