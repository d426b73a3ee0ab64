"""Codes one noun phrase from what the registry found in it: name first, then role, then country."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from schemas.codebook import Sector
from service.stages.extract import actor_phrase_parts as parts
from service.stages.extract.actor_phrase_parts import TIES, Phrase, is_posted, split_phrase
from service.stages.extract.actor_registry import ActorRegistry
from service.stages.extract.actor_types import ActorCode, Entry, RegistryMatch

STATES: Final = frozenset({"country", "demonym", "seat", "place"})


def code_phrase(
    text: str,
    *,
    country: str | None = None,
    on: date | None = None,
    registry: ActorRegistry | None = None,
) -> ActorCode:
    """The code of a bare phrase; `country` (ISO3) is what the context is known to be about."""
    registry = registry or default_registry()
    near = frozenset({country} if country else ())
    text = text[:2000].strip()
    phrase = split_phrase(text, registry.match_text(text, on=on, countries=near))
    code = combine(phrase, on)
    if country and code.country is None and borrows_country(code):
        return with_country(code, country)
    return code


@cache
def default_registry() -> ActorRegistry:
    """The shipped registry, loaded once per process."""
    return ActorRegistry.load()


def combine(p: Phrase, on: date | None) -> ActorCode:
    """The code of a phrase; a null wherever its words do not settle it."""
    people = [m for m in (*p.before, *([p.head] if p.head else ())) if m.entry.kind == "person"]
    named = p.head is not None and p.head.entry.kind in {"role", "organization"}
    if people and not named and (p.proper or p.head is not None):
        return _person(people[-1].entry, p, on)
    if p.head is None:
        return _unknown_head(p, on)
    if p.head.entry.kind == "organization":
        return _body(p.head.entry, p, on)
    if p.head.entry.kind == "role":
        return _role(p.head, p, on)
    return _state(p.head.entry, p)


def _person(entry: Entry, p: Phrase, on: date | None) -> ActorCode:
    codes = entry.on(on)
    sectors = codes.sectors
    roles = [m.entry for m in p.before if m.entry.kind == "role" and m.entry.codes[0].sectors]
    own = roles[-1].codes[0].sectors if roles else ()
    if p.former:
        sectors = ("ELI",)
    elif own and (not sectors or sectors[0] == "ELI" or _in_office(roles[-1], sectors)):
        sectors = own
    return _code(entry.name, entry, codes.country or _country(p, on), sectors)


def _in_office(title: Entry, known: tuple[Sector, ...]) -> bool:
    """Whether the text gives an office of state to somebody known for another, civil one."""
    office = title.use == "title" and title.codes[0].sectors[:1] == ("GOV",)
    return office and known[0] in {"PTY", "OPP", "IGO", "LEG", "BUS", "CVL", "NGO"}


def _body(entry: Entry, p: Phrase, on: date | None) -> ActorCode:
    codes = entry.on(on)
    country = codes.country
    owner = _country(p._replace(after=()), on)
    if country and owner not in (None, country) and codes.sectors[:1] in NATIONAL:
        return _code(p.name, None, owner, codes.sectors)
    if country is None and not set(codes.sectors) & {"IGO", "IMG", "NGO", "MNC", "ISM"}:
        country = _country(p, on)
    return _code(entry.name, entry, country, codes.sectors)


#: what every state has: 'Peru's Congress' is not the one of the United States
NATIONAL: Final = (("GOV",), ("LEG",), ("JUD",), ("MIL",), ("COP",), ("PTY",))


def _state(entry: Entry, p: Phrase) -> ActorCode:
    sectors = entry.codes[0].sectors
    if entry.kind == "demonym":
        sectors = ("CVL",)
    return _code(
        entry.name if entry.kind != "demonym" else p.name, entry, entry.codes[0].country, sectors
    )


def _unknown_head(p: Phrase, on: date | None) -> ActorCode:
    """A name that the registry lacks: its title or trade says what it is."""
    roles = [m for m in p.before if m.entry.kind == "role" and parts.says_what(m, p)]
    bodies = [m for m in p.before if m.entry.kind == "organization"]
    if roles and p.proper:
        inner = tuple(m for m in p.before if m is not roles[-1])
        code = _role(roles[-1], Phrase(p.name, roles[-1], inner, p.after, p.former), on)
        return ActorCode(p.name, None, code.country, code.sector, code.other_sectors)
    if bodies:
        codes = bodies[-1].entry.on(on)
        return _code(p.name, None, codes.country or _country(p, on), codes.sectors)
    return _code(p.name, None, _country(p, on), ())


def _role(head: RegistryMatch, p: Phrase, on: date | None) -> ActorCode:
    use, own = head.entry.use, head.entry.codes[0].sectors
    if use == "of":
        moved = _pass_on(p, on)
        if moved is not None:
            return moved
    body = _owner_body(p, on) if use in ("member", "instrument", "of", "title") else None
    if head.entry.entry_id in CRAFT:  # 'coast guard ship': of those aboard
        body = _crew(p, on)
        own = own if body is None else ()
    if p.former and own[:1] in (("GOV",), ("LEG",), ("MIL",), ("JUD",)):
        return _code(p.name, None, _country(p, on), ("ELI",))
    if body is not None:
        country, sectors, entry = body
        merged = _merged(own, sectors) or DEFAULT.get(head.entry.entry_id, ())
        return _code(p.name, entry, country or _country(p, on), merged)
    international = [
        m for m in p.before if m.entry.kind != "person" and m.entry.on(on).sectors[:1] == ("IGO",)
    ]
    if international:
        return _code(p.name, None, None, ("IGO", *own))
    return _code(p.name, None, _country(p, on), own or _served(head.entry.entry_id, p, on))


def _served(role: str, p: Phrase, on: date | None) -> tuple[Sector, ...]:
    """What a helper of somebody is: his forces are soldiers, his aides and envoys what he is."""
    usual = DEFAULT.get(role, ())
    if usual[:1] in (("MIL",), ("REB",)) and role not in STAFF:
        return usual
    people = [m.entry.on(on).sectors for m in p.before if m.entry.kind in {"person", "seat"}]
    return people[-1] if people else usual


def _crew(p: Phrase, on: date | None) -> tuple[str | None, tuple[Sector, ...], Entry | None] | None:
    """The armed body in front of a craft's name; what stands behind it does not man it."""
    body = _owner_body(p._replace(after=()), on)
    return (body[0], body[1][:1], None) if body and body[1][:1] in ARMED else None


#: in what people move
CRAFT: Final = frozenset({"boat", "convoy", "ship", "truck", "van", "vehicle", "vessel"})
ARMED: Final = (("MIL",), ("COP",), ("REB",), ("PRM",))
STAFF: Final = frozenset({"chief of staff"})

#: what members of an unnamed body usually are in the news
DEFAULT: Final[dict[str, tuple[Sector, ...]]] = {
    "agent": ("COP",), "authorities in": ("GOV",), "armed wing": ("REB",), "cadre": ("REB",),
    "chief of staff": ("MIL",), "commander": ("MIL",), "commanders": ("MIL",),
    "committee": ("GOV",), "council": ("GOV",),
    "counterpart": ("GOV",), "delegate": ("GOV",), "delegation": ("GOV",), "follower": ("CVL",),
    "force": ("MIL",), "forces": ("MIL",), "leader": ("GOV",), "leadership": ("GOV",),
    "militants": ("REB",), "military wing": ("REB",), "negotiators": ("GOV",), "officer": ("COP",),
    "officials": ("GOV",), "operative": ("REB",), "panel": ("GOV",), "personnel": ("MIL",),
    "top official": ("GOV",), "senior commander": ("MIL",), "splinter group": ("REB",),
    "spokesman": ("GOV",), "spokeswoman": ("GOV",), "spokesperson": ("GOV",),
    "sympathiser": ("CVL",), "sympathizer": ("CVL",), "top commander": ("MIL",),
}  # fmt: skip


def _merged(own: tuple[Sector, ...], body: tuple[Sector, ...]) -> tuple[Sector, ...]:
    """The body's sectors for its members; soldiers of a government stay soldiers."""
    if (*body[:1], *own[:1]) == ("PTY", "REB"):
        return (*own, *body)
    if body[:1] == ("GOV",) and own and own[0] != "GOV":
        return own
    if not body:
        return own
    return tuple(dict.fromkeys((*body, *own)))


def _pass_on(p: Phrase, on: date | None) -> ActorCode | None:
    """'a group of tourists': the code of what follows 'of'."""
    behind = [m for tie, m in p.after if tie == "of"]
    heads = [m for m in behind if m.entry.kind not in STATES] or behind
    if not heads:
        return None
    before = (*p.before, *behind[: behind.index(heads[-1])])
    rest = tuple((t, m) for t, m in p.after if m.start > heads[-1].start)
    return combine(Phrase(p.name, heads[-1], before, rest, p.former, p.proper), on)


#: the followers of such a leader are what the leader is
LEADS: Final = frozenset({"REB", "IMG", "PRM", "CRM", "PTY", "OPP"})


def _owner_body(
    p: Phrase, on: date | None
) -> tuple[str | None, tuple[Sector, ...], Entry | None] | None:
    """The organisation or trade that a member, weapon or office belongs to."""
    behind = [m for tie, m in p.after if tie in ("of", "from", "for")]
    for m in (*reversed(p.before), *behind[:2]):
        codes = m.entry.on(on)
        if m.entry.kind == "organization":
            return codes.country, codes.sectors, m.entry
        trade = m.entry.kind == "role" and codes.sectors and m.entry.use != "instrument"
        if trade and codes.sectors[0] != "CVL":  # 'local', 'Sunni' say which, not what
            return None, codes.sectors, None
        if m.entry.kind == "person" and codes.sectors[:1] and codes.sectors[0] in LEADS:
            return codes.country, codes.sectors, None
        if m.entry.kind == "place" and "PRE" in codes.sectors:
            return codes.country, codes.sectors, m.entry
    return None


def _country(p: Phrase, on: date | None) -> str | None:
    """The nearest country in front of the head, else one tied to it from behind."""
    for m in reversed(p.before):
        country = m.entry.on(on).country
        if country:
            return country
    for tie, m in p.after:
        country = m.entry.on(on).country
        if country and tie in TIES and not is_posted(p, tie):
            return country
    return None


def _code(
    name: str, entry: Entry | None, country: str | None, sectors: tuple[Sector, ...]
) -> ActorCode:
    first = sectors[0] if sectors else None
    rest = tuple(dict.fromkeys(s for s in sectors[1:] if s != first))
    key = entry.entry_id if entry else None
    return ActorCode(name, key, country, first, rest, entry.kind if entry else None)


#: bodies whose country is null by rule, never for want of knowledge
STATELESS: Final = frozenset({"IGO", "IMG", "NGO", "MNC", "ISM", "UNK", "REF"})


def borrows_country(code: ActorCode) -> bool:
    """Whether a missing country may come from the context: role nouns do, foreign bodies do not."""
    return code.actor_id is None and code.sector not in STATELESS


def with_country(code: ActorCode, country: str) -> ActorCode:
    """The same code in that country."""
    return ActorCode(code.name, code.actor_id, country, code.sector, code.other_sectors, code.kind)
