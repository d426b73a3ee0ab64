"""Several states in one noun phrase: 'Turkish and Greek ministers', 'soldiers of Chad and Niger'.

One mention that stands for two actors gives both, with the same text (coding rule 19).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from service.stages.extract.actor_coder import phrase_of
from service.stages.extract.actor_phrase import STATES, combine
from service.stages.extract.actor_phrase_parts import Phrase, is_actor
from service.stages.extract.actor_types import ActorCode, RegistryMatch
from service.stages.extract.doc_actors import DocActors

Token = Any

_JOINS: Final = frozenset({"and", "&", ",", "as", "well"})
_LINKS: Final = frozenset({"and", "&"})
_BODIES: Final = frozenset({"country", "demonym", "organization"})
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_REACH: Final = 16
MOST: Final = 6


def joint_codes(head: Token, ctx: DocActors) -> list[ActorCode]:
    """One code for each state that a noun phrase joins; empty when it joins none.

    `head` is a role noun; the states stand in front of it, or behind 'of' or 'from'.
    """
    role = ctx.at.get(head.i)
    if role is not None and role.entry.use == "of":  # 'hundreds of Indian and Pakistani soldiers'
        head = _counted(head) or head
        role = ctx.at.get(head.i)
    if role is None or role.entry.kind != "role":
        return []
    row = _row_before(head, role, ctx)
    if row and head.tag_ == "NNP" and row[-1].entry.kind == "country":
        return []  # 'Ghana, Togo and Congo Republic': the last one's name
    if row:
        return _distinct(_each_before(head, row, ctx))
    row = _row_behind(head, ctx) if head.tag_ in _PLURAL else []
    return _distinct(_each_behind(head, row, ctx)) if row else []


def _counted(head: Token) -> Token | None:
    preps = [c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"]
    return next((p for c in preps for p in c.children if p.dep_ == "pobj"), None)


def _row_before(head: Token, role: RegistryMatch, ctx: DocActors) -> list[RegistryMatch]:
    """The names that stand side by side in front of a head, joined by 'and'."""
    low = max(head.sent.start, head.i - _REACH)
    at = role.token_start - 1
    while at >= low and _only_says_which(at, ctx):
        at -= 1
    return _row_up_to(at, low, ctx)


def _only_says_which(at: int, ctx: DocActors) -> bool:
    """'Senior', 'military': a word between the names and their noun."""
    match = ctx.at.get(at)
    if match is not None:
        return match.entry.kind == "role"
    return ctx.doc[at].dep_ in _MODIFIERS


def _row_up_to(at: int, low: int, ctx: DocActors) -> list[RegistryMatch]:
    """Names ending at a token and going left, as long as only 'and' or a comma is between."""
    found: list[RegistryMatch] = []
    linked = False
    while at >= low:
        match = ctx.at.get(at)
        if match is None or match.entry.kind not in _BODIES or not is_actor(match, ctx.text):
            break
        found.append(match)
        at = match.token_start - 1
        between = at
        while at >= low and ctx.doc[at].lower_ in _JOINS:
            linked = linked or ctx.doc[at].lower_ in _LINKS
            at -= 1
        if at == between:
            break
    return found[::-1] if linked and len(found) > 1 else []


def joined_states(token: Token, ctx: DocActors) -> list[Token]:
    """'The Russian and Syrian bombing': the adjectives that stand side by side, this one first."""
    first = ctx.at.get(token.i)
    if first is None or first.entry.kind != "demonym":
        return [token]
    row = [first]
    at = first.token_end
    last = min(token.sent.end, at + _REACH)
    while at < last:
        behind = at
        while at < last and ctx.doc[at].lower_ in _JOINS:
            at += 1
        match = ctx.at.get(at)
        if at == behind or match is None or match.entry.kind != "demonym":
            break
        row.append(match)
        at = match.token_end
    return [ctx.doc[m.token_end - 1] for m in row]


def _row_behind(head: Token, ctx: DocActors) -> list[RegistryMatch]:
    """The states of 'soldiers from Chad, Niger and Mali'."""
    for prep in head.children:
        if prep.dep_ != "prep" or prep.i < head.i or prep.lower_ not in ("of", "from"):
            continue
        last = min(prep.right_edge.i, prep.i + _REACH)
        at, found, linked = prep.i + 1, list[RegistryMatch](), False
        while at <= last:
            match = ctx.at.get(at)
            if match is not None and match.entry.kind == "country":
                found.append(match)
                at = match.token_end
                continue
            word = ctx.doc[at].lower_
            if word not in _JOINS and word != "the":
                break
            linked = linked or (word in _LINKS and bool(found))
            at += 1
        return found if linked and len(found) > 1 else []
    return []


def _each_before(
    head: Token, row: Sequence[RegistryMatch], ctx: DocActors
) -> list[tuple[str, ActorCode]]:
    whole = phrase_of(head, ctx)
    names = {m.start for m in row}
    rest = tuple(m for m in whole.before if m.start not in names)
    behind = ctx.doc[row[-1].token_end : head.i + 1].text
    return [
        (f"{m.text} {behind}", combine(_with(whole, (m, *rest), whole.after), ctx.published))
        for m in row
    ]


def _each_behind(
    head: Token, row: Sequence[RegistryMatch], ctx: DocActors
) -> list[tuple[str, ActorCode]]:
    whole = phrase_of(head, ctx)
    if any(m.entry.kind in STATES for m in whole.before):
        return []
    names = {m.start for m in row}
    rest = tuple((tie, m) for tie, m in whole.after if m.start not in names)
    each = [(m, _with(whole, whole.before, (("of", m), *rest))) for m in row]
    return [(f"{whole.name} of {m.text}", combine(p, ctx.published)) for m, p in each]


def _with(
    whole: Phrase,
    before: tuple[RegistryMatch, ...],
    after: tuple[tuple[str, RegistryMatch], ...],
) -> Phrase:
    return whole._replace(before=before, after=after)


def _distinct(found: list[tuple[str, ActorCode]]) -> list[ActorCode]:
    """The codes with their names when each is a country's or a body's and no two are one."""
    codes = [code._replace(name=name) for name, code in found[:MOST]]
    told = {(c.country, c.sector) for c in codes}
    settled = all(c.sector and (c.country or c.sector in _INTERNATIONAL) for c in codes)
    return codes if settled and len(told) == len(codes) else []


_INTERNATIONAL: Final = frozenset({"IGO", "IMG", "NGO", "ISM"})
