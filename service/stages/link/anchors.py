"""Whether two reports share something that few acts share: without it they are never joined."""

from __future__ import annotations

from math import fsum
from typing import Final

from service.stages.link.dates import NEAR, lately, when
from service.stages.link.face import Face, Side
from service.stages.link.spots import where
from service.stages.link.targets import act_of_the_story, same_target
from service.stages.link.weights import GENERAL, LEGAL, MUTUAL, RESULTS, STATED

SAME_WORDS: Final = 0.6
ALIKE: Final = 0.35
_SUBJECT: Final = 0.2
_HERE: Final = frozenset({"same place", "place within", "near place"})


def similarity(a: Face, b: Face) -> float:
    """Cosine of the sentences' telling words."""
    if not a.norm or not b.norm:
        return 0.0
    one, other = (a, b) if (len(a.words), a.order) < (len(b.words), b.order) else (b, a)
    common = one.words.keys() & other.words.keys()
    return fsum(one.words[word] ** 2 for word in common) / (a.norm * b.norm) if common else 0.0


def anchored(a: Face, b: Face, similar: float) -> bool:
    """Whether more than country, kind of act and story points to one act; `similar` in words.

    A statement is one by its speaker, day and subject (words); talks by who meets on the day; all
    else by the place, a figure or the words, on days that fit. Old acts retold need like words.
    """
    trigger = bool(a.trigger & b.trigger)
    if similar >= SAME_WORDS and trigger:
        return True
    stated = a.type in STATED or b.type in STATED
    legal = a.kinds & b.kinds & LEGAL
    if same_target(a, b) or (
        (legal or not stated) and when(a, b) in NEAR and act_of_the_story(a, b)
    ):
        return True
    if when(a, b) not in NEAR:
        speaker = not stated or bool(_shared(a.actors, b.actors))
        return trigger and similar >= ALIKE and speaker and _party(a, b)
    like = trigger or bool(a.kinds & b.kinds)
    if stated:
        return bool(_shared(a.actors, b.actors)) and similar >= _SUBJECT
    if a.type in MUTUAL and b.type in MUTUAL:
        return like and _met(a, b, similar)
    if like and (where(a.spot, b.spot) in _HERE or similar >= ALIKE):
        return True
    told = like and similar >= _SUBJECT and _party(a, b)
    figures = bool(a.figures & b.figures) or (trigger and _tolls(a, b))
    return told or figures or outbreak(a, b) or (trigger and _headlines(a, b))


def _tolls(a: Face, b: Face) -> bool:
    """Dead and injured of one story, counted anew."""
    common = {kind for kind, _ in a.figures} & {kind for kind, _ in b.figures}
    return a.story_id == b.story_id and common >= {"killed", "injured"}


def _headlines(a: Face, b: Face) -> bool:
    """The act that two articles of one story and day begin with."""
    return a.story_id == b.story_id and a.lead and b.lead and lately(a, b)


def _met(a: Face, b: Face, similar: float) -> bool:
    """Two common parties; one where place or day and words say the same, or one alone agrees."""
    common, here = _shared(a.parties, b.parties), where(a.spot, b.spot) in _HERE
    if common > 1 or (common and similar >= ALIKE):
        return True
    if similar < _SUBJECT:
        return False
    alone = a.type == b.type == "AGREE" and min(len(a.parties.codes), len(b.parties.codes)) == 1
    return here or bool(common and (alone or when(a, b) == "equal days"))


def _shared(a: Side, b: Side) -> int:
    """How many of the one side have a proper name in common with the other."""
    return sum(any(mine & theirs for theirs in b.proper) for mine in a.proper)


def outbreak(a: Face, b: Face) -> bool:
    """Whether both tell violence in general in one place of one story."""
    general = (GENERAL | RESULTS) & a.kinds and (GENERAL | RESULTS) & b.kinds
    return bool(general) and a.story_id == b.story_id and where(a.spot, b.spot) in _HERE


def _party(a: Face, b: Face) -> bool:
    return bool(a.parties.names & b.parties.names)
