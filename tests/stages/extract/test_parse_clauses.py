"""Clauses that the parser does not see as such."""

from __future__ import annotations

import pytest

from service.stages.extract.nlp import LanguageModel


@pytest.mark.parametrize(
    ("sentence", "word", "head", "dep"),
    [
        ("Israel sealed off the West Bank.", "Bank", "sealed", "dobj"),
        ("The rebels handed over their weapons to UN monitors.", "rebels", "handed", "nsubj"),
        ("Troops storm rebel base", "base", "storm", "dobj"),
        ("The guards freed the hostages unharmed.", "hostages", "freed", "dobj"),
        ("The attack left 14 people dead and 30 wounded.", "30", "wounded", "nsubjpass"),
        ("The kidnapping of a nurse by gunmen shocked Suva.", "by", "kidnapping", "prep"),
        ("The report of an attack by rebels alarmed Suva.", "by", "attack", "prep"),
        ("Men arrested on Monday were charged.", "arrested", "Men", "acl"),
        (
            "The raid was carried out by what officials described as bandits.",
            "bandits",
            "by",
            "pobj",
        ),
        ("Aides called the attacks by rebels near Suva a disgrace.", "by", "attacks", "prep"),
        ("Police ended the strike by Friday.", "by", "ended", "prep"),
        ("Twelve soldiers were slain in Goma.", "soldiers", "slain", "nsubjpass"),
        ("The rains of May were so prepared for.", "rains", "were", "nsubj"),
        ("A new decree banning rallies was signed in Suva.", "rallies", "banning", "dobj"),
        ("It was the first use of a law permitting arrests in Suva.", "law", "of", "pobj"),
    ],
)
def test_a_word_hangs_where_it_belongs(
    model: LanguageModel, sentence: str, word: str, head: str, dep: str
) -> None:
    doc = next(iter(model.docs([(sentence, [])])))
    found = next(t for t in doc if t.text == word)
    assert (found.head.text, found.dep_) == (head, dep)
    assert found in found.head.children


def test_what_has_a_subject_and_an_object_is_a_verb(model: LanguageModel) -> None:
    doc = next(iter(model.docs([("Troops storm rebel base", [])])))
    assert next(t for t in doc if t.text == "storm").tag_ == "VBP"
