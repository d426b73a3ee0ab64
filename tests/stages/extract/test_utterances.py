"""Blame, praise and demands in plain speech."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.utterances import evaluations, utterances
from tests.stages.extract.conftest import Coder
from tests.stages.extract.proposals import Propose


def proposed(model: LanguageModel, text: str) -> list[tuple[str, str]]:
    doc: Any = next(iter(model.docs([(text, [])])))
    return [(c.trigger.text, c.type) for sent in doc.sents for c in utterances(sent, [], _named)]


def _named(token: Any, _: str) -> bool:
    return bool(token.ent_type_)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bishop said the ruling was unlawful.", "ACCUSE"),
        ("The dean said the vote was rigged.", "ACCUSE"),
        ("The envoy said that Chad must act.", "REQUEST"),
        ("The mayor said the accord was a milestone.", "SUPPORT"),
        ("The mayor said the accord was vital.", "SUPPORT"),
    ],
    ids=["blame", "rigged", "demand", "praise", "vital"],
)
def test_an_evaluation_in_a_clause_of_speech_is_proposed(
    model: LanguageModel, text: str, kind: str
) -> None:
    assert ("said", kind) in proposed(model, text)


@pytest.mark.parametrize(
    "text",
    [
        "The judge said the ruling was not unlawful.",
        "The general said his men had not violated the truce.",
        "The coroner said the case involved no negligence.",
    ],
)
def test_what_is_called_not_wrong_is_not_blamed(model: LanguageModel, text: str) -> None:
    assert ("said", "ACCUSE") not in proposed(model, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said the new rules should allow for late claims.", "REQUEST"),
        ("The mayor said we should wait for the rain.", "REQUEST"),
        ("The mayor said it should be some time in May.", "REQUEST"),
        ("The mayor said the port had given Ghana a greater reach.", "SUPPORT"),
        ("The mayor said gangs had spoiled an important day.", "SUPPORT"),
    ],
)
def test_an_opinion_is_no_demand_and_no_praise(model: LanguageModel, text: str, kind: str) -> None:
    assert ("said", kind) not in proposed(model, text)


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("The mayor told the senate that the army had lied about the dam.", "the army"),
        ("The mayor told the senate that the raid was unlawful.", None),
    ],
)
def test_whoever_is_told_is_not_blamed(coded: Coder, text: str, blamed: str | None) -> None:
    names = [r.text for m in coded(text) if m.type == "ACCUSE" for r in m.recipients]
    assert names == ([blamed] if blamed else [])


@pytest.mark.parametrize(
    ("text", "accuses"),
    [
        ("The general claimed that Togo had armed the rebels.", True),
        ("The general claimed the ballot was rigged.", True),
        ("The general claimed there was evidence of oil in the delta.", False),
        ("The general claimed his rally was open to all.", False),
        ("A driver testified that he delivered crates to the port.", False),
    ],
)
def test_a_claim_that_blames_nobody_accuses_nobody(
    request: pytest.FixtureRequest, text: str, accuses: bool
) -> None:
    propose: Propose = request.getfixturevalue("proposed")
    verbs = {"claimed", "testified"}
    found = [e for e in propose(text) if e.candidate.trigger.text in verbs and e.type == "ACCUSE"]
    assert bool(found) == accuses


@pytest.mark.parametrize(
    "kind", ["asked", "claims", "speech", "negative", "positive", "obligation"]
)
def test_words_of_the_lexicon_are_lower_case(kind: str) -> None:
    assert evaluations()[kind]
    assert [w for w in evaluations()[kind] if w != w.lower()] == []
