"""Single words of the parse: verbs and nouns, what is coordinated with them, whom 'who' means."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

Token = Any

SUBJECTS: Final = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS: Final = frozenset({"nsubjpass", "csubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj", "oprd", "dative"})
#: verbs of courts before 'to death'
SENTENCING: Final = frozenset({"condemn", "doom", "sentence"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom", "what"})


def is_verb(token: Token) -> bool:
    """True for verb forms (VB, VBD, VBG, VBN, VBP, VBZ)."""
    return bool(token.tag_[:2] == "VB")


def is_noun(token: Token) -> bool:
    """True for common and proper nouns."""
    return bool(token.tag_[:2] == "NN")


def has_to(verb: Token) -> bool:
    """True for an infinitive with 'to'."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def lemma(token: Token) -> str:
    """The lemma in lower case, as the language model here writes it."""
    return token.lemma_  # type: ignore[no-any-return]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order, at most 12."""
    found: list[Token] = []
    stack = [token]
    while stack and len(found) < 12:
        head = stack.pop()
        found.append(head)
        stack += [c for c in head.children if c.dep_ == "conj" and c.i > head.i]
    return sorted(found, key=_position) if len(found) > 1 else found


_position: Final = attrgetter("i")
#: tags of what can stand in a list of parties
_NOMINAL: Final = ("NN", "PRP", "CD", "JJ", "DT")


def expand_conjuncts(token: Token) -> list[Token]:
    """All nouns of the list that a token stands in, those before it too, at most 12."""
    first = token
    while first.dep_ == "conj" and first.i != first.head.i and first.head.tag_.startswith(_NOMINAL):
        first = first.head
    found: list[Token] = []
    stack = [first]
    while stack and len(found) < 12:
        noun = stack.pop()
        found.append(noun)
        stack.extend(c for c in noun.children if c.dep_ == "conj" and c.tag_.startswith(_NOMINAL))
    return sorted(found, key=_position)


def flat(tokens: list[Token]) -> tuple[Token, ...]:
    """Antecedents for relative pronouns, conjuncts written out, no repeats."""
    out: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(_antecedent(token)):
            out.setdefault(each.i, each)
    return tuple(out.values())


def _antecedent(token: Token) -> Token:
    if token.lower_ not in RELATIVES or token.tag_ not in {"WP", "WDT", "IN", "DT"}:
        return token
    verb = token.head
    for _ in range(3):
        if verb.dep_ == "relcl":
            return verb.head
        verb = verb.head
    return token


def has_agent_of_object(verb: Token) -> bool:
    """'He welcomed a call on Friday by Peru': it is Peru's call."""
    deps = {c.dep_ for c in verb.children}
    if "auxpass" in deps or not deps & SUBJECTS:
        return False
    last = max((c.i for c in verb.children if c.dep_ == "agent"), default=0)
    return any(c.dep_ in OBJECTS and verb.i < c.i < last for c in verb.children)
