"""What the text itself says of an office or a following: 'the chancellor', 'its leader'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.stages.extract.actor_context import LEFT
from service.stages.extract.actor_phrase_parts import Phrase
from service.stages.extract.actor_types import ActorCode, Named, RegistryMatch
from service.stages.extract.doc_actors import DocActors

Token = Any
#: of what the members of an unnamed band are
GANGS: Final = (("CRM",), ("IMG",), ("PTY",), ("REB",))
#: a name of so many tokens may follow its title
NAME_TOKENS: Final = 4


def of_its_body(head: Token, ctx: DocActors, phrase: Phrase) -> Phrase:
    """'Its leader', 'the group's fighters': of the body that the word stands for."""
    owners = (c for c in head.children if c.dep_ == "poss")
    owner = next((c for c in owners if c.lower_ in ("its", "their", "party", "group")), None)
    found = ctx.resolve(owner) if owner is not None else []
    match = ctx.at.get(found[0].i) if len(found) == 1 else None
    gang = match is not None and match.entry.codes[0].sectors[:1] in GANGS
    if match is None or (match.entry.kind != "organization" and not gang):
        return phrase
    return phrase._replace(before=(match, *phrase.before))


def holder(head: Token, ctx: DocActors, code: ActorCode) -> ActorCode:
    """'The chancellor', after 'Chancellor Angela Merkel': the only one whom the text names."""
    role = ctx.at.get(head.i)
    if code.actor_id is not None or code.country is not None:
        return code
    if role is None or role.entry.use != "title" or any(c.dep_ not in LEFT for c in head.children):
        return code
    if "the" not in {c.lower_ for c in head.children}:
        return code
    held = {n.code.name: n.code for n in _holders(role, ctx)}
    known = next(iter(held.values())) if len(held) == 1 else None
    if known is None:
        return code
    office = role.entry.codes[0].sectors[0] if role.entry.codes[0].sectors else known.sector
    return known._replace(sector=office)


def _holders(role: RegistryMatch, ctx: DocActors) -> Iterator[Named]:
    """Persons right behind the same title, earlier in the text."""
    for match in ctx.matches:
        if match.token_start >= role.token_start:
            return
        if match.entry.entry_id == role.entry.entry_id and match.entry.kind == "role":
            behind = range(match.token_end, match.token_end + NAME_TOKENS)
            named = (ctx.by_head[i] for i in behind if i in ctx.by_head)
            yield from (n for n in named if n.code.kind == "person" and n.code.country)
