"""Headlines whose verb the model takes for another word."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("headline", "verb", "thing"),
    [
        ("Rebels down helicopter near Donetsk", "down", "helicopter"),
        ("Squads clear village in Suva", "clear", "village"),
        ("Militants target convoy in Sinai", "target", "convoy"),
        ("Police raid newspaper office in Harare", "raid", "office"),
        ("Army shells rebel camp in Suva", "shells", "camp"),
    ],
)
def test_the_second_word_is_the_verb(
    model: LanguageModel, headline: str, verb: str, thing: str
) -> None:
    doc = next(iter(model.docs([(headline, [])])))
    found = doc[1]
    assert (found.text, found.dep_, found.tag_[:2]) == (verb, "ROOT", "VB")
    assert [c.dep_ for c in found.children if c.text == thing] == ["dobj"]
    assert doc[0].dep_ == "nsubj"
    assert all(t in t.head.children for t in doc if t.head is not t)


@pytest.mark.parametrize(
    "headline", ["Troops free to leave Mali", "Police target of criticism in Lima"]
)
def test_other_words_stay(model: LanguageModel, headline: str) -> None:
    doc = next(iter(model.docs([(headline, [])])))
    assert doc[1].tag_[:2] != "VB"


def test_who_acts_in_a_headline(proposed: Propose) -> None:
    event = on(proposed("Rebels down helicopter near Donetsk"), "ASSAULT", "down")
    assert [a.text for a in event.actors] == ["Rebels"]
