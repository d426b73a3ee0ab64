"""Countries that a text lent to a phrase, taken back where they would turn a state on itself.

'Iran seized the boats; the ministry summoned the Iranian envoy': whoever summons the envoy of a
state, accuses or threatens it, is of another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from schemas import Actor
from service.stages.extract.actor_coder import phrase_of
from service.stages.extract.actor_phrase import combine
from service.stages.extract.doc_actors import DocActors

Token = Any

_OFFICIAL: Final = frozenset({"GOV", "MIL", None})


def taken_back(
    actors: Sequence[Actor], recipients: Sequence[Actor], tokens: Iterable[Token], ctx: DocActors
) -> list[Actor]:
    """The actors; those of the recipient's own state without the country that was lent them."""
    states = {r.country for r in recipients if r.country and r.actor_id == r.country}
    own = [a for a in actors if a.country in states and a.sector in _OFFICIAL and not a.actor_id]
    lent = {h.idx for t in tokens for h in _heads(t, ctx) if own and _is_lent(h, ctx)}
    return [
        a.model_copy(update={"country": None})
        if any(a is o for o in own) and any(a.start <= at < a.end for at in lent)
        else a
        for a in actors
    ]


def _heads(token: Token, ctx: DocActors) -> list[Token]:
    return [token, *ctx.resolve(token)]


def _is_lent(head: Token, ctx: DocActors) -> bool:
    """Whether no country stands in a phrase."""
    return combine(phrase_of(head, ctx), ctx.published).country is None
