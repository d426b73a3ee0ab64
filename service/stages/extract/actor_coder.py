"""Codes the actor that a token heads, with the help of its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract import conditions
from service.stages.extract.actor_context import LEFT, counted, in_context
from service.stages.extract.actor_offices import holder, of_its_body
from service.stages.extract.actor_phrase import combine, with_country
from service.stages.extract.actor_phrase_parts import (
    Phrase,
    is_actor,
    is_former,
    is_past,
    was,
)
from service.stages.extract.actor_short import capital_short, international_short
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import ActorCode, RegistryMatch
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.quantities_phrase import is_thing

Token = Any

_OF_STATES: Final = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "SPY"})
#: who is of their owner's state: his forces, its citizens
_OWNED: Final = _OF_STATES | {"CVL", "ELI", "OPP", "REB"}
_REFERRING: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})


def code_span(head: Token, ctx: DocActors) -> ActorCode:
    """The code of the noun phrase that `head` heads: its own words, then back-references.

    A role noun or a person without a country takes the one that the sentence or the whole text
    is about; any other unknown name stays without country. Never raises.
    """
    code = _code(head, ctx, depth=0)
    if any(is_thing(noun.lower_) for noun in conditions.counted(head)):
        return code._replace(sector=None)  # 'two of Ghana's largest cities' are no people
    return code


def _code(head: Token, ctx: DocActors, depth: int) -> ActorCode:
    if head.tag_ in _REFERRING or head.lower_ in ("both", "this", "that"):
        return _referred(head, ctx, depth)
    if head.tag_ == "CD" and head.i not in ctx.at and depth < 2:
        noun = next((n for n in conditions.counted(head) if n.tag_.startswith("NN")), None)
        if noun is not None:
            code = _code(noun, ctx, depth + 1)._replace(name=head.text)
            return code if code.sector else counted(head, code)
    phrase = phrase_of(head, ctx)
    if phrase.head is not None and phrase.head.entry.use == "member" and depth < 2:
        phrase = of_its_body(head, ctx, phrase)
    short = capital_short(head, ctx) or international_short(head, ctx)
    code = short or combine(phrase, ctx.published)
    if phrase.head is None and head.tag_.startswith("NNP"):
        code = _back_reference(head, ctx, code)
    if code.actor_id is None and code.sector is None and depth < 2:
        code = _definite(head, ctx, code, depth)
    code = holder(head, ctx, code)
    if code.sector is None and code.kind is None and depth < 2:
        code = _apposed(head, ctx, code, depth)
    code = counted(head, code)
    return in_context(head, ctx, _theirs(head, ctx, code, depth), phrase)


def _theirs(head: Token, ctx: DocActors, code: ActorCode, depth: int) -> ActorCode:
    """'Peru said its forces withdrew', 'Peru, whose forces withdrew': of whom they are."""
    lacks = code.country is None and code.sector in _OWNED and depth < 2
    nouns = (head, *conditions.counted(head)) if lacks else ()
    for owner in (c for noun in nouns for c in noun.children):
        if code.sector not in _OF_STATES and owner.lower_ not in ("its", "their"):
            continue  # 'his people': of whoever speaks, as often as of whom he speaks
        if owner.dep_ == "poss" and owner.tag_ in ("PRP$", "WP$"):
            country = _referred(owner, ctx, depth + 1).country
            return with_country(code, country) if country else code
    return code


def _referred(head: Token, ctx: DocActors, depth: int) -> ActorCode:
    found = ctx.resolve(head) if depth < 3 else []
    if len(found) != 1 or found[0].i == head.i:
        return ActorCode(head.text)
    return _code(found[0], ctx, depth + 1)


def _definite(head: Token, ctx: DocActors, code: ActorCode, depth: int) -> ActorCode:
    """'the group', 'the movement': the last fitting name before it."""
    found = ctx.resolve(head) if ctx.by_head else []
    if len(found) != 1 or found[0].i == head.i:
        return code
    return _code(found[0], ctx, depth + 1)._replace(name=code.name)


def _apposed(head: Token, ctx: DocActors, code: ActorCode, depth: int) -> ActorCode:
    """'His rival Laurent Gbagbo': what the name is that stands beside an unknown noun."""
    for name in named_beside(head):
        found = _code(name, ctx, depth + 1)
        return found if found.sector is not None or found.kind is not None else code
    return code


def named_beside(head: Token) -> list[Token]:
    """The names of persons or bodies that stand right behind a common noun, for the same."""
    if head.tag_ not in ("NN", "NNS"):
        return []
    return [
        c for c in head.children
        if c.dep_ == "appos" and 0 < c.i - head.i <= APPOSED
        and c.tag_.startswith("NNP") and c.ent_type_ in ("PERSON", "ORG", "")
    ]  # fmt: skip


#: how far behind a noun its name may begin, in tokens
APPOSED: Final = 6


def _back_reference(head: Token, ctx: DocActors, code: ActorCode) -> ActorCode:
    """A bare surname takes the code of the full name that the text gives elsewhere."""
    full = ctx.families.get(fold(head.text))
    if full is None or full.head == head.i:
        return code
    known = full.code
    if known.sector is None and code.sector is not None:
        return code._replace(name=known.name, country=code.country or known.country)
    return known._replace(country=known.country or code.country)


def phrase_of(head: Token, ctx: DocActors) -> Phrase:
    """The noun phrase of a token: matches in front, at, and behind its head, titles included."""
    at = ctx.at.get(head.i)
    usable = at if at is not None and is_actor(at, ctx.text) else None
    left, titles = _left(head, ctx), _title(head, ctx)
    before = _matches(range(left, head.i), ctx, skip=at)
    return Phrase(
        name=ctx.doc[left : head.i + 1].text,
        head=usable,
        before=(*titles, *before),
        after=tuple(_behind(head, ctx, at)),
        former=is_former(ctx.doc[left : head.i].text) or any(was(m, ctx.doc) for m in titles),
        proper=head.tag_.startswith("NNP"),
    )


def _left(head: Token, ctx: DocActors) -> int:
    left: int = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in LEFT:
            left = min(left, child.left_edge.i)
    start = max(left, head.sent.start, head.i - 25)
    for token in reversed(ctx.doc[start : head.i]):
        if token.text in ',;:"“”—':
            return int(token.i) + 1
    return int(start)


def _matches(tokens: range, ctx: DocActors, skip: RegistryMatch | None) -> list[RegistryMatch]:
    found: dict[int, RegistryMatch] = {}
    for i in tokens:
        m = ctx.at.get(i)
        if m is not None and m is not skip and is_actor(m, ctx.text):
            found[m.start] = m
    return list(found.values())


def _title(head: Token, ctx: DocActors) -> list[RegistryMatch]:
    """Matches of the noun beside which a name stands ('Lorenzana, the defence secretary')."""
    if not head.tag_.startswith("NNP"):
        return []
    near = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        near.append(head.head)
    out: list[RegistryMatch] = []
    for noun in near[:2]:
        at = ctx.at.get(noun.i)
        is_title = at is not None and at.entry.kind == "role"  # 'Foreign Minister' is written so
        if abs(noun.i - head.i) <= 20 and (is_title or not noun.tag_.startswith("NNP")):
            window = range(
                max(noun.left_edge.i, noun.i - 8), min(noun.right_edge.i, noun.i + 8) + 1
            )
            found = [
                m for m in _matches(window, ctx, None)
                if not m.token_start <= head.i < m.token_end and not is_past(m, ctx.doc)
            ]  # fmt: skip
            roles = [m for m in found if m.token_start <= noun.i < m.token_end]
            out += [*(m for m in found if m not in roles), *roles]
    return out


def _behind(
    head: Token, ctx: DocActors, at: RegistryMatch | None
) -> Iterator[tuple[str, RegistryMatch]]:
    """Matches in prepositional phrases after the head, each with its preposition."""
    for prep in head.children:
        if prep.dep_ != "prep" or prep.i < head.i:
            continue
        tie = prep.lower_
        end = min(prep.right_edge.i, prep.i + 14)
        for m in _matches(range(prep.i + 1, end + 1), ctx, skip=at):
            between = [t for t in ctx.doc[prep.i + 1 : m.token_start] if t.tag_ == "IN"]
            yield (between[-1].lower_ if between else tie), m


def instrument_owner(head: Token, ctx: DocActors | None = None) -> Token | None:
    """Who stands behind an attack or weapon: 'Russian airstrikes', 'raids by Sudan', 'its shells'.

    The token of the possessor, the agent after "by", or the adjective or name in front; None if
    the text names nobody.
    """
    for child in head.children:
        if child.dep_ == "poss":
            return child
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    for child in reversed([c for c in head.children if c.i < head.i]):
        if child.dep_ in ("amod", "compound", "nmod") and _names_somebody(child, ctx):
            return child
    return None


def _names_somebody(token: Token, ctx: DocActors | None) -> bool:
    if ctx is None:
        return token.tag_ in ("NNP", "NNPS") or token.text[:1].isupper()
    m = ctx.at.get(token.i)
    if m is None or not is_actor(m, ctx.text):
        return False
    return m.entry.kind != "role" or bool(
        m.entry.codes[0].sectors and m.entry.use not in ("instrument", "of")
    )
