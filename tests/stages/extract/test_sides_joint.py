"""Sides that several share, and who only seems to be one of them."""

from __future__ import annotations

import pytest

from service.stages.extract.event import Event
from tests.stages.extract.proposals import Propose, on


def countries(event: Event) -> list[str | None]:
    return sorted((a.country or "?") for a in event.actors)


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "states"),
    [
        pytest.param("Officials from Peru and Chile met in Arica on Monday.", "CONSULT", "met",
                     ["CHL", "PER"], id="officials from two states"),
        pytest.param("Kenyan and Ugandan soldiers exchanged fire on Migingo island.", "ASSAULT",
                     "exchanged", ["KEN", "UGA"], id="soldiers of two states"),
        pytest.param("The presidents of Togo, Benin and Ghana signed a treaty.", "SUPPORT",
                     "signed", ["BEN", "GHA", "TGO"], id="presidents of three states"),
        pytest.param("The president of Togo signed a treaty.", "SUPPORT", "signed", ["TGO"],
                     id="president of one state"),
    ],
)  # fmt: skip
def test_a_phrase_may_stand_for_several_states(
    proposed: Propose, text: str, kind: str, trigger: str, states: list[str]
) -> None:
    assert countries(on(proposed(text), kind, trigger)) == states


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        pytest.param("Government jets bombed a convent in Kachin, Myanmar.", "bombed",
                     ("Government jets", "MMR", "MIL"), id="jets of a government"),
        pytest.param("Turkey's warplanes struck a village in northern Iraq.", "struck",
                     ("Turkey", "TUR", "MIL"), id="warplanes of a state"),
        pytest.param("An army patrol shot two smugglers in Peru.", "shot",
                     ("An army patrol", "PER", "MIL"), id="a patrol"),
        pytest.param("A Chinese coast guard ship shot a fisherman on Friday.", "shot",
                     ("A Chinese coast guard ship", "CHN", "MIL"), id="a ship of the coast guard"),
        pytest.param("Rights group: Eritrean forces shot 40 villagers in Tigray", "shot",
                     ("Eritrean forces", "ERI", "MIL"), id="behind a colon"),
    ],
)  # fmt: skip
def test_whoever_bears_the_arms_of_a_state_is_its_forces(
    proposed: Propose, text: str, trigger: str, actor: tuple[str, str, str]
) -> None:
    event = on(proposed(text), "ASSAULT", trigger)
    assert [(a.text, a.country, a.sector) for a in event.actors] == [actor]


def test_a_part_of_a_name_in_capitals_means_the_whole(proposed: Propose) -> None:
    text = (
        "Iran's Revolutionary Guards seized a tanker on Thursday. "
        "Two speedboats of the Guards harassed a British frigate, the Royal Navy said."
    )
    event = on(proposed(text), "COERCE", "harassed")
    assert [(a.text, a.country, a.sector) for a in event.actors] == [("the Guards", "IRN", "MIL")]


def test_settlers_of_occupied_land_are_not_of_it(proposed: Propose) -> None:
    text = "Settlers shot a shepherd in Burin, the Palestinian health ministry said."
    event = on(proposed(text), "ASSAULT", "shot")
    assert [a.country for a in event.actors] == ["ISR"]


def test_an_envoy_who_holds_talks_is_a_party_to_them(proposed: Propose) -> None:
    text = "A Swiss envoy, Reto Amstutz, held separate talks with both leaders on Monday."
    event = on(proposed(text), "CONSULT", "talks")
    assert "CHE" in countries(event)


def test_nobody_in_a_denied_act_is_denied_anything(proposed: Propose) -> None:
    event = on(proposed("Burundi denied sending arms to Ugandan rebels."), "REJECT", "denied")
    assert event.recipients == []


def test_what_hangs_on_the_verb_is_not_inside_a_pronoun(proposed: Propose) -> None:
    event = on(proposed("He accused Burundi of backing Ugandan rebels."), "ACCUSE", "accused")
    assert event.actors == []


def test_who_is_taken_hostage_is_taken(proposed: Propose) -> None:
    event = on(proposed("Gunmen took nine Italian engineers hostage."), "ASSAULT", "took")
    assert [r.text for r in event.recipients] == ["nine Italian engineers"]


def test_what_two_armies_exercise_they_do_together(proposed: Propose) -> None:
    events = proposed("The United States and Senegal conducted joint anti-piracy drills in June.")
    assert {e.type for e in events} == {"COOPERATE"}


def test_roadblocks_of_soldiers_are_no_protest(proposed: Propose) -> None:
    events = proposed("Soldiers set up roadblocks on the airport road.")
    assert "PROTEST" not in {e.type for e in events}
    assert on(events, "COERCE", "set").candidate.modes == ("restrict",)


def test_no_time_of_day_is_part_of_a_name(proposed: Propose) -> None:
    event = on(proposed("08:55 President Camila Duarte apologised to miners."), "CONCEDE",
               "apologised")  # fmt: skip
    assert event.actors[0].text.startswith("President")
