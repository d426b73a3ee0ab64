"""Data files that hold nothing but lists of words."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from service.stages.extract.act_lexicon import act_words
from service.stages.extract.coreference_lexicon import coreference_words
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.word_lists import word_lists

NAMES = ("acts", "coreference", "parse_mends", "relevance")


@pytest.mark.parametrize("name", NAMES)
def test_each_list_is_sorted_and_names_no_word_twice(name: str) -> None:
    path = files("service.stages.extract") / "lexicon" / f"{name}.yaml"
    for kind, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        assert words == sorted(set(words)), kind


@pytest.mark.parametrize("name", NAMES)
def test_words_are_strings_in_lower_case(name: str) -> None:
    for kind, words in word_lists(name).items():
        assert all(isinstance(w, str) and w == w.lower() for w in words), kind


def test_words_that_the_format_could_read_otherwise_stay_words() -> None:
    assert "on" in act_words().aimed
    assert "mr." in coreference_words().titles
    assert "of" in mend_words().sides


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        word_lists("no_such_list")
