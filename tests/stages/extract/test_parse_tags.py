"""Verbs that the tagger takes for nouns, and nouns that stay nouns."""

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.parse_lexicon import verb_forms


def test_a_verb_taken_for_a_noun_gets_its_subject(model: LanguageModel) -> None:
    doc = next(iter(model.docs([("Unions in Lagos decry new government policy", [])])))
    verb = next(t for t in doc if t.text == "decry")
    assert verb.tag_.startswith("VB")
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["Unions"]


@pytest.mark.parametrize("noun", ["jails", "pardons", "vows", "urges", "rebukes", "convicts"])
def test_forms_that_are_nouns_too_are_left_alone(noun: str) -> None:
    assert noun not in verb_forms()


def test_what_is_demanded_is_no_source_of_the_report(model: LanguageModel) -> None:
    text = "As thousands marched in Accra and demanded Premier Ama Boateng resign, officials said."
    doc = next(iter(model.docs([(text, [])])))
    verb, said = (next(t for t in doc if t.text == word) for word in ("resign", "said"))
    assert (verb.dep_, verb.head.text, verb.tag_) == ("ccomp", "demanded", "VB")
    assert verb not in said.children
