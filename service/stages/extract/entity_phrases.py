"""Mentions of people, bodies and groups without their name: offices, collectives, pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from service.stages.extract.actor_types import RegistryMatch
from service.stages.extract.coreference_lexicon import coreference_words
from service.stages.extract.coreference_subjects import PERSON_PRONOUNS
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.entity_names import words

Token = Any
#: first character, the one behind the last, and the text
TextSpan = tuple[int, int, str]

_WITHIN: Final = frozenset({"amod", "compound", "nmod", "nummod"})
_DEFINITE: Final = frozenset({"the", "this", "that", "its", "his", "her", "their", "our"})
_SINGULAR_SPEAKER: Final = frozenset({"i", "me", "myself"})
_MOST_PRONOUNS: Final = 120


def offices(ctx: DocActors) -> Iterator[tuple[RegistryMatch, TextSpan]]:
    """'the foreign secretary', "the group's leader": one definite holder of an office, unnamed."""
    for match in _roles(ctx):
        noun = ctx.doc[match.token_end - 1]
        office = match.entry.use == "title" or noun.lower_ in words("office")
        if noun.text in words("no_office"):
            continue
        if office and noun.tag_ in ("NN", "NNP") and _is_definite(noun) and not _is_title(noun):
            yield match, _phrase(match, ctx)


def collectives(ctx: DocActors) -> Iterator[tuple[RegistryMatch, TextSpan]]:
    """'government forces', 'the coalition', 'villagers': several people or a body, unnamed."""
    for match in _roles(ctx):
        noun = ctx.doc[match.token_end - 1]
        if noun.dep_ in ("compound", "amod", "nmod") or match.entry.use not in ("own", "member"):
            continue
        many = noun.tag_ in ("NNS", "NNPS") and match.entry.codes[0].sectors
        if (many and noun.lower_ not in words("no_group")) or noun.lower_ in words("collective"):
            yield match, _phrase(match, ctx)


def units(ctx: DocActors) -> Iterator[TextSpan]:
    """'2nd Armoured Brigade', 'Joint Task Force': names of bodies by their last word."""
    bodies = words("body") | words("unit")
    for token in ctx.doc:
        if token.lower_ in bodies and token.text[:1].isupper() and _is_name(token):
            first = token.i
            while first > 0 and _is_part_of_name(ctx.doc[first - 1]):
                first -= 1
            if first < token.i:
                yield _span(ctx, first, token.i + 1)


def pronouns(ctx: DocActors) -> Iterator[tuple[Token, list[Token], bool]]:
    """Pronouns with their antecedents; True for those that mean one person."""
    left = _MOST_PRONOUNS
    for token in ctx.doc:
        if token.tag_ == "PRP" and left:
            left -= 1
            low = token.lower_
            personal = low in PERSON_PRONOUNS or low in _SINGULAR_SPEAKER
            if personal or low in coreference_words().group_pronouns:
                yield token, ctx.resolve(token), personal


def behind_states(
    matches: Sequence[RegistryMatch],
) -> Iterator[tuple[RegistryMatch, RegistryMatch]]:
    """Names of states with the plural or collective role noun right behind them."""
    for a, b in zip(matches, matches[1:], strict=False):
        if a.entry.kind in ("country", "demonym", "place") and b.entry.kind == "role":
            collective = b.text.endswith("s") or b.entry.use == "own"
            if b.token_start == a.token_end and b.start - a.end == 1 and collective:
                yield a, b


def _roles(ctx: DocActors) -> Iterator[RegistryMatch]:
    return (m for m in ctx.matches if m.entry.kind == "role" and m.token_end > 0)


def _is_definite(noun: Token) -> bool:
    if any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children):
        return True
    determined = any(c.dep_ == "det" for c in noun.children)
    return noun.tag_ == "NNP" and noun.dep_ in ("nsubj", "nsubjpass") and not determined


def _is_title(noun: Token) -> bool:
    """Whether the office stands before a name or is told of one: 'the mayor, Ana Diaz'."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return noun.dep_ in ("compound", "appos", "attr") or (
        following is not None and following.tag_ == "NNP"
    )


def _phrase(match: RegistryMatch, ctx: DocActors) -> TextSpan:
    """The noun with the adjectives and nouns right before it."""
    first = match.token_start
    noun = ctx.doc[match.token_end - 1]
    while first > 0 and ctx.doc[first - 1].dep_ in _WITHIN and ctx.doc[first - 1].head.i == noun.i:
        first -= 1
    return _span(ctx, first, match.token_end)


def _span(ctx: DocActors, first: int, last: int) -> TextSpan:
    start, end = ctx.doc[first].idx, ctx.doc[last - 1].idx + len(ctx.doc[last - 1])
    return start, end, ctx.text[start:end]


def _is_name(token: Token) -> bool:
    return bool(token.tag_ in ("NNP", "NNPS"))


def _is_part_of_name(token: Token) -> bool:
    """A capitalised name or adjective, or an ordinal, on the same line."""
    if "\n" in token.text or token.is_punct or token.is_sent_start and token.lower_ == "the":
        return False
    if token.text[:1].isdigit():
        return bool(token.lower_.endswith(("st", "nd", "rd", "th")))
    return bool(token.text[:1].isupper()) and token.tag_ in ("NNP", "NNPS", "JJ")
