"""Who a pronoun or 'the group' means: rules that would rather answer nobody than somebody wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from service.stages.extract.actor_types import Named
from service.stages.extract.coreference_gender import first_meant, may_mean
from service.stages.extract.coreference_subjects import (
    PERSON_PRONOUNS,
    REACH_SENTENCES,
    subject_above,
    subjects_before,
)
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.entity_names import words

Token = Any

GROUP_PRONOUNS: Final = frozenset("they them their theirs themselves".split())
THING_PRONOUNS: Final = frozenset("it its itself".split())
SPEAKER_PRONOUNS: Final = frozenset("i we my our me us mine ours myself ourselves".split())
RELATIVES: Final = frozenset("who which that whom whose".split())
PAIR_NOUNS: Final = frozenset("sides parties countries leaders nations governments foes".split())
#: definite nouns that point back at the last body named
BODY_NOUNS: Final = frozenset(
    "group organisation organization movement party militia faction network body agency force "
    "alliance company firm bloc council union ministry league commission".split()
)
#: nouns for which 'it' may stand
SINGULAR_BODIES: Final = BODY_NOUNS | frozenset(
    "administration army arm battalion board brigade cabinet cartel coalition command commission "
    "committee court embassy front gang government junta legislature military mission navy "
    "opposition parliament police regime senate tribunal wing".split()
)
#: of these the ones that may be a government's
STATE_BODIES: Final = frozenset("agency force body council ministry".split())
#: of a state, who is not meant by 'he'
NATIONS: Final = frozenset("capital country nation republic side state".split())
COUNTED: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
BODIES: Final = frozenset({"organization", "country", "seat"})
TITLES: Final = frozenset(
    "mr mrs ms miss dr sir lord lady mr. mrs. ms. dr. gen gen. col col.".split()
)
SPEECH: Final = frozenset(
    "say tell add warn claim declare state announce insist argue note explain write tweet "
    "acknowledge admit assert stress vow pledge reply ask comment recall post conclude".split()
)


def resolve(token: Token, ctx: DocActors) -> list[Token]:
    """The antecedent head tokens of a token that names nobody itself; empty when unsure."""
    low = token.lower_
    if token.tag_ in ("WP", "WDT", "WP$") and low in RELATIVES:
        return _relative(token)
    if low in PERSON_PRONOUNS:
        return _nearest(token, ctx, _is_person)
    if low in SPEAKER_PRONOUNS:
        return _speaker(token)
    if low in THING_PRONOUNS:
        return _nearest(token, ctx, _is_body)
    if low in GROUP_PRONOUNS:
        return _all_named(_nearest(token, ctx, _is_many))
    if low in ("both", "two") or (low in PAIR_NOUNS and _has_pair_word(token)):
        return _pair(token, ctx)
    if low in BODY_NOUNS and _definite(token):
        return _nearest(token, ctx, _is_organisation if low in STATE_BODIES else _is_group)
    return []


def left_out(number: Token) -> Token | None:
    """'Four soldiers died and two were wounded': the noun that a bare number leaves out."""
    verb = number.head
    if number.tag_ != "CD" or number.dep_ not in COUNTED or verb.dep_ != "conj":
        return None
    told = (c for c in verb.head.children if c.dep_ in COUNTED and c.tag_.startswith("NN"))
    return next((t for t in told if any(c.dep_ == "nummod" for c in t.children)), None)


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


def _nearest(token: Token, ctx: DocActors, fits: Callable[[Token, DocActors], bool]) -> list[Token]:
    """The subject that the token points back to: of the clause above it, else the last before it.

    A possessive may point into its own clause, a subject or object may not.
    """
    above = subject_above(token)
    if above is not None and fits(above, ctx) and may_mean(token, above):
        return [above]
    fitting = (t for t in subjects_before(token, ctx.doc) if fits(t, ctx))
    found = first_meant(token, fitting)
    return [found] if found is not None else []


def _all_named(heads: list[Token]) -> list[Token]:
    """'Togo and Ghana met. They signed ...': both."""
    from service.stages.extract.actor_coder import expand_conjuncts

    return expand_conjuncts(heads[0]) if heads else []


def _is_person(token: Token, ctx: DocActors) -> bool:
    if token.tag_ in {"NN", "NNP"}:
        named = ctx.by_head.get(token.i)
        if named is not None:
            return named.code.kind == "person"
        if token.ent_type_ == "PERSON" or _titled(token):
            return True
        match = ctx.at.get(token.i)
        role = match is not None and match.entry.kind == "role" and match.entry.use in _OFFICES
        return role and token.lower_ not in SINGULAR_BODIES | words("collective") | NATIONS
    return False


_OFFICES: Final = frozenset({"title", "own", "member"})


def _titled(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in TITLES


def _is_body(token: Token, ctx: DocActors) -> bool:
    named = ctx.by_head.get(token.i)
    if named is not None:
        return named.code.kind in BODIES
    return token.tag_ == "NN" and token.lower_ in SINGULAR_BODIES


def _is_organisation(token: Token, ctx: DocActors) -> bool:
    named = ctx.by_head.get(token.i)
    return named is not None and named.code.kind == "organization"


def _is_group(token: Token, ctx: DocActors) -> bool:
    """An organisation that is no government: 'the group' is not Washington."""
    return _is_organisation(token, ctx) and ctx.by_head[token.i].code.sector != "GOV"


def _is_many(token: Token, ctx: DocActors) -> bool:
    if token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children):
        return True
    if _is_group(token, ctx):
        return True  # 'the Taliban said they'
    match = ctx.at.get(token.i)
    return match is not None and token.lower_ in {"police", "army", "group", "government", "crowd"}


def _speaker(token: Token) -> list[Token]:
    """'we', 'I' in a quotation: the subject of the verb of speech above it or beside it."""
    verb = token.head
    for _ in range(8):
        if verb.lemma_ in SPEECH:
            subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i != token.i]
            if subjects:
                return subjects[:1]
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return _speaker_near(token)


def _speaker_near(token: Token) -> list[Token]:
    """The speaker of the sentence, else of the one before when this one is all quotation."""
    sent = token.sent
    found = _speech_subject(sent, token)
    if found is None and sent.start > 0 and token.doc[sent.start].text in {'"', "“", "``", "'"}:
        found = _speech_subject(token.doc[sent.start - 1].sent, token)
    if found is None and sent.end < len(token.doc):
        after = token.doc[sent.end].sent
        found = _speech_subject(after, token) if len(after) <= 14 else None
    return [found] if found is not None else []


def _speech_subject(sent: Any, token: Token) -> Token | None:
    for t in sent:
        speaks = t.dep_ == "nsubj" and t.head.lemma_ in SPEECH and t.i != token.i
        if speaks and t.lower_ not in SPEAKER_PRONOUNS:
            return t
    return None


def _before(token: Token, ctx: DocActors) -> list[Named]:
    """Names before the token in its sentence and the two before, the last first."""
    sents = list(ctx.doc[max(0, token.i - 150) : token.i + 1].sents)[-1 - REACH_SENTENCES :]
    start = sents[0].start if sents else 0
    return [n for n in reversed(ctx.named) if start <= n.head < token.i]


def _pair(token: Token, ctx: DocActors) -> list[Token]:
    """'both sides': the two names last coordinated in the sentences before."""
    from service.stages.extract.actor_coder import expand_conjuncts

    for n in _before(token, ctx):
        heads = expand_conjuncts(ctx.doc[n.head])
        if len(heads) == 2 and all(h.i in ctx.by_head for h in heads):
            return heads
    return []
