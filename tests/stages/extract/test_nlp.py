"""The tuned pipeline says what the stock one says."""

from __future__ import annotations

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
