"""Who a pronoun or 'the group' means: rules that would rather answer nobody than somebody wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from service.stages.extract.actor_types import Named
from service.stages.extract.attribution_scan import scan
from service.stages.extract.coreference_gender import first_meant, may_mean
from service.stages.extract.coreference_lexicon import coreference_words
from service.stages.extract.coreference_subjects import (
    PERSON_PRONOUNS,
    REACH_SENTENCES,
    subject_above,
    subjects_before,
)
from service.stages.extract.entity_names import words
from service.stages.extract.syntax_words import expand_conjuncts

if TYPE_CHECKING:  # whose method `resolve` comes here
    from service.stages.extract.doc_actors import DocActors

Token = Any

_WORDS: Final = coreference_words()
#: nouns for which 'it' may stand
_SINGULAR_BODIES: Final = _WORDS.body_nouns | _WORDS.other_bodies
COUNTED: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
BODIES: Final = frozenset({"organization", "country", "seat"})


def resolve(token: Token, ctx: DocActors) -> list[Token]:
    """The antecedent head tokens of a token that names nobody itself; empty when unsure."""
    low = token.lower_
    if token.tag_ in ("WP", "WDT", "WP$") and low in _WORDS.relatives:
        return _relative(token)
    if low in PERSON_PRONOUNS:
        return _nearest(token, ctx, _is_person)
    if low in _WORDS.speaker_pronouns:
        return _speaker(token)
    if low in _WORDS.thing_pronouns:
        return _nearest(token, ctx, _is_body)
    if low in _WORDS.group_pronouns:
        return _all_named(_nearest(token, ctx, _is_many))
    if low in _WORDS.pairs or (low in _WORDS.pair_nouns and _has_pair_word(token)):
        return _pair(token, ctx)
    if low in _WORDS.body_nouns and _definite(token):
        return _nearest(token, ctx, _is_organisation if low in _WORDS.state_bodies else _is_group)
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
    return bool(words & _WORDS.definite) and not deps & {"compound", "poss", "prep", "amod"}


def _has_pair_word(token: Token) -> bool:
    return any(c.lower_ in _WORDS.pair_determiners for c in token.children)


def _nearest(token: Token, ctx: DocActors, fits: Callable[[Token, DocActors], bool]) -> list[Token]:
    """The subject that the token points back to: of the clause above it, else the last before it.

    A possessive may point into its own clause, a subject or object may not.
    """
    beside = _owner_beside(token)
    if beside is not None and fits(beside, ctx) and may_mean(token, beside):
        return [beside]
    said_by = _quoted_speaker(token)  # who calls himself 'I'
    above = subject_above(token)
    known = above is not None and above.lower_ not in said_by
    if known and fits(above, ctx) and may_mean(token, above):
        return [above]
    before = subjects_before(token, ctx.doc)
    fitting = (t for t in before if t.lower_ not in said_by and fits(t, ctx))
    found = first_meant(token, fitting)
    return [found] if found is not None else []


def _owner_beside(token: Token) -> Token | None:
    """'Peru and its allies', 'the mayor and his sons': whoever stands in front of the 'and'."""
    noun = token.head
    beside = token.tag_ == "PRP$" and noun.dep_ == "conj" and noun.head.i < token.i
    return noun.head if beside and noun.head.tag_.startswith("NN") else None


def _quoted_speaker(token: Token) -> set[str]:
    """The name of whoever speaks in the quotation around a pronoun, if that is certain.

    Only where the quotation opens in the pronoun's sentence and its speaker stands outside it.
    """
    quote = scan(token.doc).quote_at(token.i) if token.tag_ in _THIRD else None
    if quote is None or quote.frame is None or quote.start < token.sent.start:
        return set()
    speaker = token.doc[quote.frame.subject]
    inside = quote.start < speaker.i < quote.end
    return set() if inside or speaker.lower_ in PERSON_PRONOUNS else {speaker.lower_}


_THIRD: Final = frozenset({"PRP", "PRP$"})


def _all_named(heads: list[Token]) -> list[Token]:
    """'Togo and Ghana met. They signed ...': both."""
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
        return role and token.lower_ not in _SINGULAR_BODIES | words("collective") | _WORDS.nations
    return False


_OFFICES: Final = frozenset({"title", "own", "member"})


def _titled(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in _WORDS.titles


def _is_body(token: Token, ctx: DocActors) -> bool:
    named = ctx.by_head.get(token.i)
    if named is not None:
        return named.code.kind in BODIES
    return token.tag_ == "NN" and token.lower_ in _SINGULAR_BODIES


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
    return match is not None and token.lower_ in _WORDS.crowds


def _speaker(token: Token) -> list[Token]:
    """'we', 'I' in a quotation: the subject of the verb of speech above it or beside it."""
    verb = token.head
    for _ in range(8):
        if verb.lemma_ in _WORDS.speech:
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
        speaks = t.dep_ == "nsubj" and t.head.lemma_ in _WORDS.speech and t.i != token.i
        if speaks and t.lower_ not in _WORDS.speaker_pronouns:
            return t
    return None


def _before(token: Token, ctx: DocActors) -> list[Named]:
    """Names before the token in its sentence and the two before, the last first."""
    sents = list(ctx.doc[max(0, token.i - 150) : token.i + 1].sents)[-1 - REACH_SENTENCES :]
    start = sents[0].start if sents else 0
    return [n for n in reversed(ctx.named) if start <= n.head < token.i]


def _pair(token: Token, ctx: DocActors) -> list[Token]:
    """'both sides': the two names last coordinated in the sentences before."""
    for n in _before(token, ctx):
        heads = expand_conjuncts(ctx.doc[n.head])
        if len(heads) == 2 and all(h.i in ctx.by_head for h in heads):
            return heads
    return []
