"""The tuned pipeline says what the stock one says."""

from __future__ import annotations

import pytest

from service.stages.extract import nlp
from service.stages.extract.nlp import LanguageModel

TEXT = (
    "Gunmen who had been hiding in a quarry attacked the market town of Gusau on Monday. "
    "Officials in Abuja said that three traders were killed and that police are searching nearby."
)


def test_tags_lemmas_and_parts_of_speech_are_those_of_the_stock_pipeline(
    model: LanguageModel,
) -> None:
    stock = [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_.lower()) for t in model.nlp(TEXT)]
    with model.memory_zone():
        tuned = [
            (t.text, t.tag_, t.pos_, t.dep_, t.lemma_) for t in next(iter(model.docs([(TEXT, [])])))
        ]
    assert tuned == stock
    assert {"VERB", "AUX", "NOUN", "PROPN"} <= {pos for _, _, pos, _, _ in tuned}


def test_words_are_kept_until_there_are_enough_of_them(
    model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp, "KEPT_WORDS", len(model.nlp.vocab) + 2)
    _read(model, "Umzimvubu lies beside Nkandla and Bulungula")
    assert "Bulungula" in model.nlp.vocab.strings
    _read(model, "Tsolwana follows")
    assert "Tsolwana" not in model.nlp.vocab.strings


def _read(model: LanguageModel, text: str) -> None:
    with model.memory_zone():
        assert list(model.docs([(text, [])]))
