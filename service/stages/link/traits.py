"""Numbers about a pair of mentions that the trees look at: how much each has, and in common."""

from __future__ import annotations

from typing import Final

from service.stages.link.face import Face
from service.stages.link.facts import similarity

#: what `traits` gives, in that order
TRAITS: Final = (
    "days between reports", "common words for the act", "common words", "likeness of words",
    "common names", "vague", "bare", "in the lead", "without day", "without place",
    "common figures", "figures", "common numbers", "one story", "told as known", "running",
    "several acts", "common words of the clause", "common actors", "common recipients",
    "telling words", "telling words apart", "common kinds", "common countries", "countries",
)  # fmt: skip


def traits(a: Face, b: Face) -> list[float]:
    """One number for each of `TRAITS`; symmetric. Unknown days between reports are -1."""
    common, likeness = similarity(a, b)
    apart = -1 if a.published is None or b.published is None else abs(a.published - b.published)
    return [
        apart,
        len(a.trigger & b.trigger),
        len(common),
        likeness,
        len(a.names & b.names),
        a.vague + b.vague,
        a.bare + b.bare,
        a.lead + b.lead,
        (a.days is None) + (b.days is None),
        (a.spot is None) + (b.spot is None),
        len(a.figures & b.figures),
        len(a.figures | b.figures),
        len(a.numbers & b.numbers),
        a.story_id == b.story_id,
        a.definite + b.definite,
        a.running + b.running,
        a.plural + b.plural,
        len(set(a.clause).intersection(b.clause)),
        len(a.actors.names & b.actors.names),
        len(a.recipients.names & b.recipients.names),
        a.norm + b.norm,
        abs(a.norm - b.norm),
        len(a.kinds & b.kinds),
        len(a.countries & b.countries),
        len(a.countries | b.countries),
    ]
