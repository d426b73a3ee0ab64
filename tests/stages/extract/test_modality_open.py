"""Acts still to come, at large, or promised in vain, and the same words of what was done."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel
from tests.stages.extract.proposals import Propose
from tests.stages.extract.test_modality_untold import modality


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("The pact, to be signed by Chad and Mali, covers fishing.", "signed", "future"),
        ("The pact signed by Chad and Mali covers fishing.", "signed", "asserted"),
        ("He was the first minister to be arrested in Mali.", "arrested", "asserted"),
        ("Chad will disarm after a peace deal is signed.", "signed", "future"),
        ("Chad disarmed after a peace deal was signed.", "signed", "asserted"),
        ("Chad saw the letter as a green light for an attack on Mali.", "attack", "hypothetical"),
        ("It was a precondition for a deployment of troops.", "deployment", "hypothetical"),
        ("The homicide rate in Peru fell last year.", "homicide", "hypothetical"),
        ("Peru reported 90 murders per 100,000 people.", "murders", "hypothetical"),
        ("Peru reported 90 murders in the valley.", "murders", "asserted"),
        ("There were calls by senators for the execution of a spy.", "execution", "hypothetical"),
        ("They will fight until he is ousted and the trial of his aides.", "trial", "hypothetical"),
        ("He denied that the king said that Chad attacked Mali.", "attacked", "negated"),
        ("The king said that Chad attacked Mali.", "attacked", "asserted"),
        ("The general broke his promise to withdraw from Togo.", "withdraw", "negated"),
        ("Togo reneged on a pledge to free the sailors.", "free", "negated"),
        ("Togo failed to keep a promise to release the sailors.", "release", "negated"),
        ("Togo must stop people who attack churches.", "attack", "hypothetical"),
        ("Togo jailed people who attacked churches.", "attacked", "asserted"),
    ],
)
def test_how_it_is_told(model: LanguageModel, text: str, word: str, found: str) -> None:
    assert modality(model, text, word) == found


def test_whoever_agrees_with_a_speaker_promises_nothing(proposed: Propose) -> None:
    said = proposed('"Peru must end the siege," the Chilean minister agreed.')
    assert all(e.candidate.trigger.text != "agreed" for e in said)
    promised = proposed("The Chilean minister agreed to end the siege.")
    assert any(e.candidate.trigger.text == "agreed" for e in promised)
