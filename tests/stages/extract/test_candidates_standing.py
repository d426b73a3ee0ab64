"""Words of acts that name bodies, powers and lasting states."""

from __future__ import annotations

import pytest

from service.stages.extract.event import Event
from tests.stages.extract.proposals import Propose


def triggers(events: list[Event]) -> set[str]:
    return {t.text for e in events for t in (e.candidate.trigger, *e.candidate.parts)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The envoy spoke for the sanctions committee in Lima.", "sanctions"),
        ("The head of the senate investigations sub-committee wrote a book.", "investigations"),
        ("A riot squad officer wrote to the newspaper.", "riot"),
        ("The bombing investigation team travelled by train.", "bombing"),
        ("Chile has a veto on the river council.", "veto"),
        ("The charter gives Chile a veto.", "veto"),
        ("The two states have a peace treaty.", "treaty"),
        ("Soldiers stationed in the valley like the food.", "stationed"),
        ("Human dignity is under attack, the bishop wrote.", "attack"),
        ("The rebels said that talk of a truce was premature.", "talk"),
        ("The inspectors looked for weapons of mass destruction.", "destruction"),
        ("They drove fighting vehicles through the town.", "fighting"),
        ("The road is an act of cultural vandalism.", "vandalism"),
        ("The senator was seen at a shooting range in Turku.", "shooting"),
        ("As president, I am responsible for the decision.", "responsible"),
        ("A lot of people are concerned about the government.", "concerned"),
        ("A lot of people are angry at the price of bread.", "angry"),
        ("Most people in Turku are angry with their parents.", "angry"),
        ("The raid was seen as an attack on the press.", "attack"),
        ("The arrests were portrayed as an assault on democracy.", "assault"),
        ("The speech was regarded as a warning to the rebels.", "warning"),
        ("Editors view the raid as an attack on the press.", "attack"),
        ("The raid was viewed by many as an attack on the press.", "attack"),
        ("The guerrillas demonstrated that they can strike again.", "demonstrated"),
    ],
)
def test_tells_of_no_act(proposed: Propose, text: str, word: str) -> None:
    found = triggers(proposed(f"{text[:-1]}, and police arrested ten men."))
    assert "arrested" in found
    assert word not in found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Peru imposed sanctions on the island on Monday.", "sanctions"),
        ("Chile cast a veto on the resolution on Monday.", "veto"),
        ("The two states signed a peace treaty on Monday.", "treaty"),
        ("The storm of shells led to the destruction of the bridge.", "destruction"),
        ("Police were stationed outside the palace on Monday.", "stationed"),
        ("The town was under attack on Monday.", "attack"),
        ("The minister said he was concerned about the arrests in Peru.", "concerned"),
        ("Students demonstrated against the king on Monday.", "demonstrated"),
        ("People in Lima are angry with the government.", "angry"),
        ("Many people were angered by the president.", "angered"),
        ("A lot of people are furious with President Karo.", "furious"),
        ("The arrests were portrayed as an assault on democracy.", "arrests"),
        ("Editors denounced the raid as an attack on the press.", "attack"),
        ("The minister resigned as protests spread.", "protests"),
    ],
)
def test_tells_of_an_act(proposed: Propose, text: str, word: str) -> None:
    assert word in triggers(proposed(text))
