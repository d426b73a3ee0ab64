"""Acts that somebody wishes for, or stops short of telling."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.modality import read_modality
from service.stages.extract.nlp import LanguageModel
from service.stages.extract.words import anchor_of


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The rebels are adamant that Karo step down.", "step", "hypothetical"),
        ("The union insists that the minister resign.", "resign", "hypothetical"),
        ("The statement stopped short of saying that Peru was cutting ties.",
         "cutting", "hypothetical"),
        ("The army insists that the rebels shelled the town.", "shelled", "asserted"),
        ("He asked why nobody had said that she was in prison, and not dead.", "dead", "negated"),
        ("The king will not bow to demands he quit.", "quit", "hypothetical"),
        ("Let the leaders of both factions stand down.", "stand", "hypothetical"),
        ("The convoy was trapped and 12 drivers were dead.", "dead", "asserted"),
    ],
)  # fmt: skip
def test_wished(model: LanguageModel, text: str, word: str, wanted: str) -> None:
    doc: Any = next(iter(model.docs([(text, [])])))
    trigger = next(t for t in doc if t.text == word)
    assert read_modality(trigger, anchor_of(trigger)).modality == wanted
