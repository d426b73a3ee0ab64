"""Of which country rebels and crowds are: the ruler's, however often others are named."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on

#: officials of a state at peace talk of what happens elsewhere
ABROAD = "American officials met on Monday. The United States and American senators are worried. "


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("The senators condemned Syria's crackdown on protesters.", "SYR",
                     id="crackdown"),
        pytest.param("Helicopters launched attacks on rebels who fight to end Bashar al-Assad's "
                     "four-decade rule.", "SYR", id="rule"),
        pytest.param("They deplored attacks on rebels who want to topple President Robert Mugabe.",
                     "ZWE", id="topple"),
        pytest.param("Attacks on rebels continue until Robert Mugabe agrees that he or Bashar "
                     "al-Assad's regime will go.", "SYR", id="regime"),
        pytest.param("The senators condemned attacks on protesters under Muammar Gaddafi's regime.",
                     "LBY", id="former-ruler"),
        pytest.param("The senators condemned attacks on protesters.", "USA", id="nobody"),
        pytest.param("The senators spoke to Robert Mugabe about attacks on protesters.", "USA",
                     id="no-word-of-rule"),
    ],
)  # fmt: skip
def test_whose_people_the_ruler_attacks(proposed: Propose, text: str, country: str) -> None:
    events = [e for e in proposed(ABROAD + text) if e.recipients]
    trigger = "crackdown" if "crackdown" in text else "attacks"
    trigger = trigger if trigger in text else "Attacks"
    found = next(e for e in events if e.candidate.trigger.text == trigger)
    assert [r.country for r in found.recipients] == [country]


def test_an_army_abroad_lends_its_foes_nothing(proposed: Propose) -> None:
    text = (
        "Fighting went on in Kabul and in Kandahar. In Herat, the forces of George Bush fought "
        "rebels. Afghanistan is at war."
    )
    found = on(proposed(text), "ASSAULT", "fought").recipients
    assert [(r.country, r.sector) for r in found] == [("AFG", "REB")]


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        pytest.param("Armenia said Iranian troops killed 30 civilians.", "killed", None,
                     id="says-a-state"),
        pytest.param("Iranian troops fired at civilians. Armenia's parliament met. Armenia is "
                     "at war.", "fired", "ARM", id="a-state-beside"),
        pytest.param("British soldiers shot dead a demonstrator. Egyptians mourned. Egypt is "
                     "angry.", "shot", "EGY", id="a-people-beside"),
        pytest.param("German troops attacked rebels on Monday. Niger asked for help.", "attacked",
                     None, id="rebels"),
        pytest.param("Chadian jets bombed rebels, Sudan said.", "bombed", None, id="said-at-last"),
    ],
)  # fmt: skip
def test_troops_do_not_tell_whose_people_they_attack(
    proposed: Propose, text: str, trigger: str, country: str | None
) -> None:
    found = on(proposed(text), "ASSAULT", trigger).recipients
    assert [r.country for r in found] == [country]


def test_people_who_are_seen_elsewhere(proposed: Propose) -> None:
    text = "Protesters in the city of London marched against the regime of Bashar al-Assad."
    found = on(proposed(text), "PROTEST", "marched").actors
    assert [a.country for a in found] == ["GBR"]


def test_what_the_rebels_are_called_elsewhere_in_the_text(proposed: Propose) -> None:
    text = ABROAD + "Syrian rebels wait for help. Congress wants to arm the rebels."
    found = on(proposed(text), "AID", "arm").recipients
    assert [(r.country, r.sector) for r in found] == [("SYR", "REB")]


def test_whose_citizens_they_are(proposed: Propose) -> None:
    text = "Peru said two of its citizens were abducted in Chile. Chile is calm. Chile is sorry."
    found = on(proposed(text), "ASSAULT", "abducted").recipients
    assert [r.country for r in found] == ["PER"]
