"""Blame, praise and demands in plain speech."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.utterances import evaluations, utterances


def proposed(model: LanguageModel, text: str) -> list[tuple[str, str]]:
    doc: Any = next(iter(model.docs([(text, [])])))
    return [(c.trigger.text, c.type) for sent in doc.sents for c in utterances(sent, [])]


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


@pytest.mark.parametrize("kind", ["speech", "negative", "positive", "obligation"])
def test_words_of_the_lexicon_are_lower_case(kind: str) -> None:
    assert evaluations()[kind]
    assert [w for w in evaluations()[kind] if w != w.lower()] == []
