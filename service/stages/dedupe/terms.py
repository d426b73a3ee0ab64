"""How telling a word is: rare words and names weigh more than common ones."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import log
from typing import Final

#: weight of a word that the table does not have: in fewer than 4 articles of a thousand
RARE: Final = round(log(1000 / 2), 2)
_ARTICLES: Final = 1000
_SUFFIXES: Final = ("ings", "ing", "ied", "ies", "ed", "es", "s")
_SHORTEST_STEM: Final = 4


@cache
def weights() -> dict[str, float]:
    """Word -> its inverse document frequency, for the words that the table has."""
    table = files(__package__).joinpath("data", "word_frequency.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {word: log(_ARTICLES / min(int(share), _ARTICLES)) for word, share in rows}


def weight(word: str) -> float:
    """The inverse document frequency of a case-folded word, 0 for one in every article."""
    return weights().get(word, RARE)


def stem(word: str) -> str:
    """The word without its English ending of number or tense, so that its forms meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word
