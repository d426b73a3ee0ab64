"""Several states in one phrase, what only sounds like a state, and who holds an office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention

Coder = Callable[..., tuple[EventMention, ...]]
Codes = list[tuple[str | None, str | None]]


def sides(coded: Coder, text: str, kind: str) -> tuple[Codes, Codes]:
    event = next(m for m in coded(text) if m.type == kind)
    actors = [(a.country, a.sector) for a in event.actors]
    return actors, [(r.country, r.sector) for r in event.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "states"),
    [
        pytest.param("Kenyan and Ethiopian troops attacked the camp on Monday.",
                     "ASSAULT", ["KEN", "ETH"], id="adjectives"),
        pytest.param("Peruvian, Chilean and Bolivian ministers met in Arica on Monday.",
                     "CONSULT", ["PER", "CHL", "BOL"], id="three"),
        pytest.param("Ministers from Laos, Vietnam and Cambodia met in Hue on Monday.",
                     "CONSULT", ["LAO", "VNM", "KHM"], id="behind-from"),
        pytest.param("Dozens of Serbian and Croatian police arrested nine men on Monday.",
                     "COERCE", ["SRB", "HRV"], id="counted"),
        pytest.param("Saudi and Emirati warplanes bombed the port on Monday.",
                     "ASSAULT", ["SAU", "ARE"], id="weapons"),
        pytest.param("Saudi and Emirati airstrikes killed nine people on Monday.",
                     "ASSAULT", ["SAU", "ARE"], id="airstrikes"),
        pytest.param("Swedish and Norwegian-speaking farmers protested in Oulu on Monday.",
                     "PROTEST", ["SWE"], id="language"),
        pytest.param("The Brazilian or Peruvian army killed four miners on Monday.",
                     "ASSAULT", ["PER"], id="one-of-them"),
    ],
)  # fmt: skip
def test_a_phrase_that_joins_states_gives_each(
    coded: Coder, text: str, kind: str, states: list[str]
) -> None:
    actors, _ = sides(coded, text, kind)
    assert [country for country, _ in actors] == states


def test_both_actors_have_the_text_of_the_whole_phrase(coded: Coder) -> None:
    (event,) = coded("Polish and Slovak farmers protested in Zilina on Monday.")
    assert {a.text for a in event.actors} == {"Polish and Slovak farmers"}
    assert [a.name for a in event.actors] == ["Polish farmers", "Slovak farmers"]


@pytest.mark.parametrize("people", ["Latin American", "South American", "Central American"])
def test_a_region_is_no_state(coded: Coder, people: str) -> None:
    actors, _ = sides(coded, f"{people} leaders met in Quito on Monday.", "CONSULT")
    assert actors == [(None, "GOV")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Peru's Congress accused the mayor of fraud.", ("PER", "LEG"), id="owner"),
        pytest.param("The Philippine Senate accused the mayor of fraud.", ("PHL", "LEG"), id="adj"),
        pytest.param("The Senate accused the mayor of fraud.", ("USA", "LEG"), id="alone"),
        pytest.param("The Malian Hezbollah accused the mayor of fraud.", ("LBN", "REB"), id="foe"),
    ],
)  # fmt: skip
def test_a_parliament_is_that_of_the_state_in_front_of_it(
    coded: Coder, text: str, codes: tuple[str, str]
) -> None:
    actors, _ = sides(coded, text, "ACCUSE")
    assert actors == [codes]


def test_the_warplanes_of_a_state_are_its_soldiers(coded: Coder) -> None:
    actors, _ = sides(coded, "Sudanese warplanes bombed the town on Monday.", "ASSAULT")
    assert actors == [("SDN", "MIL")]


def test_a_village_that_is_stormed_is_where_not_whom(coded: Coder) -> None:
    _, recipients = sides(coded, "Troops stormed a Nigerian village on Monday.", "ASSAULT")
    assert recipients == []


def test_the_holder_of_an_office_is_whom_the_text_names(coded: Coder) -> None:
    text = (
        "Norwegian Premier Kari Solheim visited Peru on Monday. Peru hailed it. Peru was glad. "
        "The premier condemned the arrest of Peruvian journalists in Peru."
    )
    actors, _ = sides(coded, text, "ACCUSE")
    assert actors == [("NOR", "GOV")]


def test_an_envoy_is_not_of_the_country_he_is_posted_to(coded: Coder) -> None:
    text = "Police broke up a march in Minsk. An ambassador condemned the Belarusian police."
    actors, _ = sides(coded, text, "ACCUSE")
    assert actors == [(None, "GOV")]


def test_a_monitor_says_nothing_of_where_a_text_is_at_home(coded: Coder) -> None:
    text = "Nine fighters were killed, the Syrian Observatory for Human Rights said on Monday."
    _, recipients = sides(coded, text, "ASSAULT")
    assert recipients == [(None, "REB")]


def test_whoever_is_sentenced_to_death_is_not_dead(coded: Coder) -> None:
    events = coded("A court in Accra sentenced 37 backers of the banned party to death on Monday.")
    assert {m.type for m in events} == {"SANCTION"}
    assert [m.quantities for m in events] == [()]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Crowds stormed the Danish embassy in Tehran on Monday.", ("IRN", "CVL"),
                     id="crowd"),
        pytest.param("Militants attacked the Greek consulate in Bamako on Monday.", ("MLI", "REB"),
                     id="militants"),
    ],
)  # fmt: skip
def test_nameless_people_are_of_the_place_and_not_of_what_they_attack(
    coded: Coder, text: str, codes: tuple[str, str]
) -> None:
    event = next(m for m in coded(text) if m.type in ("ASSAULT", "PROTEST"))
    assert [(a.country, a.sector) for a in event.actors] == [codes]


def test_a_party_is_named_in_full(coded: Coder) -> None:
    text = "The Movement for Democratic Change accused the police of fraud on Monday."
    event = next(m for m in coded(text) if m.type == "ACCUSE")
    assert [a.text for a in event.actors] == ["The Movement for Democratic Change"]


def test_a_claim_that_nobody_made_is_no_source(coded: Coder) -> None:
    text = "There was no claim of responsibility for the bombing of the pipeline on Monday."
    assert [m.attribution for m in coded(text) if m.type == "ASSAULT"] == [None]


def test_the_leader_of_a_party_is_of_that_party(coded: Coder) -> None:
    text = (
        "The Democratic Unionist Party left the talks. Its leader, Ian Moore, accused the police "
        "of fraud."
    )
    actors, _ = sides(coded, text, "ACCUSE")
    assert actors == [("GBR", "PTY")]


def test_an_unnamed_coalition_is_of_no_country(coded: Coder) -> None:
    text = "Coalition aircraft destroyed a Taliban compound in Helmand on Monday."
    actors, _ = sides(coded, text, "ASSAULT")
    assert actors == [(None, "MIL")]


@pytest.mark.parametrize(
    ("whose", "code"),
    [
        pytest.param("The Peruvian leadership", ("PER", "GOV"), id="state"),
        pytest.param("The Hezbollah leadership", ("LBN", "REB"), id="group"),
        pytest.param("The leadership of the Shining Path", ("PER", "REB"), id="of-a-group"),
    ],
)
def test_a_leadership_is_of_whom_it_leads(coded: Coder, whose: str, code: tuple[str, str]) -> None:
    actors, _ = sides(coded, f"{whose} criticised Ghana.", "ACCUSE")
    assert actors == [code]


def test_a_count_of_things_is_nobody(coded: Coder) -> None:
    _, hit = sides(coded, "The army attacked three of Mali's biggest towns.", "ASSAULT")
    assert ("MLI", "CVL") not in hit
    _, hit = sides(coded, "The army attacked three of Mali's best-known poets.", "ASSAULT")
    assert hit
    assert hit != [("MLI", "GOV")]
