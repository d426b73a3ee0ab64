"""Frames for the words of news wires, each with what looks like it and is no event."""

from __future__ import annotations

import pytest

from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("Rebel gunners pounded the town with mortars.", "ASSAULT", "pounded"),
        ("Gunmen peppered the house with gunfire.", "ASSAULT", "peppered"),
        ("The sultan was deposed by the army on Sunday.", "ASSAULT", "deposed"),
        ("The general was overthrown in 1983 by his own officers.", "ASSAULT", "overthrown"),
        ("Hundreds of students were in the streets of Oruro on Monday.", "PROTEST", "were"),
        ("Customs officials turned away two ships carrying grain.", "REJECT", "turned"),
        ("Police hold 12 over Lahore blast", "COERCE", "hold"),
    ],
)
def test_words_of_wires(proposed: Propose, text: str, kind: str, trigger: str) -> None:
    assert on(proposed(text), kind, trigger)


@pytest.mark.parametrize(
    "text",
    [
        "Rain pounded the town on Monday.",
        "The cook peppered the soup with salt.",
        "Cars were in the street.",
        "The firm holds 12 patents.",
        "The crew turned away from the rocks.",
    ],
)
def test_what_looks_like_them(proposed: Propose, text: str) -> None:
    assert proposed(text) == []
