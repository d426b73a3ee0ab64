"""Roles: what is asked of spaCy's rules once for all words of a tag and a label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.plain_roles import RoleIndex, named_words


def _pattern(*tokens: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [{"patterns": [list(tokens)], "attrs": {"POS": "X"}, "index": 0}]


@pytest.fixture(scope="module")
def roles(model: LanguageModel) -> RoleIndex:
    return RoleIndex(model.nlp.get_pipe("attribute_ruler"))


@pytest.mark.parametrize(
    ("word", "tag", "dep", "pos"),
    [
        pytest.param("ferry", "NN", "pobj", "NOUN", id="by its tag"),
        pytest.param("after", "IN", "mark", "SCONJ", id="by its label"),
        pytest.param("after", "IN", "prep", "ADP", id="the same word under another label"),
        pytest.param("has", "VBZ", "aux", "AUX", id="auxiliary"),
        pytest.param("has", "VBZ", "ROOT", "VERB", id="a word that the rules name"),
        pytest.param("flies", "VBZ", "ROOT", "VERB", id="a word that they do not name"),
    ],
)
def test_a_role_is_what_the_rules_say(
    roles: RoleIndex, model: LanguageModel, word: str, tag: str, dep: str, pos: str
) -> None:
    assert roles.role(model.nlp.vocab, word, tag, dep).pos == pos


def test_words_that_no_rule_names_share_their_role(roles: RoleIndex, model: LanguageModel) -> None:
    vocab = model.nlp.vocab
    assert roles.role(vocab, "quay", "NN", "dobj") is roles.role(vocab, "Tugboat", "NN", "dobj")
    assert roles.role(vocab, "has", "VBZ", "ROOT") is not roles.role(vocab, "asks", "VBZ", "ROOT")


@pytest.mark.parametrize(
    ("token", "word", "named"),
    [
        pytest.param({"LOWER": "but"}, "but", True, id="one"),
        pytest.param({"LOWER": {"IN": ["do", "did"]}}, "did", True, id="one of several"),
        pytest.param({"LOWER": {"NOT_IN": ["do"]}}, "do", True, id="all but one"),
        pytest.param({"LOWER": {"REGEX": "^n'?t$"}}, "n't", True, id="by its shape"),
        pytest.param({"TAG": "NN", "DEP": "dobj"}, "but", False, id="none"),
    ],
)
def test_the_words_that_patterns_name(token: Mapping[str, Any], word: str, named: bool) -> None:
    found = named_words(_pattern(token))
    assert found is not None
    assert found.has(word) is named


@pytest.mark.parametrize(
    "token",
    [
        pytest.param({"ORTH": "US"}, id="another attribute"),
        pytest.param({"LOWER": {"FUZZY": "but"}}, id="another comparison"),
    ],
)
def test_rules_that_look_at_more_are_asked_for_each_word(token: Mapping[str, Any]) -> None:
    assert named_words(_pattern(token)) is None


def test_without_rules_a_word_keeps_its_tag_and_label(model: LanguageModel) -> None:
    role = RoleIndex(None).role(model.nlp.vocab, "quay", "NN", "dobj")
    assert (role.tag, role.dep, role.pos) == ("NN", "dobj", "")
