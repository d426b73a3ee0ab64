"""How likely two mentions tell one incident: named evidence, summed in log odds.

Weights were fitted by logistic regression on pairs of gold mentions and rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos as cosine_of
from math import radians, sqrt
from typing import Final

from service.stages.link.face import Face, Side, Spot
from service.stages.link.weights import BIAS, COMPATIBLE, EXCLUDES, VERBAL, WEIGHTS

NEVER: Final = -99.0
_KM_PER_DEGREE: Final = 111.2
_NEAR_KM: Final = 15.0
_OLD_DAYS: Final = 4
_ALIKE: Final = 0.35
_SAME_WORDS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """Log odds that both mentions tell one incident, and why."""

    score: float
    reasons: tuple[str, ...]


def compatible(a: Face, b: Face) -> bool:
    """Whether one incident may be coded with both types."""
    return a.type == b.type or frozenset((a.type, b.type)) in COMPATIBLE


def compare(a: Face, b: Face) -> Pair:
    """The pair's log odds; `NEVER` where types, days or places exclude it. Symmetric."""
    if not compatible(a, b):
        return Pair(NEVER, ("types",))
    when, where = _when(a, b), _where(a.spot, b.spot)
    if min(WEIGHTS[when], WEIGHTS[where]) <= EXCLUDES:
        return Pair(NEVER, (when, where))
    similar = similarity(a, b)
    reasons = (when, where, *_evidence(a, b, similar))
    score = BIAS + sum(WEIGHTS[r] for r in reasons) + WEIGHTS["words"] * similar
    return Pair(round(score, 3), reasons)


def similarity(a: Face, b: Face) -> float:
    """Cosine of the sentences' telling words."""
    if not a.norm or not b.norm:
        return 0.0
    small, large = sorted((a.words, b.words), key=len)
    return sum(w * w for k, w in small.items() if k in large) / (a.norm * b.norm)


def _evidence(a: Face, b: Face, similar: float) -> Iterator[str]:
    yield "same type" if a.type == b.type else "like type"
    yield from _words(a, b, similar)
    yield "actors " + _who(a.actors, b.actors)
    yield "recipients " + _who(a.recipients, b.recipients)
    yield from _speaker(a, b)
    if a.figures & b.figures:
        yield "same figure"
    yield from _nearness(a, b)
    if a.modality != b.modality:
        yield "historical" if "historical" in (a.modality, b.modality) else "other modality"


def _words(a: Face, b: Face, similar: float) -> Iterator[str]:
    if a.trigger & b.trigger:
        yield "same trigger"
    else:
        if a.kinds and b.kinds:
            yield "like trigger" if a.kinds & b.kinds else "unlike trigger"
    if similar >= _ALIKE:
        wording = "same wording" if similar >= _SAME_WORDS else "like wording"
        yield wording if a.article_id == b.article_id else f"{wording} elsewhere"


def _when(a: Face, b: Face) -> str:
    if a.days and b.days:
        gap = max(a.days.first - b.days.last, b.days.first - a.days.last, 0)
        if gap == 0:
            return "equal days" if a.days == b.days else "common days"
        return "next day" if gap == 1 else "other days"
    known, other = (a, b) if a.days else (b, a)
    if known.days is None:
        if a.published is None or b.published is None:
            return "no days"
        return "no days, other week" if abs(a.published - b.published) > _OLD_DAYS else "no days"
    if other.published is None:
        return "one dated"
    far = other.published - known.days.last
    ahead = known.days.first - other.published
    return "one dated long before" if max(far, ahead) > _OLD_DAYS else "one dated"


def _where(a: Spot | None, b: Spot | None) -> str:
    if a is None or b is None:
        return "one place" if a or b else "no place"
    if a.name == b.name or (a.geonames_id is not None and a.geonames_id == b.geonames_id):
        return "same place"
    if a.name in b.names or b.name in a.names or _one_in_the_other(a.name, b.name):
        return "place within"
    return "near place" if _near(a, b) else "other place"


def _one_in_the_other(one: str, other: str) -> bool:
    """'Tahrir Square' and 'central Tahrir Square'."""
    small, large = sorted((set(one.split()), set(other.split())), key=len)
    return small <= large


def _near(a: Spot, b: Spot) -> bool:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return False
    north = (a.lat - b.lat) * _KM_PER_DEGREE
    east = (a.lon - b.lon) * _KM_PER_DEGREE * cosine_of(radians(a.lat))
    return sqrt(north * north + east * east) <= _NEAR_KM


def _who(a: Side, b: Side) -> str:
    if not a.codes or not b.codes:
        return "missing"
    if a.names & b.names:
        return "named alike"
    if any(c in b.codes for c in a.codes if c != (None, None)):
        return "coded alike"
    mine, theirs = ({c for c, _ in s.codes if c} for s in (a, b))
    if not mine or not theirs:
        return "unknown"
    return "of one country" if mine & theirs else "different"


def _speaker(a: Face, b: Face) -> Iterator[str]:
    """A statement is one act by who makes it."""
    if a.type in VERBAL and b.type in VERBAL and a.actors.codes and b.actors.codes:
        yield "same speaker" if a.actors.names & b.actors.names else "other speaker"


def _nearness(a: Face, b: Face) -> Iterator[str]:
    if a.article_id == b.article_id:
        yield "same article"
        if a.sentence == b.sentence:
            yield "same sentence"
        elif abs(a.sentence - b.sentence) == 1:
            yield "next sentence"
    elif a.story_id == b.story_id:
        yield "same story"
