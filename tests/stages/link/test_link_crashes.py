"""A crash may cut the writes of a mention anywhere: delivered again, it comes to the same."""

from __future__ import annotations

import random

import pytest
from link_desk import ARMY, Desk, day, place, strike

from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link.records import Writes


def _merging() -> list[EventMention]:
    """Two reports that nothing joins, and one that joins them."""
    return [
        strike("m", actors=[], recipients=[], sentence="A strike shook the market."),
        strike(
            "z", place=None, date=None, recipients=[], trigger="killed",
            sentence="Nine traders were killed on Sunday.",
        ),
        strike(
            "p", sentence="The strike killed nine traders on Sunday at the market.",
            trigger="strike killed",
        ),
    ]  # fmt: skip


def _towns(seed: int) -> list[EventMention]:
    """Reports of strikes on three towns, with slots left out at random."""
    draw = random.Random(seed)  # noqa: S311
    return [
        strike(
            f"{draw.randrange(100):02d}-{town}-{i}",
            sentence=f"An air strike hit the grain market of {town} and {i + 3} people died.",
            place=draw.choice([place(town), None]),
            date=draw.choice([day("2023-09-10"), None]),
            actors=draw.choice([[ARMY], []]),
        )
        for i in range(4) for town in ("El Obeid", "Nyala", "Kosti")
    ]  # fmt: skip


def _crashed(desk: Desk, written: Writes) -> Desk:
    """As it is after a crash that lost all of the outputs and what is not `written`."""
    other = desk.recovered()
    for key, value in written:
        other.table.pop(key, None)
        if value is not None:
            other.table[key] = value
    return other.recovered()


def _told(desk: Desk) -> dict[str, Incident]:
    """The topic, without revisions: a crash may cost one."""
    return {i: told.model_copy(update={"revision": 1}) for i, told in desk.topic.items()}


@pytest.mark.parametrize(
    "items",
    [pytest.param(_merging(), id="two are joined")]
    + [pytest.param(_towns(seed), id=f"three towns, {seed}") for seed in range(3)],
)
def test_wherever_the_writes_are_cut_the_incidents_are_the_same(items: list[EventMention]) -> None:
    desk = Desk()
    for item in items:
        before = desk.recovered()
        writes = desk.link(item).writes
        for cut in range(len(writes) + 1):
            again = _crashed(before, writes[:cut])
            again.link(item)
            assert _told(again) == _told(desk), f"{item.mention_id}, {cut} writes"
