"""Words that the parser hangs on the wrong head."""

from __future__ import annotations

from typing import Any

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.syntax_words import conjuncts


def parsed(model: LanguageModel, text: str) -> Any:
    return next(iter(model.docs([(text, [])])))


def word(doc: Any, text: str) -> Any:
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(
    ("sentence", "first", "others"),
    [
        ("Chad, Niger, Mali and Togo signed the charter.", "Chad", ["Niger", "Mali", "Togo"]),
        ("Peru, Chile and Bolivia severed their ties.", "Peru", ["Chile", "Bolivia"]),
    ],
    ids=["four states", "three states"],
)
def test_names_behind_a_comma_that_end_in_and_are_a_list(
    model: LanguageModel, sentence: str, first: str, others: list[str]
) -> None:
    doc = parsed(model, sentence)
    assert [t.text for t in conjuncts(word(doc, first))] == [first, *others]


def test_a_country_behind_its_town_stays_an_explanation(model: LanguageModel) -> None:
    doc = parsed(model, "Lagos, Nigeria, was calm.")
    assert [t.text for t in conjuncts(word(doc, "Lagos"))] == ["Lagos"]


def test_a_noun_in_front_of_a_finite_verb_is_its_subject(model: LanguageModel) -> None:
    doc = parsed(model, "Peru sent 500 police to its frontier and Colombia tightened controls.")
    assert word(doc, "Colombia").head is word(doc, "tightened")
    assert word(doc, "Colombia").dep_ == "nsubj"


def test_a_participle_behind_a_noun_keeps_its_place(model: LanguageModel) -> None:
    doc = parsed(model, "They bought bread and rice grown in Benin.")
    assert word(doc, "rice").dep_ == "conj"


def test_warning_shots_are_shots(model: LanguageModel) -> None:
    doc = parsed(model, "The crowd dispersed peacefully after warning shots were fired.")
    assert word(doc, "warning").head is word(doc, "shots")
    assert word(doc, "warning").tag_ == "NN"


def test_a_charge_that_is_denied_explains_what_is_said_first(model: LanguageModel) -> None:
    doc = parsed(model, "Chad accuses Sudan of backing the insurgents, a charge Khartoum denies.")
    assert word(doc, "accuses").dep_ == "ROOT"
    assert word(doc, "denies").head is word(doc, "charge")


def test_prisoners_who_are_to_be_freed_are_the_object(model: LanguageModel) -> None:
    doc = parsed(model, "Ghana rejected a call by the union to free political prisoners.")
    assert word(doc, "free").tag_ == "VB"
    assert word(doc, "prisoners").dep_ == "dobj"


def test_hours_that_somebody_is_given_are_the_object(model: LanguageModel) -> None:
    doc = parsed(model, "The junta gave the envoy 48 hours to leave the country.")
    assert word(doc, "hours").dep_ == "dobj"
    assert word(doc, "envoy").dep_ == "dative"


def test_of_behind_a_day_belongs_to_the_deed(model: LanguageModel) -> None:
    doc = parsed(model, "The arrest on Tuesday of a union leader by soldiers drew protests.")
    assert [t.head.text for t in doc if t.text in {"of", "by"}] == ["arrest", "arrest"]


def test_of_in_a_date_stays_in_it(model: LanguageModel) -> None:
    doc = parsed(model, "The raid in April of 1991 killed nine.")
    assert word(doc, "of").head is word(doc, "April")


@pytest.mark.parametrize(
    ("sentence", "first", "others"),
    [
        ("Talks between the government of Nepal and Maoists resumed in Rome.", "government",
         ["Maoists"]),
        ("Clashes between backers of the mayor and police left five dead.", "backers", ["police"]),
        ("Talks between the leaders of Chad and Niger resumed in Lome.", "leaders", []),
        ("A truce between the government of Nepal and the Maoist opposition was signed.",
         "government", ["opposition"]),
    ],
    ids=["state and rebels", "crowd and police", "of two states", "no second subject"],
)  # fmt: skip
def test_the_two_sides_of_between(
    model: LanguageModel, sentence: str, first: str, others: list[str]
) -> None:
    doc = parsed(model, sentence)
    assert [t.text for t in conjuncts(word(doc, first))] == [first, *others]


def test_names_of_a_headline_act_together(model: LanguageModel) -> None:
    doc = parsed(model, "Peru, Chile sign border accord")
    assert [t.text for t in conjuncts(word(doc, "Peru"))] == ["Peru", "Chile"]
    assert word(doc, "Peru").dep_ == "nsubj"


def test_what_is_fired_by_somebody_is_what_hits(model: LanguageModel) -> None:
    doc = parsed(model, "Rockets fired by Chadian government forces hit the village of Amdjarass.")
    assert word(doc, "Rockets").head is word(doc, "hit")
    assert word(doc, "fired").head is word(doc, "Rockets")


def test_a_vote_of_no_confidence_is_in_somebody(model: LanguageModel) -> None:
    doc = parsed(model, "Parliament passed a vote of no confidence in the premier.")
    assert word(doc, "in").head is word(doc, "vote")


def test_a_list_of_states_is_not_cut_before_its_last(model: LanguageModel) -> None:
    text = (
        "Today in the city of Arequipa the foreign ministers of Peru, Chile, Brazil, and Ecuador "
    )
    text += "began discussing the plan."
    doc = parsed(model, text)
    assert [t.text for t in conjuncts(word(doc, "Peru"))] == ["Peru", "Chile", "Brazil", "Ecuador"]


def test_whoever_is_found_not_guilty_is_found_innocent(model: LanguageModel) -> None:
    doc = parsed(model, "The jury found her not guilty on Monday.")
    assert word(doc, "her").head is word(doc, "found")
    assert (word(doc, "her").dep_, word(doc, "guilty").lemma_) == ("dobj", "innocent")


def test_whoever_is_shot_dead_was_not_dead_before(model: LanguageModel) -> None:
    doc = parsed(model, "Police shot dead two fishermen in Suva.")
    assert word(doc, "dead").head is word(doc, "shot")
