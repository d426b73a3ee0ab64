"""Short forms of names: 'the Guards', 'the council' of a text that has named the UN's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.actor_types import ActorCode, Entry, RegistryMatch
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.entity_names import words

Token = Any

_POINTING: Final = frozenset({"that", "the", "this"})
_STATES: Final = frozenset({"country", "member", "nation", "state"})
#: what says which one, and so that it is not the one last named
_TELLING: Final = frozenset({"acl", "amod", "compound", "nmod", "poss", "prep", "relcl"})


def capital_short(head: Token, ctx: DocActors) -> ActorCode | None:
    """'The Guards' of a text that has named the Revolutionary Guards: a capital that means them."""
    bare = {c.dep_ for c in head.children if c.i < head.i} <= {"det"}
    if not bare or not head.text[:1].isupper() or head.is_sent_start:
        return None
    full = [
        n for n in ctx.named
        if n.code.kind == "organization" and n.code.sector and n.start < head.idx
        and " " in n.text and n.text.endswith(f" {head.text}")
    ]  # fmt: skip
    return full[-1].code if full and len({n.code.country for n in full}) == 1 else None


def international_short(head: Token, ctx: DocActors) -> ActorCode | None:
    """'The council', 'the bloc', 'council members': of the body of states that the text has named.

    None where the noun is somebody else's, or the text has not named such a body.
    """
    noun = head if head.lower_ in words("international") else _first_half(head)
    if noun is None or noun.tag_ != "NN":
        return None
    of_states = _is_of_states(noun)
    if noun is head and not (of_states or _is_bare(head)):
        return None
    found = None if _is_elsewhere(noun, ctx) else _named_by(noun, ctx)
    if found is not None:
        name = found.name if noun is head else head.text
        return ActorCode(name, found.entry_id if noun is head else None, None, "IGO", (),
                         "organization" if noun is head else None)  # fmt: skip
    return ActorCode(head.text, sector="IGO") if of_states else None


def _first_half(head: Token) -> Token | None:
    """'Council' of 'council members', 'alliance officials'; a union's leaders are workers'."""
    if head.i == 0 or head.lower_ not in words("of_body"):
        return None
    noun = head.nbor(-1)
    inside = noun.dep_ == "compound" and noun.head.i == head.i and noun.lower_ != "union"
    alone = inside and not any(c.i < noun.i for c in noun.children)
    return noun if alone and noun.lower_ in words("international") else None


def _is_of_states(noun: Token) -> bool:
    """'The 15-nation council', 'the 27-member bloc'."""
    halves = (c for c in noun.children if c.dep_ in ("amod", "compound") and c.lower_ in _STATES)
    return any(c.dep_ == "nummod" for half in halves for c in half.children)


def _is_bare(noun: Token) -> bool:
    pointing = any(c.dep_ == "det" and c.lower_ in _POINTING for c in noun.children)
    return pointing and all(c.dep_ not in _TELLING for c in noun.children)


def _named_by(noun: Token, ctx: DocActors) -> Entry | None:
    """The last body of that kind before the noun, where the text names none but those of states."""
    called = [t for t in ctx.doc if t.lower_ == noun.lower_ and not _is_short(t)]
    bodies = [ctx.at.get(t.i) for t in called if t.i != noun.i]
    if not all(m is not None and _is_international(m, ctx) for m in bodies):
        return None
    before = [m.entry for m in bodies if m is not None and m.start < noun.idx]
    if before:
        return before[-1]
    if noun.lower_ == "union" and any(_is_of_workers(m) for m in ctx.matches):
        return None
    found = {e.entry_id: e for e in _of_kind(noun.lower_, noun.idx, ctx)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_elsewhere(noun: Token, ctx: DocActors) -> bool:
    """'Crowds attacked the court in Lusaka', 'Zambian crowds attacked the court': one of there."""
    acts = "nsubj" in (noun.dep_, noun.head.dep_)
    in_sentence = [m for m in ctx.matches if noun.sent.start <= m.token_start < noun.sent.end]
    return noun.sent.start in ctx.sentence_scene or any(
        m.entry.on(ctx.published).country
        and (m.entry.kind == "place" or (m.entry.kind == "demonym" and not acts))
        for m in in_sentence
    )


def _is_short(noun: Token) -> bool:
    """Whether it is itself only a short form."""
    half = noun.dep_ == "compound" and noun.head.lower_ in words("of_body")
    alone = half and all(c.dep_ not in _TELLING for c in noun.children)
    return noun.tag_ == "NN" and (alone or _is_bare(noun) or _is_of_states(noun))


def _is_international(m: RegistryMatch, ctx: DocActors) -> bool:
    codes = m.entry.on(ctx.published)
    return m.entry.kind == "organization" and codes.sectors[:1] == ("IGO",)


def _is_of_workers(m: RegistryMatch) -> bool:
    """'Strikers', 'union leaders', the name of a trade union."""
    return m.entry.entry_id != "union" and m.entry.codes[-1].sectors[:1] == ("LAB",)


def _of_kind(noun: str, end: int, ctx: DocActors) -> Iterator[Entry]:
    """The bodies of states named before that are also called by a name with this noun."""
    for m in ctx.matches:
        if m.start >= end:
            return
        if _is_international(m, ctx):
            names = [n.lower().split() for n in (m.entry.name, *m.entry.aliases)]
            is_bloc = noun == "bloc" and any(words("bloc") & set(n) for n in names)
            if is_bloc or any(n[-1] == noun for n in names):
                yield m.entry
