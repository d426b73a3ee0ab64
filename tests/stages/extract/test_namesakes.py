"""A bare surname is that of the person whom the text names in full, not of a famous namesake."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]


@pytest.mark.parametrize(
    ("introduced", "country"),
    [
        ("Canada's Foreign Minister Joe Clark arrived on Monday.", "CAN"),
        ("Ghana's trade minister, Ama Clark, arrived on Monday.", "GHA"),
    ],
    ids=["title in front", "title behind"],
)
def test_a_namesake_has_the_codes_that_the_text_gives(
    coded: Coder, introduced: str, country: str
) -> None:
    told = f"{introduced} Clark urged Japan to lift its sanctions on rice exporters."
    [urged] = [m for m in coded(told, published_at="1987-06-18") if m.type == "REQUEST"]
    [actor] = urged.actors
    assert (actor.country, actor.sector) == (country, "GOV")
    assert actor.actor_id is None


def test_whoever_is_named_in_full_keeps_the_surname(coded: Coder) -> None:
    told = (
        "New Zealand's Prime Minister Helen Clark spoke in Ottawa. "
        "Clark urged Japan to lift its sanctions on rice exporters."
    )
    urged = [m for m in coded(told, published_at="2003-06-18") if m.type == "REQUEST"]
    assert [a.actor_id for m in urged for a in m.actors] == ["helen-clark"]


def test_a_given_name_is_no_famous_surname(coded: Coder) -> None:
    told = (
        "Meshaal Haddad, a Jordanian trade minister, arrived on Monday. "
        "Meshaal urged Japan to lift its sanctions on rice exporters."
    )
    urged = [m for m in coded(told, published_at="2011-06-18") if m.type == "REQUEST"]
    assert urged
    assert all(a.country != "PSE" for m in urged for a in m.actors)
