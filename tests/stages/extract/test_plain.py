"""The plain view of a parse says what spaCy's own tokens say, and lets go of itself."""

from __future__ import annotations

import gc
import weakref

import pytest

from service.stages.extract.nlp import LanguageModel
from service.stages.extract.plain import Doc
from service.stages.extract.plain_words import WordIndex

TEXT = (
    "Ferry crews in Suva walked out on Tuesday, the union said. \n\n"
    "“We want 12 percent,” Mere Tawake told Radio Fiji; the port’s owners refused."
)
NAMES = ("text", "lower_", "tag_", "dep_", "pos_", "ent_type_", "ent_iob_", "idx", "whitespace_")
FLAGS = ("is_alpha", "is_punct", "is_space", "like_num")


@pytest.fixture(scope="module")
def words(model: LanguageModel) -> WordIndex:
    pipe = model.nlp.get_pipe
    return WordIndex(ruler=pipe("attribute_ruler"), lemmatizer=pipe("lemmatizer"))


@pytest.mark.parametrize("name", [*NAMES, *FLAGS])
def test_a_token_has_what_spacys_token_has(
    model: LanguageModel, words: WordIndex, name: str
) -> None:
    stock = model.nlp(TEXT)
    assert [getattr(t, name) for t in Doc(stock, words)] == [getattr(t, name) for t in stock]


def test_heads_children_sentences_and_names_are_those_of_the_parse(
    model: LanguageModel, words: WordIndex
) -> None:
    stock = model.nlp(TEXT)
    plain = Doc(stock, words)
    assert [t.head.i for t in plain] == [t.head.i for t in stock]
    assert [[c.i for c in t.children] for t in plain] == [[c.i for c in t.children] for t in stock]
    assert [(s.start, s.end) for s in plain.sents] == [(s.start, s.end) for s in stock.sents]
    assert [(e.text, e.label_) for e in plain.ents] == [(e.text, e.label_) for e in stock.ents]
    assert [t.sent.start for t in plain] == [t.sent.start for t in stock]


def test_a_dissolved_doc_is_gone_without_the_collector(
    model: LanguageModel, words: WordIndex
) -> None:
    plain = Doc(model.nlp(TEXT), words)
    left = weakref.ref(plain)
    gc.disable()
    try:
        plain.dissolve()
        del plain
        assert left() is None
    finally:
        gc.enable()
