"""What is asked of a pair of mentions more than once, found once."""

from __future__ import annotations

from math import fsum, sqrt
from typing import Final, NamedTuple

from service.stages.link.courses import is_movement
from service.stages.link.dates import NEAR, SAME_NEWS_DAYS, lately
from service.stages.link.face import Face
from service.stages.link.targets import act_of_the_story, crime, same_target
from service.stages.link.weights import GENERAL, RESULTS
from service.stages.link.wording import TELLING

#: words heavier than this tell one act from another; so much of them is much, and no more counts
_RARE: Final = 3.75
_MUCH: Final = 4.0
_MOST: Final = 2.0
#: words for an act up to this heavy are for many acts
_COMMON: Final = 2.5
#: neither is told of a part of the country, or both of one
_WHOLE: Final = frozenset({"no place", "same place", "place within", "near place"})
HERE: Final = frozenset({"same place", "place within", "near place"})


class Facts(NamedTuple):
    """How two mentions stand to each other.

    `near`: of one article; `when` as `dates` names it; `fits`: no day speaks against one act;
    `here`: one place; `trigger`: one word for the act; `kinds`: common kinds of act; `similar`:
    cosine of the sentences' telling words, `clause`: of the clauses'; `rare`: how rare common
    words are, `heavy`: the common word for the act; `target`, `act`, `crime`: see `targets`;
    `unrest`: violence in general of one story and day, `outbreak`: of one place too; `course`: one
    long happening of a country.
    """

    near: bool
    story: bool
    same_day: bool
    same_news: bool
    when: str
    fits: bool
    here: bool
    trigger: bool
    kinds: frozenset[str]
    similar: float
    rare: float
    heavy: float
    clause: float
    target: bool
    act: bool
    crime: bool
    outbreak: bool
    unrest: bool
    course: bool


def facts(a: Face, b: Face, when: str, where: str) -> Facts:
    """The facts about a pair. Symmetric."""
    near, story = a.article_id == b.article_id, a.story_id == b.story_id
    trigger, kinds = not a.trigger.isdisjoint(b.trigger), a.kinds & b.kinds
    here = where in HERE
    fits, same_day = when in NEAR, lately(a, b)
    common, similar = similarity(a, b)
    unrest = story and fits and same_day and _unrest(a, b)
    return Facts(
        near=near,
        story=story,
        same_day=same_day,
        same_news=lately(a, b, within_days=SAME_NEWS_DAYS),
        when=when,
        fits=fits,
        here=here,
        trigger=trigger,
        kinds=kinds,
        similar=similar,
        rare=rare(a, b, common),
        heavy=heavy(a, b) if trigger else 0.0,
        clause=0.0 if near else clause(a, b),
        target=same_target(a, b, kinds),
        act=story and not near and trigger and act_of_the_story(a, b, kinds),
        crime=story and (a.crime and b.crime) and crime(a, b, kinds),
        outbreak=here and unrest,
        unrest=unrest,
        course=trigger and where in _WHOLE and _course(a, b),
    )


def _course(a: Face, b: Face) -> bool:
    """Whether both tell a long happening, and a country or the story is common.

    What is only announced is not yet known as a whole, and history has another; of protests the
    country must be told.
    """
    if not (a.course and b.course) or "future" in (a.modality, b.modality):
        return False
    if (a.modality == "historical") != (b.modality == "historical"):
        return False
    if a.place_country and b.place_country and a.place_country != b.place_country:
        return False
    if _other_actors(a, b):
        return False
    of_one_country = not a.countries.isdisjoint(b.countries)
    return of_one_country or (a.story_id == b.story_id and not is_movement(a.trigger & b.trigger))


def _other_actors(a: Face, b: Face) -> bool:
    """Whether both name who acts, and nobody in common: two embargoes, two sieges."""
    one, other = a.actors, b.actors
    if not one.proper or not other.proper or not one.coded.isdisjoint(other.coded):
        return False
    return one.names.isdisjoint(other.names)


def similarity(a: Face, b: Face) -> tuple[list[str], float]:
    """The telling words of both sentences, and the cosine."""
    if not a.norm or not b.norm:
        return [], 0.0
    one, other = (a, b) if (len(a.words), a.order) < (len(b.words), b.order) else (b, a)
    common = [word for word in one.words if word in other.words]
    if not common:
        return common, 0.0
    return common, fsum(one.words[word] ** 2 for word in common) / (a.norm * b.norm)


def rare(a: Face, b: Face, common: list[str]) -> float:
    """How rare the common words are that name neither the act nor a party; 1 is much."""
    found = 0.0
    for word in common:
        over = a.words[word] - _RARE
        if over > 0 and not (_who_or_what(word, a) or _who_or_what(word, b)):
            found += over
    return min(found / _MUCH, _MOST)


def _who_or_what(word: str, face: Face) -> bool:
    return word in face.trigger or word in face.parties.names


def heavy(a: Face, b: Face) -> float:
    """How rare the word is that both have for the act: 'veto' and 'massacre' are, 'said' is not."""
    over = max(a.words.get(word, 0.0) for word in a.trigger & b.trigger) - _COMMON
    return min(1.0, max(0.0, over / 2))


def clause(a: Face, b: Face) -> float:
    """Cosine of the clauses' telling words."""
    common = [word for word in a.clause if word in b.clause]
    if not common:
        return 0.0
    return fsum(a.words.get(word, TELLING) ** 2 for word in common) / (_length(a) * _length(b))


def _length(face: Face) -> float:
    return sqrt(fsum(face.words.get(word, TELLING) ** 2 for word in face.clause))


def _unrest(a: Face, b: Face) -> bool:
    """Whether both tell violence in general."""
    general = GENERAL | RESULTS
    return not (general.isdisjoint(a.kinds) or general.isdisjoint(b.kinds))
