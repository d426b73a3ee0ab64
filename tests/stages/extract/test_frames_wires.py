"""Frames for what wires tell in one line, each with what looks like it and is no such event."""

from __future__ import annotations

import pytest

from tests.stages.extract.conftest import Coder
from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "mode", "trigger"),
    [
        ("Police fire on marchers in Beira", "ASSAULT", "firearms", "fire"),
        ("Youths threw petrol bombs at police.", "ASSAULT", "primitive", "bombs"),
        ("The deputies vowed to boycott the session.", "REJECT", "meet", "vowed"),
        ("Troops combed the hills for kidnappers.", "MOBILIZE", "troops", "combed"),
        ("Arms were seized on the frontier.", "COERCE", "seize", "seized"),
        ("The office of the mission was closed in Goma by troops.", "COERCE", "restrict", "closed"),
        ("Police fired and landed a live round on a student.", "ASSAULT", "firearms", "landed"),
        ("Two ferries were hit by mines in the strait.", "ASSAULT", "explosives", "hit"),
        ("The hijackers forced the airliner to land in Nicosia.", "ASSAULT", "abduct", "forced"),
        ("Soldiers opened up with live rounds.", "ASSAULT", "firearms", "opened"),
        ("The junta suspended the constitution.", "COERCE", "martial-law", "suspended"),
        ("A radio station in Niamey was taken off the air.", "COERCE", "censor", "taken"),
        ("Officers sent home two missionaries on arrival.", "COERCE", "deport", "sent"),
        ("The court ruled that Mr Banda could not stand.", "COERCE", "restrict", "ruled"),
        ("Troops fanned out across the capital.", "MOBILIZE", "troops", "fanned"),
        ("The army returned to barracks.", "RETREAT", "withdraw", "returned"),
        ("Protests forced the president from office.", "RETREAT", "resign", "forced"),
        ("Congress voted to remove four judges.", "SANCTION", "expel", "voted"),
        ("The state of Piura fired some 900 policemen.", "SANCTION", "expel", "fired"),
        ("Parliament stripped the mayor of his immunity.", "SANCTION", "discontinue", "stripped"),
        ("The union extended the asset freeze to it.", "SANCTION", "discontinue", "extended"),
        ("The garrison declared the truce over on Monday.", "REJECT", "yield", "declared"),
        ("The senator attacked the inquiry as a farce.", "ACCUSE", "disapprove", "attacked"),
        ("Shops shut in protest on Monday.", "PROTEST", "strike", "shut"),
        ("The envoy visited both sides on Thursday.", "CONSULT", "visit", "visited"),
        ("The rebels have occupied the highway.", "COERCE", "restrict", "occupied"),
        ("The government barred the firm from exporting.", "COERCE", "restrict", "barred"),
        ("The court declared unconstitutional a decree.", "REJECT", "change", "declared"),
    ],
)  # fmt: skip
def test_lines_of_wires(proposed: Propose, text: str, kind: str, mode: str, trigger: str) -> None:
    assert mode in on(proposed(text), kind, trigger).candidate.modes


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("The general relayed his regret to Senegal.", "CONCEDE", "relayed"),
        ("Moscow wrote off 10 billion dollars of the debt.", "AID", "wrote"),
        ("Firefighters pulled two survivors from the rubble.", "AID", "pulled"),
        ("Spain handed over a drug lord to Portugal.", "COOPERATE", "handed"),
        ("We will meet both sides, the commissioner said.", "AGREE", "meet"),
        ("A peace accord was signed in Accra.", "SUPPORT", "signed"),
        ("Talks were held on the border.", "CONSULT", "Talks"),
        ("The army drove the rebels out of the town.", "ASSAULT", "drove"),
        ("The rebels were expelled from the town by the army.", "ASSAULT", "expelled"),
        ("Sweden announced 40 million dollars in aid to Eritrea.", "AGREE", "announced"),
        ("Spain calls in Moroccan envoy", "ACCUSE", "calls"),
        ("The presidents will sign a manifesto in Bogota.", "AGREE", "sign"),
        ("The embassy received a threatening note.", "THREATEN", "received"),
    ],
)
def test_lines_without_a_mode(proposed: Propose, text: str, kind: str, trigger: str) -> None:
    assert on(proposed(text), kind, trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A police fire engine stood on the road.", "fire"),
        ("The firm fired two salesmen.", "fired"),
        ("The tide returned to the barracks wall.", "returned"),
        ("The plane landed on the island.", "landed"),
        ("The house was hit by a lorry.", "hit"),
        ("He wrote off the car.", "wrote"),
        ("Dancers fanned out across the stage.", "fanned"),
        ("The shop shut as usual at six.", "shut"),
    ],
)
def test_what_looks_like_them(proposed: Propose, text: str, trigger: str) -> None:
    assert not [e for e in proposed(text) if e.candidate.trigger.text == trigger]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The minister called the arrests an outrage.", {"ACCUSE"}),
        ("The union called a strike in Lusaka for Monday.", {"PROTEST"}),
    ],
)
def test_who_calls_an_act_something_does_not_do_it(
    coded: Coder, text: str, types: set[str]
) -> None:
    assert {m.type for m in coded(text) if m.actors} == types


@pytest.mark.parametrize(
    "text",
    [
        "The former mayor was found not guilty of fraud by a court in Lima.",
        "A court in Lima found the mayor not guilty of fraud.",
    ],
)
def test_whoever_is_found_not_guilty_is_acquitted(proposed: Propose, text: str) -> None:
    events = proposed(text)
    assert on(events, "CONCEDE", "found").reading.modality == "asserted"
    assert not [e for e in events if e.type == "SANCTION"]
