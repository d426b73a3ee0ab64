"""What speaks for and against two mentions telling one incident: named, each with an amount."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from typing import Final

from service.stages.link.anchors import ALIKE, SAME_WORDS, anchored
from service.stages.link.dates import when
from service.stages.link.detail import detail
from service.stages.link.face import Face
from service.stages.link.facts import Facts, facts
from service.stages.link.occasions import course, occasion
from service.stages.link.sides import likeness
from service.stages.link.spots import where
from service.stages.link.targets import alike, other_target, targets
from service.stages.link.weights import GENERAL, MUTUAL, RESULTS, STATED, VERBAL, VIOLENT
from service.stages.link.wording import number

#: name of the evidence and how much there is of it; 1 for what is either so or not
Evidence = Iterator[tuple[str, float]]

_MANY_NAMES: Final = 3
#: figures up to this one are equal by chance
_FEW: Final = 2
#: a number of so many bits counts in full
_MANY_BITS: Final = 4


def evidence(a: Face, b: Face) -> Evidence:
    """All evidence about a pair of compatible types; first what may exclude it. Symmetric."""
    days = when(a, b)
    yield days, 1
    place = where(a.spot, b.spot)
    yield place, 1
    found = facts(a, b, days, place)
    elsewhere = "" if found.near else " elsewhere"
    yield _types(a, b, found), 1
    yield _country(a, b), 1
    yield from _acts(a, b, found)
    yield from _words(a, b, found, elsewhere)
    yield from _people(a, b, found)
    if a.bare or b.bare:
        yield "bare" + elsewhere, 1
    yield from _speaker(a, b)
    yield from targets(a, b, elsewhere, same=found.target)
    yield from _figures(a, b)
    if not found.near:
        yield from _counted(a, b)
    yield from _nearness(a, b, found)
    yield from _retold(a, b, found, elsewhere)
    yield from occasion(a, b, found)
    yield from course(a, b, found)
    if not found.near:
        yield from _in_common(a, b, found)
        yield from detail(a, b, found)
    if _part(a, b) or _part(b, a):
        yield "several and one", 1
    if a.modality != b.modality:
        yield "historical" if "historical" in (a.modality, b.modality) else "other modality", 1


def _in_common(a: Face, b: Face, found: Facts) -> Evidence:
    """What two articles share, or that they share nothing particular."""
    if found.outbreak:
        yield "violence of one place", 1
    if found.crime:
        yield "crime of the story", 1
    if found.act:
        yield "act of the story", 1
    lately = found.fits and found.same_news
    if anchored(a, b, found):
        return
    if found.story and found.trigger:
        yield "nothing particular, same act" if lately else "nothing particular, old act", 1
        return
    yield "nothing particular", 1
    if found.unrest and (_points(a, b) or _points(b, a)):
        yield "violence of the story", 1


def _points(vague: Face, told: Face) -> bool:
    """'The violence', where the other tells violence in general; tolls do not point."""
    known = vague.vague and vague.definite and not vague.recipients.codes
    return known and not (GENERAL.isdisjoint(vague.kinds) or GENERAL.isdisjoint(told.kinds))


def _types(a: Face, b: Face, found: Facts) -> str:
    if a.type == b.type:
        return "same type"
    return "like type, like act" if found.trigger or found.kinds else "like type"


def _country(a: Face, b: Face) -> str:
    if a.place_country and b.place_country:
        return "same country" if a.place_country == b.place_country else "other country"
    if a.countries and b.countries:
        return "common country" if a.countries & b.countries else "no common country"
    return "one country" if a.countries or b.countries else "no country"


def _acts(a: Face, b: Face, found: Facts) -> Evidence:
    if found.trigger:
        yield "same trigger", 1
        yield "rare trigger" + ("" if found.near else " elsewhere"), found.heavy
        if found.story and a.lead and b.lead and found.same_day and not _two_acts(a, b):
            yield "same trigger, both lead", 1
    elif a.kinds and b.kinds and not found.outbreak:
        yield _kinds(a.kinds, b.kinds), 1
    if a.modes and b.modes and a.type == b.type:
        yield "same mode" if a.modes & b.modes else "other mode", 1


def _two_acts(a: Face, b: Face) -> bool:
    """Whether somebody or something else is named, so that one word is no one act."""
    speakers = _speakers(a, b)
    return other_target(a, b) or bool(speakers and not _same_speaker(a, b)) or _other_demand(a, b)


def _kinds(a: frozenset[str], b: frozenset[str]) -> str:
    if a & b:
        return "like trigger"
    if a <= RESULTS or b <= RESULTS:
        return "result trigger" if _violent(a, b) else "unlike trigger"
    if a & GENERAL or b & GENERAL:
        return "general trigger" if _violent(a, b) else "unlike trigger"
    return "unlike trigger"


def _violent(a: frozenset[str], b: frozenset[str]) -> bool:
    return not (a.isdisjoint(VIOLENT) or b.isdisjoint(VIOLENT))


def _words(a: Face, b: Face, found: Facts, elsewhere: str) -> Evidence:
    similar = found.similar
    yield "words" + elsewhere, similar
    if similar >= ALIKE and not (found.trigger or found.kinds):
        yield "like wording, other act", 1
    elif similar >= ALIKE:
        wording = "same wording" if similar >= SAME_WORDS else "like wording"
        yield wording + elsewhere, 1
    yield "rare words" + elsewhere, found.rare
    yield "clause", found.clause
    if common := len(a.names & b.names):
        yield "common names", min(common, _MANY_NAMES)
    if a.numbers & b.numbers:
        yield "common number", 1
    if len(a.quoted & b.quoted) > 1:
        yield "common quotation", 1


def _people(a: Face, b: Face, found: Facts) -> Evidence:
    if a.type not in MUTUAL or b.type not in MUTUAL:
        yield "actors " + likeness(a.actors, b.actors), 1
        yield "recipients " + likeness(a.recipients, b.recipients), 1
        return
    parties = likeness(a.parties, b.parties)
    yield f"parties {parties}", 1
    if parties == "named alike" and found.kinds:
        yield "same party, like act", 1


def _speaker(a: Face, b: Face) -> Evidence:
    """A statement is one act by who makes it."""
    if _speakers(a, b):
        if not a.actors.names & b.actors.names:
            yield "other speaker", 1
        else:
            yield "same speaker" if _same_speaker(a, b) else "speakers of one country", 1
    if _other_demand(a, b):
        yield "other mode of statement", 1


def _speakers(a: Face, b: Face) -> bool:
    """Whether both are statements that say whose they are."""
    return a.type in VERBAL and b.type in VERBAL and bool(a.actors.codes and b.actors.codes)


def _same_speaker(a: Face, b: Face) -> bool:
    return alike(a.actors, b.actors) or bool(a.actors.phrases & b.actors.phrases)


def _other_demand(a: Face, b: Face) -> bool:
    stated = a.type == b.type and a.type in STATED
    return bool(stated and a.modes and b.modes and not a.modes & b.modes)


def _figures(a: Face, b: Face) -> Evidence:
    if same := a.figures & b.figures:
        most = max(n for _, n in same)
        if most > _FEW:
            yield "same figure", min(1.0, log2(most) / _MANY_BITS)
        else:
            yield "same small figure", 1
    elif {kind for kind, _ in a.figures} & {kind for kind, _ in b.figures}:
        yield "other figure", 1


def _counted(a: Face, b: Face) -> Evidence:
    """'23 pilgrims' twice: the more there are, the less by chance."""
    if same := a.recipients.counted & b.recipients.counted:
        yield "same number of targets", min(1.0, log2(max(map(number, same))) / _MANY_BITS)


def _part(several: Face, one: Face) -> bool:
    """'Strikes across the region' and 'the strike on the town'."""
    if not several.plural or one.plural or several.spot is None or one.spot is None:
        return False
    return several.spot.name in one.spot.names and several.spot.name != one.spot.name


def _nearness(a: Face, b: Face, found: Facts) -> Evidence:
    if found.near:
        yield "same article", 1
        if a.sentence == b.sentence:
            yield "same sentence", 1
        elif abs(a.sentence - b.sentence) == 1:
            yield "next sentence", 1
    elif found.story:
        yield "same story" if found.same_news else "same story, other week", 1


def _retold(a: Face, b: Face, found: Facts, elsewhere: str) -> Evidence:
    if a.vague or b.vague:
        story = " in the story" if elsewhere and found.story else elsewhere
        yield ("both vague" if a.vague and b.vague else "vague") + story, 1
    if (a.vague and a.definite) or (b.vague and b.definite):
        yield "points back" + elsewhere, 1
    elif a.definite or b.definite:
        yield "told as known" + elsewhere, 1
