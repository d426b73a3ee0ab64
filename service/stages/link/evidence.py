"""What speaks for and against two mentions telling one incident: named, each with an amount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.stages.link.anchors import ALIKE, SAME_WORDS, anchored, outbreak, similarity
from service.stages.link.dates import SAME_NEWS_DAYS, lately, when
from service.stages.link.face import Face, Side
from service.stages.link.spots import where
from service.stages.link.targets import alike, other_target, targets
from service.stages.link.weights import GENERAL, MUTUAL, RESULTS, STATED, VERBAL, VIOLENT

#: name of the evidence and how much there is of it; 1 for what is either so or not
Evidence = Iterator[tuple[str, float]]

_MANY_NAMES: Final = 3


def evidence(a: Face, b: Face) -> Evidence:
    """All evidence about a pair of compatible types. Symmetric."""
    near = a.article_id == b.article_id
    yield _types(a, b), 1
    yield when(a, b), 1
    yield where(a.spot, b.spot), 1
    yield _country(a, b), 1
    yield from _acts(a, b)
    similar = similarity(a, b)
    yield from _words(a, b, similar, "" if near else " elsewhere")
    yield from _people(a, b)
    if not near and outbreak(a, b):
        yield "violence of one place", 1
    if a.bare or b.bare:
        yield "bare" if near else "bare elsewhere", 1
    yield from _speaker(a, b)
    yield from targets(a, b, "" if near else " elsewhere")
    yield from _figures(a, b)
    yield from _nearness(a, b)
    yield from _retold(a, b, near)
    if not near and not anchored(a, b, similar):
        told = a.story_id == b.story_id and a.trigger & b.trigger
        yield "nothing particular, same act" if told else "nothing particular", 1
    if _part(a, b) or _part(b, a):
        yield "several and one", 1
    if a.modality != b.modality:
        yield "historical" if "historical" in (a.modality, b.modality) else "other modality", 1


def _types(a: Face, b: Face) -> str:
    if a.type == b.type:
        return "same type"
    return "like type, same trigger" if a.trigger & b.trigger else "like type"


def _country(a: Face, b: Face) -> str:
    if a.place_country and b.place_country:
        return "same country" if a.place_country == b.place_country else "other country"
    if a.countries and b.countries:
        return "common country" if a.countries & b.countries else "no common country"
    return "one country" if a.countries or b.countries else "no country"


def _acts(a: Face, b: Face) -> Evidence:
    if a.trigger & b.trigger:
        yield "same trigger", 1
        told = a.story_id == b.story_id and a.lead and b.lead and lately(a, b)
        if told and not _two_acts(a, b):
            yield "same trigger, both lead", 1
    elif a.kinds and b.kinds:
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
        return "result trigger" if a <= VIOLENT and b <= VIOLENT else "unlike trigger"
    if a & GENERAL or b & GENERAL:
        return "general trigger" if a <= VIOLENT and b <= VIOLENT else "unlike trigger"
    return "unlike trigger"


def _words(a: Face, b: Face, similar: float, elsewhere: str) -> Evidence:
    yield "words" + elsewhere, similar
    if similar >= ALIKE and not a.trigger & b.trigger:
        yield "like wording, other act", 1
    elif similar >= ALIKE:
        wording = "same wording" if similar >= SAME_WORDS else "like wording"
        yield wording + elsewhere, 1
    if common := len(a.names & b.names):
        yield "common names", min(common, _MANY_NAMES)
    if a.numbers & b.numbers:
        yield "common number", 1
    if len(a.quoted & b.quoted) > 1:
        yield "common quotation", 1


def _people(a: Face, b: Face) -> Evidence:
    if a.type not in MUTUAL or b.type not in MUTUAL:
        yield "actors " + _who(a.actors, b.actors), 1
        yield "recipients " + _who(a.recipients, b.recipients), 1
        return
    parties = _who(a.parties, b.parties)
    yield f"parties {parties}", 1
    if parties == "named alike" and a.kinds & b.kinds:
        yield "same party, like act", 1


def _who(a: Side, b: Side) -> str:
    if not a.codes and not b.codes:
        return "unstated"
    if not a.codes or not b.codes:
        return "missing"
    if a.names & b.names:
        return "named alike"
    if any(c in b.codes for c in a.codes if c != (None, None)):
        return "coded alike"
    if {(None, None)} in (a.codes, b.codes):
        return "uncoded"
    mine, theirs = ({c for c, _ in s.codes if c} for s in (a, b))
    if not mine or not theirs:
        return "unknown"
    return "of one country" if mine & theirs else "different"


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
    if a.figures & b.figures:
        yield "same figure", 1
    elif {kind for kind, _ in a.figures} & {kind for kind, _ in b.figures}:
        yield "other figure", 1


def _part(several: Face, one: Face) -> bool:
    """'Strikes across the region' and 'the strike on the town'."""
    if not several.plural or one.plural or several.spot is None or one.spot is None:
        return False
    return several.spot.name in one.spot.names and several.spot.name != one.spot.name


def _nearness(a: Face, b: Face) -> Evidence:
    if a.article_id == b.article_id:
        yield "same article", 1
        if a.sentence == b.sentence:
            yield "same sentence", 1
        elif abs(a.sentence - b.sentence) == 1:
            yield "next sentence", 1
    elif a.story_id == b.story_id:
        same_news = lately(a, b, within_days=SAME_NEWS_DAYS)
        yield "same story" if same_news else "same story, other week", 1


def _retold(a: Face, b: Face, near: bool) -> Evidence:
    if a.vague or b.vague:
        story = " in the story" if a.story_id == b.story_id else " elsewhere"
        yield ("both vague" if a.vague and b.vague else "vague") + ("" if near else story), 1
    if (a.vague and a.definite) or (b.vague and b.definite):
        yield "points back" + ("" if near else " elsewhere"), 1
    elif a.definite or b.definite:
        yield "told as known" + ("" if near else " elsewhere"), 1
