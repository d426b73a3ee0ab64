"""Who a pronoun or 'the group' means: rules that would rather answer nobody than somebody wrong."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.actor_types import Named
from service.stages.extract.doc_actors import DocActors

Token = Any

PERSON_PRONOUNS: Final = frozenset("he she him her his hers himself herself".split())
GROUP_PRONOUNS: Final = frozenset("they them their theirs themselves".split())
THING_PRONOUNS: Final = frozenset("it its itself".split())
SPEAKER_PRONOUNS: Final = frozenset("i we my our me us mine ours myself ourselves".split())
RELATIVES: Final = frozenset("who which that whom whose".split())
PAIR_NOUNS: Final = frozenset("sides parties countries leaders nations governments foes".split())
#: definite nouns that point back at the last body named
BODY_NOUNS: Final = frozenset(
    "group organisation organization movement party militia faction network body agency force "
    "alliance company firm bloc council union ministry".split()
)
SUBJECT: Final = ("nsubj", "nsubjpass", "agent")
BODIES: Final = ("organization", "country", "seat")
REACH_SENTENCES: Final = 2


def resolve(token: Token, ctx: DocActors) -> list[Token]:
    """The antecedent head tokens of a token that names nobody itself; empty when unsure."""
    low = token.lower_
    if token.tag_ in ("WP", "WDT", "WP$") and low in RELATIVES:
        return _relative(token)
    if low in PERSON_PRONOUNS:
        return _last(token, ctx, ("person",))
    if low in SPEAKER_PRONOUNS:
        return _speaker(token)
    if low in THING_PRONOUNS:
        return _last(token, ctx, BODIES)
    if low in GROUP_PRONOUNS:
        return _group(token, ctx)
    if low in ("both", "two") or (low in PAIR_NOUNS and _has_pair_word(token)):
        return _pair(token, ctx)
    if low in BODY_NOUNS and _definite(token):
        return _last(token, ctx, ("organization",))
    return []


def _relative(token: Token) -> list[Token]:
    verb = token.head
    for _ in range(3):
        if verb.dep_ == "relcl":
            return [verb.head]
        verb = verb.head
    return []


def _definite(token: Token) -> bool:
    """'the group', 'this movement' with nothing that says which."""
    deps = {c.dep_ for c in token.children}
    words = {c.lower_ for c in token.children if c.dep_ == "det"}
    return bool(words & {"the", "this", "that"}) and not deps & {"compound", "poss", "prep", "amod"}


def _has_pair_word(token: Token) -> bool:
    return any(c.lower_ in ("two", "both", "the") for c in token.children)


def _before(token: Token, ctx: DocActors) -> list[Named]:
    """Names before the token in its sentence and the two before, the last first."""
    sents = list(ctx.doc[max(0, token.i - 150) : token.i + 1].sents)[-1 - REACH_SENTENCES :]
    start = sents[0].start if sents else 0
    return [n for n in reversed(ctx.named) if start <= n.head < token.i]


def _last(token: Token, ctx: DocActors, kinds: tuple[str, ...]) -> list[Token]:
    """The subject nearest before the token, by sentence; else the only name of the kind."""
    fitting = [n for n in _before(token, ctx) if n.code.kind in kinds]
    if not fitting:
        return []
    for same in (True, False):
        here = [n for n in fitting if (ctx.doc[n.head].sent.start == token.sent.start) is same]
        subjects = [n for n in here if ctx.doc[n.head].dep_ in SUBJECT]
        if subjects:
            return [ctx.doc[subjects[0].head]]
    ids = {n.code.name for n in fitting}
    return [ctx.doc[fitting[0].head]] if len(ids) == 1 else []


def _group(token: Token, ctx: DocActors) -> list[Token]:
    """'they': the plural or collective subject of the clause before."""
    for t in reversed(ctx.doc[max(0, token.i - 60) : token.i]):
        if t.dep_ in SUBJECT[:2] and t.tag_ in ("NNS", "NNPS") and t.head.i != token.head.i:
            return [t]
    return []


def _speaker(token: Token) -> list[Token]:
    """'we': the subject of the verb of speech that governs the quotation."""
    verb = token.head
    for _ in range(8):
        if verb.lemma_ in SPEECH:
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            return subjects[:1] if subjects and subjects[0].i != token.i else []
        if verb.head.i == verb.i:
            return []
        verb = verb.head
    return []


SPEECH: Final = frozenset(
    "say tell add warn claim declare state announce insist argue note explain write tweet "
    "acknowledge admit assert stress vow pledge".split()
)


def _pair(token: Token, ctx: DocActors) -> list[Token]:
    """'both sides': the two names last coordinated in the sentences before."""
    from service.stages.extract.actor_coder import expand_conjuncts

    for n in _before(token, ctx):
        heads = expand_conjuncts(ctx.doc[n.head])
        if len(heads) == 2 and all(h.i in ctx.by_head for h in heads):
            return heads
    return []
