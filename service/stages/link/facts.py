"""What is asked of a pair of mentions more than once, found once."""

from __future__ import annotations

from math import fsum
from typing import Final, NamedTuple

from service.stages.link.dates import NEAR, SAME_NEWS_DAYS, lately
from service.stages.link.face import Face
from service.stages.link.targets import act_of_the_story, same_target
from service.stages.link.weights import GENERAL, RESULTS

HERE: Final = frozenset({"same place", "place within", "near place"})


class Facts(NamedTuple):
    """How two mentions stand to each other.

    `near`: of one article; `when` as `dates` names it; `fits`: no day speaks against one act;
    `here`: one place; `trigger`: one word for the act; `kinds`: common kinds of act; `similar`:
    cosine of the sentences' telling words; `target`, `act`: see `targets`; `unrest`: violence in
    general of one story and day, `outbreak`: of one place too.
    """

    near: bool
    story: bool
    same_day: bool
    same_news: bool
    when: str
    fits: bool
    here: bool
    trigger: bool
    kinds: frozenset[str]
    similar: float
    target: bool
    act: bool
    outbreak: bool
    unrest: bool


def facts(a: Face, b: Face, when: str, where: str) -> Facts:
    """The facts about a pair. Symmetric."""
    near, story = a.article_id == b.article_id, a.story_id == b.story_id
    trigger, kinds = not a.trigger.isdisjoint(b.trigger), a.kinds & b.kinds
    here = where in HERE
    fits, same_day = when in NEAR, lately(a, b)
    unrest = story and fits and same_day and _unrest(a, b)
    return Facts(
        near=near,
        story=story,
        same_day=same_day,
        same_news=lately(a, b, within_days=SAME_NEWS_DAYS),
        when=when,
        fits=fits,
        here=here,
        trigger=trigger,
        kinds=kinds,
        similar=similarity(a, b),
        target=same_target(a, b, kinds),
        act=story and not near and trigger and act_of_the_story(a, b, kinds),
        outbreak=here and unrest,
        unrest=unrest,
    )


def similarity(a: Face, b: Face) -> float:
    """Cosine of the sentences' telling words."""
    if not a.norm or not b.norm:
        return 0.0
    one, other = (a, b) if (len(a.words), a.order) < (len(b.words), b.order) else (b, a)
    common = one.words.keys() & other.words.keys()
    return fsum(one.words[word] ** 2 for word in common) / (a.norm * b.norm) if common else 0.0


def _unrest(a: Face, b: Face) -> bool:
    """Whether both tell violence in general."""
    general = GENERAL | RESULTS
    return not (general.isdisjoint(a.kinds) or general.isdisjoint(b.kinds))
