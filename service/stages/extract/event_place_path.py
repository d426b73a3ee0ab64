"""How a place hangs on an act in the parse: as where it happened, or as its topic or source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from service.stages.extract.event_date_clauses import is_weapon
from service.stages.extract.event_place_joints import locates, passes
from service.stages.extract.place_lexicon import words_of

_WITHIN_NOUN: Final = frozenset(
    {"compound", "nmod", "poss", "appos", "conj", "amod", "nummod", "npadvmod", "quantmod", "det"}
)
_CLAUSES: Final = frozenset({"advcl", "relcl", "acl", "ccomp", "xcomp", "parataxis", "csubj"})
_PLACE_NOUNS: Final = (
    "after", "before", "partition", "surface", "org_head", "attack", "occasion", "facility",
)  # fmt: skip
_OBJECTS: Final = frozenset({"dobj", "obj", "nsubjpass", "nsubj:pass"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_LONGEST: Final = 14


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """`tier`: clauses between the act and the word `holder` on which the place hangs.

    `aside`: 2 for a place that is only measured from ('10 km south of X'), 1 for one nearby;
    `depth`: words between the place and the one on which it meets the act.
    """

    tier: int
    holder: Any
    aside: int = 0
    depth: int = 0


def link(place: Any, trigger: Any, roots: Collection[int]) -> PlaceLink | None:
    """The link of a place's head word to the act, or None where it is no place of it."""
    chain = _ancestors(trigger)
    if _is_scene_of(place, chain):
        return PlaceLink(tier=0, holder=trigger)
    up = _climb(place, {token.i for token in chain} | set(roots))
    if up is None:
        return None
    meeting, steps = up
    if not _is_where(steps, meeting, trigger, roots):
        return None
    if meeting.i not in roots and _speaks(meeting):
        return None
    if any(_is_clause(s) and not _is_same_act(s, trigger) for s in steps):
        return None  # where another act of the sentence happened
    tier, holder = _boundaries(chain, meeting, roots), _holder(steps, meeting)
    return PlaceLink(tier, holder, _aside(steps), len(steps))


def _is_scene_of(place: Any, chain: list[Any]) -> bool:
    """'Aleppo, where rebels attacked': the act's own clause hangs on the place by 'where'."""
    for token in chain:
        if token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.lefts):
            head = place
            while head.dep_ in ("appos", "pobj", "prep", "compound") and head.i > token.head.i:
                head = head.head
            return bool(head.i == token.head.i)
        if _is_clause(token):
            return False
    return False


def speakers_above(trigger: Any) -> set[int]:
    """Verbs of speech of which the act is the content."""
    chain = _ancestors(trigger)
    return {
        above.i
        for below, above in zip(chain, chain[1:], strict=False)
        if below.dep_ in ("ccomp", "parataxis", "advcl") and _speaks(above)
    }


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
    return token, steps


def _is_clause(step: Any) -> bool:
    if step.dep_ == "conj" and step.pos_ in ("VERB", "AUX"):
        return any(child.dep_ in _SUBJECTS for child in step.children)
    return step.dep_ in _CLAUSES


def _is_same_act(step: Any, trigger: Any) -> bool:
    """'killed and nine others injured in X', 'killed in raids that hit X', 'shot when in X'."""
    if (step.dep_ == "advcl" and _is_meanwhile(step)) or _brings(step, trigger):
        return True
    if step.dep_ == "xcomp":
        return _is_subject_of(trigger, step)
    if step.dep_ in ("acl", "conj", "advcl") and trigger.lemma_ in words_of("casualty"):
        return step.lemma_ in words_of("casualty") and all(c.lower_ != "while" for c in step.lefts)
    if _aims(step):
        return True
    if step.dep_ not in ("relcl", "acl") or step.head.lower_ not in words_of("attack"):
        return False
    took_place = step.lemma_ == "take" and any(c.lower_ == "place" for c in step.children)
    return took_place or step.lemma_ in words_of("happen") or _hits(step)


def _brings(step: Any, trigger: Any) -> bool:
    """'A grenade thrown into a bar in X killed two': a weapon does its work where it was put."""
    weapon = step.head
    is_put = step.dep_ == "acl" and step.tag_ == "VBN" and is_weapon(weapon)
    return is_put and weapon.dep_ == "nsubj" and bool(weapon.head.i == trigger.i)


def _is_subject_of(noun: Any, verb: Any) -> bool:
    """'Talks are due to begin in X'."""
    while verb.dep_ in ("xcomp", "acomp", "oprd") and verb.head.i != verb.i:
        verb = verb.head
    return noun.dep_ in _SUBJECTS and bool(noun.head.i == verb.i)


def _is_meanwhile(clause: Any) -> bool:
    """'shot when police raided X', 'kidnapped while he was travelling in X'."""
    marks = {c.lower_ for c in clause.lefts if c.dep_ in ("advmod", "mark")}
    if "while" not in marks and "as" not in marks:
        return any(c.lower_ == "when" for c in clause.lefts)
    subjects = [c for c in clause.lefts if c.dep_ in _SUBJECTS]
    return clause.tag_ == "VBG" and all(c.tag_ == "PRP" for c in subjects)


def _hits(verb: Any) -> bool:
    """'raids that hit X', 'shelling that targeted X', 'an offensive to retake X'."""
    is_of_attack = verb.dep_ in ("relcl", "acl") and verb.head.lower_ in words_of("attack")
    return (is_of_attack or _aims(verb)) and verb.lemma_ in words_of("striking")


def _aims(verb: Any) -> bool:
    """'retake' of 'in the wake of an assault to retake X', whatever the parser hangs it on."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.nbor(-1).lower_ != "to":
        return False
    return verb.nbor(-2).lower_ in words_of("attack")


def _aside(steps: list[Any]) -> int:
    """How far the place itself is from where the act was: 0 there, 1 near it, 2 measured from."""
    for step in steps:
        if step.dep_ == "prep":
            if step.lower_ in ("of", "from") and _is_measured(step):
                return 2
            return int(step.lower_ in ("near", "outside", "around", "beside"))
    return 0


def _is_measured(prep: Any) -> bool:
    """'10 km south of', 'just west of': a bare point of the compass, or a distance."""
    noun = prep.head
    if prep.lower_ == "of" and noun.lower_ in words_of("orient"):
        return not any(c.dep_ == "det" for c in noun.children)
    return noun.lower_ in ("km", "kilometers", "kilometres", "kilometre", "miles", "mile")


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
    ways = [*steps, meeting, meeting]
    for k, step in enumerate(steps):
        joint = _joint(step, ways[k + 1], ways[k + 2], stated, {trigger.i, *roots})
        if joint is False:
            return False
        stated = stated or joint is True
    return stated


def _joint(step: Any, governor: Any, above: Any, stated: bool, act: set[int]) -> bool | None:
    """True: this joint says where; None: it leaves open; False: it says something else."""
    if step.dep_ in ("pobj", "pcomp"):
        if stated and passes(step, governor, above):
            return True
        return locates(step, governor, above, above.i in act)
    if step.dep_ in _WITHIN_NOUN:
        if not _joins(step, governor, act):
            return False
        return _names_the_act(step, governor, act) or None
    if step.dep_ == "advmod" and governor.pos_ in ("NOUN", "PROPN"):
        return False  # 'a town south of X' is elsewhere
    return None if stated else _is_scene_or_target(step, governor, act) or None


def _is_scene_or_target(step: Any, governor: Any, act: set[int]) -> bool:
    """'bombed Aleppo', 'Aleppo saw clashes'."""
    if step.dep_ in _OBJECTS:
        is_act = governor.i in act or _hits(governor) or _strikes_when(governor, act)
        return is_act and governor.lemma_ in words_of("striking")
    return step.dep_ == "nsubj" and governor.i not in act and governor.lemma_ in words_of("scene")


def _strikes_when(verb: Any, act: set[int]) -> bool:
    """'killed when troops raided X'."""
    return verb.dep_ == "advcl" and verb.head.i in act and _is_meanwhile(verb)


def _joins(step: Any, governor: Any, act: set[int]) -> bool:
    """Whether a noun phrase round the place is one too: 'Tokyo subway', not 'the US case'."""
    if step.dep_ in ("conj", "appos", "det") or governor.pos_ == "PROPN" or governor.i in act:
        return True
    return any(governor.lower_ in words_of(group) for group in _PLACE_NOUNS)


def _names_the_act(step: Any, governor: Any, act: set[int]) -> bool:
    """'the Homs bombing', "Aleppo's siege"."""
    named = step.dep_ in ("compound", "poss", "amod", "nmod")
    return named and governor.i in act and governor.pos_ in ("NOUN", "PROPN", "VERB")


def _speaks(token: Any) -> bool:
    return token.lemma_ in words_of("speech")


def _holder(steps: list[Any], meeting: Any) -> Any:
    """The first word above the place that is neither a preposition nor part of its own phrase."""
    for step in steps[1:]:
        if step.pos_ in ("VERB", "AUX") or (step.pos_ == "NOUN" and step.dep_ not in ("pobj",)):
            return step
    return meeting
