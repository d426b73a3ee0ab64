"""Words of acts that name bodies, powers and lasting states."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose


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
        ("The guerrillas demonstrated that they can strike again.", "demonstrated"),
    ],
)
def test_tells_of_no_act(proposed: Propose, text: str, word: str) -> None:
    assert all(e.candidate.trigger.text != word for e in proposed(text))


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
    ],
)
def test_tells_of_an_act(proposed: Propose, text: str, word: str) -> None:
    triggers = [t.text for e in proposed(text) for t in (e.candidate.trigger, *e.candidate.parts)]
    assert word in triggers
