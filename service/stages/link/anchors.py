"""Whether two reports share something that few acts share: without it they are never joined."""

from __future__ import annotations

from typing import Final

from service.stages.link.face import Face, Side
from service.stages.link.facts import Facts
from service.stages.link.weights import LEGAL, MUTUAL, STATED

SAME_WORDS: Final = 0.6
ALIKE: Final = 0.35
_SUBJECT: Final = 0.2


def anchored(a: Face, b: Face, facts: Facts) -> bool:
    """Whether more than country, kind of act and story points to one act.

    A statement is one by its speaker, day and subject (words); talks by who meets on the day; all
    else by the place, a figure or the words, on days that fit. Old acts retold need like words.
    """
    similar, trigger = facts.similar, facts.trigger
    if (similar >= SAME_WORDS and trigger) or facts.target:
        return True
    stated = a.type in STATED or b.type in STATED
    if facts.act and facts.fits and (not stated or not LEGAL.isdisjoint(facts.kinds)):
        return True
    if not facts.fits:
        speaker = not stated or bool(_shared(a.actors, b.actors))
        return trigger and similar >= ALIKE and speaker and _party(a, b)
    like = trigger or bool(facts.kinds)
    if stated:
        return similar >= _SUBJECT and bool(_shared(a.actors, b.actors))
    if a.type in MUTUAL and b.type in MUTUAL:
        return like and _met(a, b, facts)
    if like and (facts.here or similar >= ALIKE):
        return True
    told = like and similar >= _SUBJECT and _party(a, b)
    return told or facts.outbreak or _counted(a, b, facts) or _headlines(a, b, facts)


def _counted(a: Face, b: Face, facts: Facts) -> bool:
    """A common figure; or dead and injured of one story, counted anew."""
    if not a.figures.isdisjoint(b.figures):
        return True
    if (facts.trigger or facts.kinds) and not a.recipients.counted.isdisjoint(b.recipients.counted):
        return True
    if not facts.story or not facts.trigger:
        return False
    common = {kind for kind, _ in a.figures} & {kind for kind, _ in b.figures}
    return common >= {"killed", "injured"}


def _headlines(a: Face, b: Face, facts: Facts) -> bool:
    """The act that two articles of one story and day begin with."""
    return facts.trigger and facts.story and a.lead and b.lead and facts.same_day


def _met(a: Face, b: Face, facts: Facts) -> bool:
    """Two common parties; or one, where place, words or day say the same, or one alone is named."""
    common = _shared(a.parties, b.parties)
    if common > 1 or (common and (facts.here or facts.similar >= ALIKE)):
        return True
    if facts.similar < _SUBJECT:
        return False
    alone = min(len(a.parties.codes), len(b.parties.codes)) == 1
    told = alone and (a.type == b.type == "AGREE" or (facts.story and facts.same_day))
    return facts.here or bool(common and (told or facts.when == "equal days"))


def _shared(a: Side, b: Side) -> int:
    """How many of the one side have a proper name in common with the other."""
    return sum(any(mine & theirs for theirs in b.proper) for mine in a.proper)


def _party(a: Face, b: Face) -> bool:
    return not a.parties.names.isdisjoint(b.parties.names)
