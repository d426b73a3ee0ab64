"""Who acted, or to whom, as it is compared when two mentions may tell one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schemas.event import Actor
from service.stages.link import wording


@dataclass(frozen=True, slots=True)
class Side:
    """Who acted, or to whom: name words and ids, codes, and the proper names of each.

    `people` has the names that are neither descriptions nor states, `phrases` what each is called
    in full, `counted` those of them that begin with a number; `coded` are the codes that say
    something; `ids` are those of the registry.
    """

    names: frozenset[str]
    codes: frozenset[tuple[str | None, str | None]]
    coded: frozenset[tuple[str | None, str | None]]
    countries: frozenset[str]
    proper: tuple[frozenset[str], ...]
    people: tuple[frozenset[str], ...]
    phrases: frozenset[str]
    counted: frozenset[str]
    ids: frozenset[str]


def side(actors: tuple[Actor, ...]) -> Side:
    """The actors' name words and codes."""
    named = tuple((a.name, a.actor_id or "") for a in actors)
    return _side(named, frozenset((a.country, a.sector) for a in actors))


@lru_cache(maxsize=20_000)
def _side(
    named: tuple[tuple[str, str], ...], codes: frozenset[tuple[str | None, str | None]]
) -> Side:
    ids = frozenset(_body(i) for _, i in named if i)
    proper = tuple(p for n, i in named if (p := _proper(n, i)))
    people = tuple(p for n, i in named if not _state(i) and (p := wording.person(n)))
    phrases = frozenset(wording.phrase(name) for name, _ in named)
    words = ids | wording.naming(" ".join(f"{n} {i}" for n, i in named))
    coded = frozenset(code for code in codes if code != (None, None))
    countries = frozenset(country for country, _ in codes if country)
    counted = frozenset(phrase for phrase in phrases if wording.number(phrase) > 1)
    return Side(words, codes, coded, countries, proper, people, phrases, counted, ids)


def _proper(name: str, actor_id: str) -> frozenset[str]:
    found = wording.proper(f"{name} {actor_id}")
    return found | {_body(actor_id)} if actor_id else found


def _state(actor_id: str) -> bool:
    """Whether it is the ISO code of a state: 'an attack on Britain' befalls it more than once."""
    return actor_id.isupper()


def _body(actor_id: str) -> str:
    """Councils of the United Nations are the United Nations: texts name the one for the other."""
    return "united-nations" if actor_id.startswith("un-") else actor_id
