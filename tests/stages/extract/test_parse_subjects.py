"""Verbs that the parser leaves without their subject."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("sentence", "verb", "head"),
    [
        ("The minister urged the embassy to reconsider and spoke with Peru.", "spoke", "urged"),
        ("The premier ordered troops to leave Suva and held talks.", "held", "ordered"),
        ("The premier ordered troops to leave Suva and hold talks.", "hold", "leave"),
        ("India, Pakistan to resume talks", "resume", "resume"),
        ("Japan to host nuclear summit", "host", "host"),
    ],
)
def test_the_head_of_a_verb(model: LanguageModel, sentence: str, verb: str, head: str) -> None:
    doc = next(iter(model.docs([(sentence, [])])))
    found = next(t for t in doc if t.text == verb)
    assert found.head.text == head
    assert found is found.head or found in found.head.children


@pytest.mark.parametrize(
    ("headline", "trigger", "countries"),
    [
        ("Peru, Chile to sign border treaty", "sign", ["PER", "CHL"]),
        ("Sudan, Chad to resume oil talks in Addis Ababa", "resume", ["SDN", "TCD"]),
        ("Japan to host nuclear summit", "host", ["JPN"]),
    ],
)
def test_what_a_headline_plans(
    proposed: Propose, headline: str, trigger: str, countries: list[str]
) -> None:
    event = on(proposed(headline), "AGREE", trigger)
    assert event.reading.modality == "future"
    assert [a.country for a in event.actors] == countries


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kenya's mayors called last month for elections.", ["Kenya's mayors"]),
        ("Karl Moreau, head of the council, called last month for control to go to Lyon.",
         ["Karl Moreau"]),
        ("The minister called last month for elections.", ["The minister"]),
    ],
)  # fmt: skip
def test_who_calls_for_something_is_not_called(
    proposed: Propose, text: str, actors: list[str]
) -> None:
    event = on(proposed(text), "REQUEST", "called")
    assert [a.name for a in event.actors] == actors
    assert event.recipients == []


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actors"),
    [
        ("The Malian government says 200 soldiers have been killed and blames separatists.",
         "ACCUSE", "blames", ["The Malian government"]),
        ("The ministry said two guards were killed and accused the rebels of the attack.",
         "ACCUSE", "accused", ["The ministry"]),
        ("The union accuses the regime of killing thousands of protesters.",
         "ASSAULT", "killing", ["the regime"]),
        ("Opposition activists accuse the regime of killing thousands of protesters.",
         "ASSAULT", "killing", ["the regime"]),
    ],
)  # fmt: skip
def test_who_blames_is_who_speaks(
    proposed: Propose, text: str, kind: str, trigger: str, actors: list[str]
) -> None:
    assert [a.name for a in on(proposed(text), kind, trigger).actors] == actors
