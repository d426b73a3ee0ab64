"""Whether two reports share something that few acts share: without it little joins them."""

from __future__ import annotations

from typing import Final

from service.stages.link.face import Face
from service.stages.link.facts import Facts
from service.stages.link.sides import Side
from service.stages.link.weights import LEGAL, MUTUAL, STATED

SAME_WORDS: Final = 0.6
ALIKE: Final = 0.35
_SUBJECT: Final = 0.2
#: how alike the clauses, how rare the common words and the word for the act have to be
_CLAUSE: Final = 0.2
_RARE: Final = 0.5
_HEAVY: Final = 0.6


def anchored(a: Face, b: Face, facts: Facts) -> bool:
    """Whether more than country, kind of act and story points to one act.

    A statement is one by its speaker, day and subject (words); talks by who meets on the day; all
    else by the place, a figure or the words, on days that fit. Old acts retold need like words.
    """
    stated = a.type in STATED or b.type in STATED
    if _told_alike(a, b, facts, stated=stated):
        return True
    similar = facts.similar
    if not facts.fits:
        speaker = not stated or bool(_shared(a.actors, b.actors))
        return facts.trigger and similar >= ALIKE and speaker and _party(a, b)
    like = _like(facts)
    if stated:
        return similar >= _SUBJECT and bool(_shared(a.actors, b.actors))
    if a.type in MUTUAL and b.type in MUTUAL:
        return like and _met(a, b, facts)
    told = like and (facts.here or similar >= ALIKE or _about(a, b, facts))
    return told or facts.outbreak or _counted(a, b, facts) or _headlines(a, b, facts)


def _told_alike(a: Face, b: Face, facts: Facts, *, stated: bool) -> bool:
    """In one sentence, of one person, or in a word that few acts have: enough on any day."""
    if (facts.similar >= SAME_WORDS and facts.trigger) or facts.target or facts.crime:
        return True
    if facts.course:
        return True
    if facts.act and facts.fits and (not stated or not LEGAL.isdisjoint(facts.kinds)):
        return True
    if facts.heavy < _HEAVY:
        return False
    return bool(_shared(a.actors, b.actors)) if stated else facts.rare >= _RARE


def _about(a: Face, b: Face, facts: Facts) -> bool:
    """One party, and words that go with it."""
    if facts.rare >= _RARE and _shared(a.parties, b.parties):
        return True
    return facts.similar >= _SUBJECT and _party(a, b)


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
    if common and _like(facts) and facts.same_day and facts.clause >= _CLAUSE:
        return True
    alone = min(len(a.parties.codes), len(b.parties.codes)) == 1
    told = alone and (a.type == b.type == "AGREE" or (facts.story and facts.same_day))
    return facts.here or bool(common and (told or facts.when == "equal days"))


def _like(facts: Facts) -> bool:
    """Whether one word or one kind of act is told."""
    return facts.trigger or bool(facts.kinds)


def _shared(a: Side, b: Side) -> int:
    """How many of the one side have a proper name in common with the other."""
    return sum(any(mine & theirs for theirs in b.proper) for mine in a.proper)


def _party(a: Face, b: Face) -> bool:
    return not a.parties.names.isdisjoint(b.parties.names)
