"""Who acted, or to whom, as it is compared when two mentions may tell one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schemas.event import Actor
from service.stages.link import wording

Code = tuple[str | None, str | None]

#: what texts name for the United Nations, and the other way round
_ORGANS: Final = frozenset(
    {"un-general-assembly", "un-human-rights-council", "un-secretariat", "un-security-council"}
)


@dataclass(frozen=True, slots=True)
class Side:
    """Who acted, or to whom: name words and ids, codes, and the proper names of each.

    `people` has the names that are neither descriptions nor states, `phrases` what each is called
    in full, `counted` those of them that begin with a number; `coded` are the codes that say
    something, `bodies` those of them whose actors are all known by an id.
    """

    names: frozenset[str]
    codes: frozenset[Code]
    coded: frozenset[Code]
    countries: frozenset[str]
    proper: tuple[frozenset[str], ...]
    people: tuple[frozenset[str], ...]
    phrases: frozenset[str]
    counted: frozenset[str]
    bodies: frozenset[Code]


def likeness(a: Side, b: Side) -> str:
    """How two sides stand to each other: `unstated`, `named alike`, `different` and so on."""
    if not a.codes and not b.codes:
        return "unstated"
    if not a.codes or not b.codes:
        return "missing"
    if not a.names.isdisjoint(b.names):
        return "named alike"
    if not a.coded.isdisjoint(b.coded):
        return "different" if _two_bodies(a, b) else "coded alike"
    if not a.coded or not b.coded:
        return "uncoded"
    if not a.countries or not b.countries:
        return "unknown"
    return "different" if a.countries.isdisjoint(b.countries) else "of one country"


def _two_bodies(a: Side, b: Side) -> bool:
    """The European Union and the Arab League: one code, which is of no country, and two ids."""
    common = a.coded & b.coded
    return common <= a.bodies & b.bodies and not any(country for country, _ in common)


def side(actors: tuple[Actor, ...]) -> Side:
    """The actors' name words and codes."""
    return _side(tuple((a.name, a.actor_id or "", (a.country, a.sector)) for a in actors))


@lru_cache(maxsize=20_000)
def _side(actors: tuple[tuple[str, str, Code], ...]) -> Side:
    named = tuple((name, actor_id) for name, actor_id, _ in actors)
    ids = frozenset(_body(i) for _, i in named if i)
    codes = frozenset(code for _, _, code in actors)
    coded = frozenset(code for code in codes if code != (None, None))
    phrases = frozenset(wording.phrase(name) for name, _ in named)
    return Side(
        names=ids | wording.naming(" ".join(f"{n} {i}" for n, i in named)),
        codes=codes,
        coded=coded,
        countries=frozenset(country for country, _ in codes if country),
        proper=tuple(p for n, i in named if (p := _proper(n, i))),
        people=tuple(p for n, i in named if not _state(i) and (p := wording.person(n))),
        phrases=phrases,
        counted=frozenset(phrase for phrase in phrases if wording.number(phrase) > 1),
        bodies=coded - {code for _, actor_id, code in actors if not actor_id},
    )


def _proper(name: str, actor_id: str) -> frozenset[str]:
    found = wording.proper(f"{name} {actor_id}")
    return found | {_body(actor_id)} if actor_id else found


def _state(actor_id: str) -> bool:
    """Whether it is the ISO code of a state: 'an attack on Britain' befalls it more than once."""
    return actor_id.isupper()


def _body(actor_id: str) -> str:
    return "united-nations" if actor_id in _ORGANS else actor_id
