"""Small sets of mentions in any order, some of them twice: the same incidents in the end."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from link_desk import Desk, actor, day, figure, mention, place, strike

from schemas.event import EventMention


def one_strike() -> list[EventMention]:
    """Four reports of one strike; two leave out where or when."""
    told = "Nine traders died when a strike hit the market in El Obeid."
    return [
        strike("a", sentence=told),
        strike("b", place=None, sentence=told),
        strike("c", date=None, published_at="2023-09-12"),
        strike("d", actors=[], quantities=[figure("killed", 9, 9)]),
    ]


def two_towns() -> list[EventMention]:
    """Strikes on two towns on one day, and a report that names neither."""
    bara = {"place": place("Bara"), "sentence": "A strike on the mill of Bara hurt six."}
    return [strike("a"), strike("b"), strike("c", **bara), strike("d", **bara),
            strike("e", place=None, recipients=[], sentence="A strike came at dawn.")]  # fmt: skip


def accusations() -> list[EventMention]:
    """Two speakers who blame one side for two things, each told by two."""
    told = {
        "Governor Idris Salih": "Governor Idris Salih accused the rebels of shelling the port.",
        "Huda Karrar": "Minister Huda Karrar accused the rebels of looting the grain stores.",
    }
    return [
        mention(
            f"{name[:5]}-{i}", sentence, "accused", type="ACCUSE",
            actors=[actor(name, "SDN", "GOV")], recipients=[actor("rebels", "SDN", "REB")],
        )
        for i in range(2) for name, sentence in told.items()
    ]  # fmt: skip


def two_weeks() -> list[EventMention]:
    """A strike, its denial, and another one on the same town a week later."""
    later = {"date": day("2023-09-17"), "published_at": "2023-09-18"}
    told = "A strike killed two at the bridge of El Obeid."
    return [strike("a"), strike("b", modality="negated"), strike("c", **later),
            strike("d", sentence=told, **later)]  # fmt: skip


SETS = (one_strike, two_towns, accusations, two_weeks)
APART = {"one_strike": 1, "two_towns": 2, "accusations": 2, "two_weeks": 2}


def _told(desk: Desk) -> set[tuple[object, ...]]:
    """What the incidents say, without ids and revisions: those depend on who came first."""
    return {
        (i.mention_ids, i.type, i.modality, i.date, i.place, i.actors, i.conflicts, i.reports)
        for i in desk.topic.values()
    }


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("items", SETS)
def test_any_order_tells_the_same(items: Callable[[], list[EventMention]], seed: int) -> None:
    draw, steady, shuffled = random.Random(seed), Desk(), Desk()  # noqa: S311
    steady.link_all(*items())
    shuffled.link_all(*draw.sample(items(), len(items())))
    assert _told(shuffled) == _told(steady)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("items", SETS)
def test_what_is_delivered_again_changes_nothing(
    items: Callable[[], list[EventMention]], seed: int
) -> None:
    draw, steady, again = random.Random(seed), Desk(), Desk()  # noqa: S311
    steady.link_all(*items())
    again.link_all(*draw.sample(2 * items(), 2 * len(items())))
    assert _told(again) == _told(steady)
    assert again.recovered(seed).groups() == steady.groups()


@pytest.mark.parametrize("items", SETS)
def test_the_sets_hold_acts_that_are_joined_and_acts_that_are_not(
    items: Callable[[], list[EventMention]], desk: Desk
) -> None:
    desk.link_all(*items())
    several = [group for group in desk.groups() if len(group) > 1]
    assert len(several) == APART[items.__name__]
