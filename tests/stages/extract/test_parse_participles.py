"""Participles that the parser hangs on the wrong word, or whose sufferers it makes doers."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.proposals import Propose, on


@pytest.mark.parametrize(
    ("sentence", "word", "head", "dep"),
    [
        ("A flood hit the port of Velmora, the river board said, forcing families to leave.",
         "forcing", "hit", "advcl"),
        ("Peru said a Chilean air strike had hit its main oilfield killing two guards.",
         "oilfield", "hit", "dobj"),
        ("The gang has seen all of its bosses killed.", "all", "killed", "nsubjpass"),
        ("Nine villagers were shot by the army and 40 others wounded.",
         "others", "wounded", "nsubjpass"),
    ],
)  # fmt: skip
def test_edges(model: LanguageModel, sentence: str, word: str, head: str, dep: str) -> None:
    doc = next(iter(model.docs([(sentence, [])])))
    found = next(t for t in doc if t.text == word)
    assert (found.head.text, found.dep_) == (head, dep)


def test_the_injured_are_people(model: LanguageModel) -> None:
    doc = next(iter(model.docs([("The elderly and the injured may leave the town.", [])])))
    assert next(t for t in doc if t.text == "injured").tag_ == "NNS"


def test_the_sufferers_of_a_toll_do_nothing(proposed: Propose) -> None:
    events = proposed("The gang has seen all of its leaders killed or captured in Velmora.")
    event = on(events, "ASSAULT", "killed")
    assert event.actors == []
    assert [r.text for r in event.recipients] == ["all of its leaders"]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Chadian tanks rolled into the country's main cities at night.",
         "rolled", ["Chadian tanks"], []),
        ("Two Chadian warplanes flying over Niger fired on a camp.",
         "flying", ["Two Chadian warplanes"], ["Niger"]),
        ("Chadian troops are stationed in Niger.", "stationed", ["Chadian troops"], ["Niger"]),
        ("Chadian troops deployed in Niger should be replaced.",
         "deployed", ["Chadian troops"], ["Niger"]),
    ],
)  # fmt: skip
def test_where_forces_go_is_nobody_who_goes(
    proposed: Propose, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    event = on(proposed(text), "MOBILIZE", trigger)
    assert [a.text for a in event.actors] == actors
    got = [r.text for r in event.recipients if r.country == "NER"]
    assert got == recipients


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru reported a raid near the port, which the ministry said killed six guards.",
        "The raid that officials said wounded nine nurses was on Monday.",
    ],
)
def test_whoever_says_what_a_raid_did_did_not_do_it(model: LanguageModel, sentence: str) -> None:
    doc = next(iter(model.docs([(sentence, [])])))
    did = next(t for t in doc if t.text in {"killed", "wounded"})
    assert [c.lower_ in {"which", "that"} for c in did.children if c.dep_ == "nsubj"][:1] == [True]
