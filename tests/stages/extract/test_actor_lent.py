"""Countries and offices that a phrase does not have: lent, past, shadow, or somebody's surname."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "trigger", "country", "sector"),
    [
        pytest.param("Iran seized three boats on Sunday. The foreign ministry accused Iran of "
                     "piracy.", "accused", None, "GOV", id="of-another-state"),
        pytest.param("Iran seized three boats on Sunday. Protesters accused Iran of piracy.",
                     "accused", "IRN", "CVL", id="people-of-their-own"),
        pytest.param("Lina Berg, the shadow health secretary, condemned the cuts in Britain.",
                     "condemned", "GBR", "PTY", id="shadow"),
        pytest.param("Tom Reed, the environment minister and former army captain, condemned the "
                     "cuts in Kenya.", "condemned", "KEN", "GOV", id="and-former"),
        pytest.param("Tom Reed, a former army captain, condemned the cuts in Kenya.",
                     "condemned", "KEN", "ELI", id="former"),
        pytest.param("Foreign Secretary Oliver Lome of Britain spoke first. Lome condemned France.",
                     "condemned", "GBR", "GOV", id="no-town"),
        pytest.param("Mr Major, the British prime minister, condemned France.",
                     "condemned", "GBR", "GOV", id="no-rank"),
    ],
)  # fmt: skip
def test_whose_the_actor_is(
    proposed: Propose, text: str, trigger: str, country: str | None, sector: str
) -> None:
    [actor] = on(proposed(text), "ACCUSE", trigger).actors
    assert (actor.country, actor.sector) == (country, sector)


def test_major_attacks_are_nobodys(proposed: Propose) -> None:
    text = "The group has been blamed for several major attacks on embassies in Kabul."
    assert on(proposed(text), "ASSAULT", "attacks").actors == []


def test_a_state_of_two_names_is_one(proposed: Propose) -> None:
    text = "Nigeria, Trinidad and Tobago and Canada opposed the resolution."
    found = on(proposed(text), "ACCUSE", "opposed").actors
    assert [a.country for a in found] == ["NGA", "TTO", "CAN"]


def test_the_leader_of_a_gang_is_a_criminal(proposed: Propose) -> None:
    text = "The cartel is weak. Police arrested its leader in Mexico."
    [leader] = on(proposed(text), "COERCE", "arrested").recipients
    assert (leader.country, leader.sector) == ("MEX", "CRM")


def test_the_press_is_told_and_not_asked(proposed: Propose) -> None:
    text = "Minister Luis Vega told CNN that Chile should release the sailors."
    found = on(proposed(text), "REQUEST", "told").recipients
    assert [r.name for r in found] == ["Chile"]
    text = "The mayor told a newspaper that the law was a disgrace."
    assert all(r.sector != "JRN" for e in proposed(text) for r in e.recipients)


def test_special_is_nobody_beside_the_envoy(proposed: Propose) -> None:
    events = proposed("The council talked with the U.N. special envoy for Libya.")
    assert all(a.text != "special" for e in events for a in e.actors)


def test_guerrillas_of_a_later_party_are_rebels(proposed: Propose) -> None:
    text = "FMLN guerrillas attacked a police post on Monday."
    [actor] = on(proposed(text), "ASSAULT", "attacked").actors
    assert (actor.country, actor.sector) == ("SLV", "REB")


def test_guests_of_a_party_are_no_party(proposed: Propose) -> None:
    event = on(proposed("A gunman attacked a wedding party in Togo."), "ASSAULT", "attacked")
    assert [(r.country, r.sector) for r in event.recipients] == [("TGO", "CVL")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Envoys in Geneva condemned Peru and Chile on Monday.", None),
        ("Officials in Kabul condemned Peru and Chile on Monday.", "AFG"),
        ("Peru's envoy in Geneva condemned Chile.", "PER"),
    ],
)
def test_whoever_is_posted_to_a_town_is_not_of_it(
    proposed: Propose, text: str, country: str | None
) -> None:
    assert [a.country for a in on(proposed(text), "ACCUSE", "condemned").actors] == [country]


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "country", "sector"),
    [
        ("Togo and Russia are talking. Russia is big. Economy Minister Ekow Kodjo leaves for "
         "Russia on Tuesday.", "AGREE", "leaves", None, "GOV"),
        ("The African National Congress is angry. The party's secretary general accused Britain "
         "of racism.", "ACCUSE", "accused", "ZAF", "PTY"),
        ("Togo's ruling coalition is weak. The coalition threatened to impeach the president.",
         "THREATEN", "threatened", "TGO", "PTY"),
        ("Indian fighter aircraft shot down a plane.", "ASSAULT", "shot", "IND", "MIL"),
    ],
    ids=["visitor", "of-a-party", "coalition", "aircraft"],
)  # fmt: skip
def test_what_the_text_says_of_them(  # noqa: PLR0913 - one case per column
    proposed: Propose, text: str, kind: str, trigger: str, country: str | None, sector: str
) -> None:
    [actor] = on(proposed(text), kind, trigger).actors
    assert (actor.country, actor.sector) == (country, sector)


def test_half_of_a_firm_is_no_state(proposed: Propose) -> None:
    event = on(proposed("Petro-Canada said it would ask Norway for help."), "REQUEST", "ask")
    assert all(a.country != "CAN" or a.sector != "GOV" for a in event.actors)
