"""Restarts from the table at any time: what is published and what is forgotten stays the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from link_desk import Desk, actor, day, figure, mention, place, strike

from schemas.event import EventMention
from service.stages.link import expiry

FIRST = date(2023, 1, 1)
#: towns with their countries; some acts of one story are keyed by two countries
TOWNS = {
    "El Obeid": "SDN", "Nyala": "SDN", "Kadugli": "SDN", "Goma": "COD", "Bunia": "COD",
    "Beni": "COD", "Maiduguri": "NGA", "Jos": "NGA",
}  # fmt: skip
ARMIES = {"SDN": "Sudanese army", "COD": "Congolese army", "NGA": "Nigerian army"}
GOODS = ("grain market", "bus station", "river port", "district clinic", "cattle fair")
DAYS = 150


def _told(draw: random.Random) -> Iterator[EventMention]:
    """Reports of strikes and talks over seven windows; late, vague and keyed otherwise at times."""
    for number in range(300):
        act = draw.randrange(50)
        town = list(TOWNS)[act % len(TOWNS)]
        happened = FIRST + timedelta(days=(act * DAYS) // 50)
        told = happened + timedelta(days=draw.choice((0, 0, 1, 1, 2, 7, 19, 20, 21, 22, 40)))
        slots = {
            "published_at": told.isoformat(),
            "article": f"article-{draw.randrange(120)}",
            "story_id": f"story-{act % 23}",
            "index": number % 5,
            "actors": draw.choice(([], [actor(ARMIES[TOWNS[town]], TOWNS[town], "MIL")])),
            "place": draw.choice((None, place(town, TOWNS[town]), place(town, TOWNS[town]))),
            "date": draw.choice((None, day(happened.isoformat()))),
        }
        if act % 6 == 5:
            sentence = f"The governor of {town} met traders about the {GOODS[act % 5]}."
            yield mention(f"m{number}", sentence, "met", type="CONSULT", **slots)
            continue
        dead = act % 9 + 3
        sentence = f"A strike on the {GOODS[act % 5]} of {town} killed {dead} people."
        counted = draw.choice(([], [figure("killed", dead, dead)]))
        yield strike(f"m{number}", sentence=sentence, quantities=counted, **slots)


def _stream(seed: int) -> list[EventMention]:
    """In the order of publication, as a topic has them: nearly."""
    draw = random.Random(seed)  # noqa: S311
    return sorted(_told(draw), key=lambda m: (m.published_at or "", draw.random()))


def _shown(desk: Desk) -> dict[str, bytes]:
    return {name: incident.to_bytes() for name, incident in desk.topic.items()}


@pytest.fixture
def _few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "RECENT_MENTIONS", 12)


@pytest.fixture
def _too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "MOST_MENTIONS", 30)
    monkeypatch.setattr(expiry, "MOST_IN_ALL", 60)


def _run(items: list[EventMention], breaks: set[int]) -> Desk:
    desk = Desk()
    for number, item in enumerate(items):
        if number in breaks:
            desk = desk.recovered(seed=number)
        desk.link(item)
    return desk


@pytest.mark.usefixtures("_few_are_kept")
@pytest.mark.parametrize("seed", range(2))
def test_restarts_at_any_time_leave_no_trace(seed: int) -> None:
    items = _stream(seed)
    steady = _run(items, set())
    broken = _run(items, set(random.Random(seed).sample(range(len(items)), 40)))  # noqa: S311
    assert _shown(broken) == _shown(steady)
    assert broken.table.keys() == steady.table.keys()
    assert len([key for key in steady.table if key.startswith("m:")]) < len(items) / 2


@pytest.mark.usefixtures("_too_many")
def test_nor_do_they_where_there_is_too_much_to_remember() -> None:
    items = _stream(1)
    random.Random(1).shuffle(items)  # noqa: S311
    steady = _run(items, set())
    broken = _run(items, set(random.Random(1).sample(range(len(items)), 40)))  # noqa: S311
    assert _shown(broken) == _shown(steady)
    assert sum(key.startswith("m:") for key in steady.table) <= 61


@pytest.mark.usefixtures("_few_are_kept")
def test_what_came_last_and_changed_its_day_is_remembered(desk: Desk) -> None:
    desk.link_all(*(strike(f"s{i}", published_at=f"2023-09-{i + 1:02d}") for i in range(9)))
    moved = strike("s8", published_at="2023-08-01")
    desk.link(moved)
    broken = desk.recovered()
    for now in (desk, broken):
        now.link(strike("t", published_at="2023-09-02"))
    reached = [desk.index.arrivals.of("SDN"), broken.index.arrivals.of("SDN")]
    assert len({(each.latest_day, each.next_number) for each in reached}) == 1


@pytest.mark.usefixtures("_few_are_kept")
@pytest.mark.parametrize("seed", [3, 9])
def test_what_comes_again_leaves_incidents_alone_that_are_over(seed: int) -> None:
    """A mention that changed an incident which has been forgotten since must not delete it."""
    items, again = _stream(seed), Desk()
    for number, item in enumerate(items):
        again.link(item)
        if number % 9 == 8:
            again.link_all(*items[number - 7 : number + 1])
    assert _shown(again) == _shown(_run(items, set()))
