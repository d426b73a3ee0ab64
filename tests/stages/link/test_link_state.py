"""Redelivery, retraction, reordering, recovery and forgetting."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from link_desk import ARMY, CIVILIANS, Desk, actor, day, figure, mention, place, strike

from schemas.event import EventMention
from service.stages.link import expiry
from service.stages.link.components import MOST_CONNECTED


def test_the_same_mention_again_gives_the_same_revision_and_writes(desk: Desk) -> None:
    desk.link(strike("a"))
    first = desk.link(strike("b"))
    again = desk.link(strike("b"))
    assert again.incidents == first.incidents
    assert dict(again.writes).items() >= dict(first.writes).items()


def test_a_retracted_mention_is_taken_out(desk: Desk) -> None:
    desk.link_all(strike("a", quantities=[figure("killed", 7, 7)]), strike("b"))
    [incident] = desk.link_all(
        strike("a", quantities=[figure("killed", 7, 7)]).model_copy(update={"retracted": True})
    )
    assert (incident.mention_ids, incident.quantities, incident.revision) == (("b",), {}, 3)


def test_an_incident_whose_only_mention_is_retracted_is_deleted(desk: Desk) -> None:
    [incident] = desk.link_all(strike("a"))
    linked = desk.link(strike("a").model_copy(update={"retracted": True}))
    assert linked.tombstones == (incident.incident_id,)
    assert desk.topic == {}


def test_a_retraction_that_comes_first_still_counts(desk: Desk) -> None:
    desk.link(strike("a").model_copy(update={"retracted": True}))
    assert desk.link_all(strike("a")) == []


def test_a_text_that_returns_brings_its_mention_back(desk: Desk) -> None:
    retracted = strike("a").model_copy(update={"retracted": True})
    [incident] = desk.link_all(strike("a"), retracted, strike("a"))
    assert (incident.mention_ids, incident.revision) == (("a",), 3)


def test_a_report_that_joins_two_incidents_merges_them_and_buries_one(desk: Desk) -> None:
    first = strike("a", actors=[], recipients=[], sentence="A strike shook the market.")
    other = strike(
        "b",
        place=None,
        date=None,
        recipients=[],
        trigger="killed",
        sentence="Nine traders were killed on Sunday.",
    )
    desk.link_all(first, other)
    assert desk.groups() == {frozenset("a"), frozenset("b")}
    told = "The strike killed nine traders on Sunday at the market."
    linked = desk.link(strike("c", sentence=told, trigger="strike killed"))
    merged = [i for i in linked.incidents if i.merged_into]
    assert desk.groups() == {frozenset("abc")}
    assert linked.tombstones == tuple(i.incident_id for i in merged)
    assert {i.merged_into for i in merged} == set(desk.topic)


TOWNS = ("El Obeid", "Nyala", "Kadugli", "Zalingei", "Ed Damazin", "Kosti")


def _stream(seed: int, per_town: int = 6) -> list[EventMention]:
    """Reports of two strikes and one meeting in each town, with slots left out at random."""
    draw = random.Random(seed)  # noqa: S311
    items = []
    for t, town in enumerate(TOWNS):
        for i in range(per_town):
            when = f"2023-09-{2 + 4 * (i % 2):02d}"
            told = f"An air strike hit the grain market of {town} and {i + 3} people died."
            items.append(
                strike(
                    f"s{t}-{i}",
                    sentence=told,
                    place=draw.choice([place(town), place(town), None]),
                    date=draw.choice([day(when), None]),
                    actors=draw.choice([[ARMY], []]),
                    article=f"article-{draw.randrange(20)}",
                    index=i,
                    published_at=draw.choice([when, "2023-09-07"]),
                )
            )
        items.append(
            mention(
                f"m{t}", f"The governor met elders in {town}.", "met", type="CONSULT",
                place=place(town), actors=[actor("governor", "SDN", "GOV")], recipients=[CIVILIANS],
            )
        )  # fmt: skip
    return items


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("per_town", [6, 13], ids=["few", "as many as a piece holds"])
def test_any_order_of_arrival_ends_in_the_same_incidents(seed: int, per_town: int) -> None:
    items = _stream(1, per_town)
    steady, shuffled = Desk(), Desk()
    steady.link_all(*items)
    random.Random(seed).shuffle(items)  # noqa: S311
    shuffled.link_all(*items)
    assert shuffled.groups() == steady.groups()
    assert any(len(group) > 1 for group in steady.groups())


def test_a_much_told_incident_goes_on_taking_reports(desk: Desk) -> None:
    for i in range(MOST_CONNECTED + 20):
        told = f"An air strike on the market in El Obeid killed nine, {i} witnesses told us."
        desk.link(strike(f"s{i:03d}", outlet=f"Outlet {i}", sentence=told))
    [incident] = desk.topic.values()
    assert incident.reports.mentions == MOST_CONNECTED + 20
    assert len(incident.mention_ids) == 50


def test_after_a_restart_incidents_are_the_same_as_without_it() -> None:
    steady, broken = Desk(), Desk()
    for i, item in enumerate(_stream(2)):
        if i % 7 == 6:
            broken = broken.recovered(seed=i)
        assert broken.link(item) == steady.link(item)
    assert broken.table == steady.table


def test_incidents_that_nobody_tells_any_more_are_forgotten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "RECENT_MENTIONS", 5)
    first = date(2023, 1, 1)
    for i in range(120):
        told = (first + timedelta(days=i)).isoformat()
        desk.link(strike(f"s{i}", published_at=told, date=day(told)))
    kept = [key for key in desk.table if key.startswith("m:")]
    assert len(kept) <= expiry.QUIET_DAYS + 6
    assert len(desk.recovered().index.known) == len(kept)


def test_what_comes_again_while_it_is_recent_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in Chad first and in Sudan just now: many reports of Chad do not make it forgotten."""
    monkeypatch.setattr(expiry, "RECENT_MENTIONS", 5)
    old = {"published_at": "2023-01-01", "date": day("2023-01-01")}
    chad = strike("a", place=None, recipients=[actor("herders", "TCD", "CVL")], **old)
    sudan = strike("b", place=None, recipients=[actor("herders", "SDN", "CVL")], **old)
    desk.link_all(chad, sudan)
    together = desk.groups()
    for i in range(9):
        others = [actor(f"army {i}", "TCD", "MIL")]
        desk.link(strike(f"t{i}", place=place(f"Town {i}", "TCD"), actors=others, recipients=[]))
    before = dict(desk.topic)
    desk.link(sudan)
    assert together == {frozenset({"a", "b"})}
    assert desk.topic == before


def test_a_process_remembers_no_more_than_it_may(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "MOST_IN_ALL", 20)
    for i in range(60):
        desk.link(strike(f"s{i}", date=day("2023-01-01")))
    assert 0 < len(desk.index.known) <= 21
