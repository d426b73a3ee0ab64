"""How likely two mentions tell one incident: named evidence, summed in log odds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from service.stages.link.evidence import evidence
from service.stages.link.face import Face
from service.stages.link.traits import TRAITS, traits
from service.stages.link.weights import BIAS, COMPATIBLE, EXCLUDES, POINTING, TREES, WEIGHTS
from service.stages.trees import ODDS

NEVER: Final = -99.0
#: log odds by the weights below which a pair stays apart whatever the trees say of it
HOPELESS: Final = -4.0
_EVIDENCE: Final = "evidence: "
#: all that trees may look at, with the log odds behind it: traits and evidence
FEATURES: Final = (*TRAITS, *(_EVIDENCE + name for name in WEIGHTS))
#: what the trees look at: place among theirs and among traits and log odds; evidence and its place
_NUMBERS: Final = tuple(
    (place, (*TRAITS, ODDS).index(name))
    for place, name in enumerate(TREES.features)
    if not name.startswith(_EVIDENCE)
)
_SAID: Final = {
    name.removeprefix(_EVIDENCE): place
    for place, name in enumerate(TREES.features)
    if name.startswith(_EVIDENCE)
}
#: what the trees add is told as a reason from so much on
_TOLD: Final = 0.3


class Pair(NamedTuple):
    """Log odds that both mentions tell one incident, and why.

    `pointing` comes on top where a vague mention can only mean this one incident.
    """

    score: float
    reasons: tuple[str, ...]
    pointing: float = 0.0


def compatible(a: Face, b: Face) -> bool:
    """Whether one incident may be coded with both types."""
    return a.type == b.type or b.type in COMPATIBLE.get(a.type, ())


def worth_comparing(a: Face, b: Face) -> bool:
    """Whether two mentions can come out as one at all; cheap, and for pairs of one index only.

    Reports in other words and of no common kind of act do, if they are of one article, or of one
    type in one story. Of others one pair in two thousand came out above 0 (a stream, ECB+, bursts).
    """
    if not compatible(a, b):
        return False
    if a.article_id == b.article_id or (a.story_id == b.story_id and a.type == b.type):
        return True
    return not (a.trigger.isdisjoint(b.trigger) and a.kinds.isdisjoint(b.kinds))


def _is_turned(a: Face, b: Face) -> bool:
    """Whether the second comes first, by what both tell and not by when they came.

    Some evidence looks from one mention at the other. It must do so from the same one each time,
    also of copies, or a score would hang on the order of arrival.
    """
    if a.norm != b.norm:
        return b.norm < a.norm
    return (b.sentence, sorted(b.trigger)) < (a.sentence, sorted(a.trigger))


def compare(a: Face, b: Face) -> Pair:
    """The pair's log odds; `NEVER` where types, days or places exclude it. Symmetric."""
    if not compatible(a, b):
        return Pair(NEVER, ("types",))
    if _is_turned(a, b):
        a, b = b, a
    summed, said = _summed(a, b)
    if (meant := summed.score + summed.pointing) <= HOPELESS:
        return summed
    together, reasons = _together([*traits(a, b), meant], said), summed.reasons
    if abs(together) >= _TOLD:
        reasons = (*reasons, "all together " + ("for it" if together > 0 else "against it"))
    return Pair(round(summed.score + together, 3), reasons, summed.pointing)


def _summed(a: Face, b: Face) -> tuple[Pair, Mapping[str, float]]:
    """The sum of the weights, and how much there is of each evidence."""
    score, pointing = BIAS, 0.0
    said: dict[str, float] = {}
    for reason, amount in evidence(a, b):
        weight = WEIGHTS[reason]
        if weight <= EXCLUDES:
            return Pair(NEVER, (reason,)), said
        if reason in POINTING:
            pointing += weight * amount
        else:
            score += weight * amount
        if amount:
            said[reason] = amount
    return Pair(round(score, 3), tuple(said), round(pointing, 3)), said


def _together(numbers: Sequence[float], said: Mapping[str, float]) -> float:
    """What the trees add to the sum of the weights."""
    values = [0.0] * len(TREES.features)
    for place, number in _NUMBERS:
        values[place] = numbers[number]
    for reason, amount in said.items():
        if (at := _SAID.get(reason)) is not None:
            values[at] = amount
    return TREES.correction(values)
