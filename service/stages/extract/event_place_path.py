"""How a place hangs on an act in the parse: as where it happened, or as its topic or source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from service.stages.extract.place_lexicon import words_of

_WITHIN_NOUN: Final = frozenset(
    {"compound", "nmod", "poss", "appos", "conj", "amod", "nummod", "npadvmod", "quantmod", "det"}
)
_CLAUSES: Final = frozenset({"advcl", "relcl", "acl", "ccomp", "xcomp", "parataxis", "csubj"})
_WHERE: Final = frozenset(
    "in at near outside inside around across throughout within into onto along beside beyond "
    "between over above through via off north south east west amid".split()  # noqa: SIM905
)
_OBJECTS: Final = frozenset({"dobj", "obj", "nsubjpass", "nsubj:pass"})
_TOPIC: Final = frozenset(
    "about regarding concerning for with against by like as than despite since until without "
    "during under".split()  # noqa: SIM905
)
_LONGEST: Final = 14


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """`tier` 0: of the act itself, then one more per clause between; `holder` is the word it hangs on."""

    tier: int
    holder: Any


def link(place: Any, trigger: Any, roots: Collection[int]) -> PlaceLink | None:
    """The link of a place's head word to the act, or None where it is no place of it."""
    chain = _ancestors(trigger)
    up = _climb(place, {token.i for token in chain} | set(roots))
    if up is None:
        return None
    meeting, steps = up
    if not _is_where(steps, meeting, trigger, roots):
        return None
    down = _boundaries(chain, meeting, roots)
    above = sum(1 for step in steps if _is_clause(step))
    if meeting.i not in roots and _speaks(meeting) and meeting != trigger:
        return None
    if any(step.dep_ == "ccomp" for step in steps):
        return None
    return PlaceLink(tier=above + down, holder=_holder(steps, meeting))


def _ancestors(token: Any) -> list[Any]:
    chain = [token]
    while token.head.i != token.i and len(chain) < _LONGEST:
        token = token.head
        chain.append(token)
    return chain


def _climb(place: Any, goals: Collection[int]) -> tuple[Any, list[Any]] | None:
    """The word where the way up meets the act's own, and the steps to it."""
    steps: list[Any] = []
    token = place
    while token.i not in goals or not steps:
        steps.append(token)
        if token.head.i == token.i or len(steps) > _LONGEST:
            return None
        token = token.head
        if token.i in goals:
            break
    return token, steps


def _is_clause(step: Any) -> bool:
    return step.dep_ in _CLAUSES or (step.dep_ == "conj" and step.pos_ in ("VERB", "AUX"))


def _boundaries(chain: list[Any], meeting: Any, roots: Collection[int]) -> int:
    """Clauses between the act and the word on which the place hangs."""
    count = 0
    for token in chain:
        if token.i == meeting.i or token.i in roots and meeting.i in roots:
            return count
        if _is_clause(token):
            count += 1
    return count


def _is_where(steps: list[Any], meeting: Any, trigger: Any, roots: Collection[int]) -> bool:
    """Whether every joint on the way says place: 'in', 'outskirts of', 'shelling of', objects."""
    stated = False
    for k, step in enumerate(steps):
        governor = steps[k + 1] if k + 1 < len(steps) else meeting
        if step.dep_ in _WITHIN_NOUN:
            stated = stated or _names_the_act(step, governor, trigger, roots)
        elif step.dep_ in ("pobj", "pcomp"):
            above = steps[k + 2] if k + 2 < len(steps) else meeting
            found = _preposition(step, governor, above, trigger, roots)
            if found is None:
                return False
            stated = stated or found
        elif step.dep_ in _OBJECTS and not stated:
            stated = governor.i in roots or governor.i == trigger.i
        elif step.dep_ == "nsubj" and not stated:
            stated = governor.lemma_ in words_of("undergo")
    return stated


def _names_the_act(step: Any, governor: Any, trigger: Any, roots: Collection[int]) -> bool:
    """'the Homs bombing', "Aleppo's siege"."""
    return step.dep_ in ("compound", "poss", "amod", "nmod") and (
        governor.i == trigger.i or (governor.i in roots and governor.pos_ in ("NOUN", "PROPN"))
    )


def _preposition(
    noun: Any, prep: Any, above: Any, trigger: Any, roots: Collection[int]
) -> bool | None:
    """True: says where; False: a joint inside a noun phrase; None: topic, source, company."""
    word = prep.lower_
    act = above.i == trigger.i or above.i in roots
    if word in _WHERE:
        return True
    if word == "of":
        if above.lower_ in words_of("partition"):
            return True
        return True if act and above.pos_ in ("NOUN", "PROPN") else False
    if word in ("on", "upon", "along"):
        if noun.lower_ in words_of("surface") or (act and above.pos_ in ("NOUN", "PROPN")):
            return True
        return None
    if word in ("to", "toward", "towards", "for"):
        return True if act and above.lemma_ in words_of("motion") else None
    if word == "from":
        return True if act and above.lemma_ in words_of("leaving") else None
    return None if word in _TOPIC else False


def _speaks(token: Any) -> bool:
    return token.lemma_ in words_of("speech")


def _holder(steps: list[Any], meeting: Any) -> Any:
    """The first word above the place that is neither a preposition nor part of its own phrase."""
    for step in steps[1:]:
        if step.pos_ in ("VERB", "AUX") or (step.pos_ == "NOUN" and step.dep_ not in ("pobj",)):
            return step
    return meeting
