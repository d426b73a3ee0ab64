"""Words and their checksums."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

import pytest

from service.stages.dedupe.words import words

TEXTS = {
    "plain": "The dam at Kariba held; engineers counted 3 cracks, not 30.",
    "curly marks": "“No one was hurt”, the mayor’s office said \u2014 but the bridge\u2026 fell.",
    "accents": "Élodie N'Diaye a quitté São Tomé; ÇA SUFFIT, STRASSE, straße",
    "letters and their accents apart": "Cafe\u0301 owners in Medelli\u0301n protested",
    "compatibility forms": "The ﬁre ½ a mile from № 12 burned 5 km²",
    "accents alone": "the mayor´s ¨second¨ term; 3ª fila, ™ and \u200d joined\ufe0f",
    "syllables and their letters apart": "\u1112\u1161\u11ab and \u1100½\u1161 in Busan",
    "many kinds of capitals": " ".join(chr(c) * 2 for c in range(0x410, 0x430)),
    "no spaces": "東京で会談が行われた。両国は停戦に合意した。",
    "Arabic": "قال المتحدث إن المحادثات ستستأنف",
    "a word longer than the table": "x" * 63 + " " + "y" * 64 + " " + "z" * 500 + " end",
    "many kinds of marks": "".join(chr(c) + " a " for c in range(0x2190, 0x21FF)),
    "lone surrogates": "one \ud83d two",
    "nothing": "",
    "marks alone": " -- !? \n\n ",
}


def plainly(text: str) -> list[bytes]:
    r"""Case-folded `\w+` of the text, without short cuts."""
    readable = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode())
    return [word.casefold().encode() for word in re.findall(r"\w+", readable)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_words_are_the_folded_word_characters(text: str) -> None:
    found = words([("Title here", text), ("Next", "one")])
    assert [each.split(b"\n ") for each in found.readable()] == [
        [b"title here ", b"".join(word + b" " for word in plainly(text))],
        [b"next ", b"one "],
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_checksums_are_those_of_each_word_alone(text: str) -> None:
    found = words([(text, text), ("", text)])
    spans = [*found.titles, *found.texts]
    alone = [crc32(word) for word in plainly(text)]
    assert [found.codes[a:b].tolist() for a, b in spans] == [alone, [], alone, alone]


def test_words_that_start_with_a_capital_a_digit_or_a_foreign_letter_are_named() -> None:
    found = words([("Rains in Oromia", "the 14 wells near Éden dried up")])
    (title,), (text,) = found.titles, found.texts
    assert found.named[slice(*title)].tolist() == [True, False, True]
    assert found.named[slice(*text)].tolist() == [False, True, False, False, True, False, False]
