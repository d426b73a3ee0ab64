"""Deeds on the ground: what is a deed at all, who does it, whom it befalls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas import EventMention
from tests.stages.extract.proposals import Propose, on

Coder = Callable[..., tuple[EventMention, ...]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A fire at a mill in Kumasi resulted in the death of 12 workers.", "ASSAULT"),
        ("At least 400 people were killed in the earthquake in Nepal on Monday.", "ASSAULT"),
        ("Three nurses were killed and nine injured in the flood.", "ASSAULT"),
        ("The storm left 20 people dead in Haiti.", "ASSAULT"),
        ("A constable was killed in a bus crash near Accra.", "ASSAULT"),
        ("Snow shuts schools, tornado strikes in Ohio.", "PROTEST"),
        ("Her views have clashed with those of the party.", "ASSAULT"),
        ("The main body of the rebels returned to Kumasi.", "ASSAULT"),
        ("The envoy was alarmed about surges in violence in Kumasi.", "MOBILIZE"),
        ("The floods have decapitated the country, the envoy said.", "ASSAULT"),
        ("The winger beat two players with ease.", "ASSAULT"),
        ("Thousands of fans descended on the stadium.", "PROTEST"),
        ("The premier abdicated her responsibility for the port.", "RETREAT"),
        ("The aide was not authorized to speak on the record.", "COERCE"),
        ("The crisis forced the ministers to sell the airline.", "COERCE"),
    ],
)
def test_no_deed(coded: Coder, text: str, kind: str) -> None:
    assert kind not in {m.type for m in coded(text) if m.modality == "asserted"}


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Five people were killed when a bomb set off a fire in Kumasi.", "ASSAULT", "killed"),
        ("Nine people were killed when police opened fire in Kumasi.", "ASSAULT", "killed"),
        ("Kidnappers freed four hostages in Mali on Monday.", "RETREAT", "freed"),
        ("Commandos freed four hostages in Mali on Monday.", "AID", "freed"),
        ("Our forces destroyed three tanks near Kumasi, a commander said.", "ASSAULT", "destroyed"),
    ],
)
def test_deeds(coded: Coder, text: str, kind: str, word: str) -> None:
    assert (kind, word) in {(m.type, m.trigger.text) for m in coded(text)}


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actors", "recipients"),
    [
        ("Thousands of villagers fled the rebels on Monday.",
         "SANCTION", "fled", ["the rebels"], ["Thousands of villagers"]),
        ("The editor walked free from jail on Monday.", "RETREAT", "walked", [], ["The editor"]),
        ("The president was weakened by defections of members of his inner circle.",
         "RETREAT", "defections", [], []),
        ("Togo braced for a march of thousands on Tuesday.", "PROTEST", "march", [], ["Togo"]),
        ("The generals seized power in a coup.", "ASSAULT", "seized", ["The generals"], []),
        ("The ministry blamed \"rebels\" and their foreign friends for shelling the town.",
         "ASSAULT", "shelling", ["rebels"], []),
    ],
)  # fmt: skip
def test_sides(
    proposed: Propose, text: str, kind: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    event = on(proposed(text), kind, trigger)
    assert [a.text for a in event.actors] == actors
    assert [r.text for r in event.recipients] == recipients


def test_who_flees_expels_nobody(coded: Coder) -> None:
    text = "Thousands of refugees fled Chad on Monday after the army shelled their villages."
    fled = next(m for m in coded(text) if m.trigger.text == "fled")
    assert [a.text for a in fled.actors] == []
    assert [r.text for r in fled.recipients] == ["Thousands of refugees"]


def test_a_claim_is_made_elsewhere(coded: Coder) -> None:
    text = "The bombing of the market was claimed on Monday by a group in Mali."
    assert [m.place for m in coded(text) if m.type == "ASSAULT"] in ([], [None])


def test_a_state_at_peace_lends_rebels_nothing(coded: Coder) -> None:
    text = (
        "French ministers met in Paris on Monday. France has sent food to villages abroad. The "
        "French senate met on Tuesday. Soldiers killed nine rebels near a river."
    )
    killed = next(m for m in coded(text) if m.trigger.text == "killed")
    assert [r.country for r in killed.recipients] == [None]
