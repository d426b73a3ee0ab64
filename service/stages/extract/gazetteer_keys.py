"""Three keys under which place names are compared: exact, folded, transliteration-squashed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_APOSTROPHES: Final = dict.fromkeys(map(ord, "'`´’‘ʻʼʾʿ‛ʹ"), None)
_BREAKS: Final = dict.fromkeys(map(ord, "-‐‑–—_/.,()"), " ")
_LETTERS: Final = {
    ord("ı"): "i", ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("ß"): "ss", ord("æ"): "ae",
    ord("œ"): "oe", ord("ð"): "d", ord("þ"): "th", ord("ə"): "a", ord("ħ"): "h", ord("ŋ"): "n",
}  # fmt: skip
_TABLE: Final = {**_APOSTROPHES, **_BREAKS, **_LETTERS}
_WORDS: Final = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}

#: Arabic, Hebrew and Persian articles as they are written in Latin letters.
_ARTICLES: Final = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es", "esh", "et", "ez"}
)
_SQUASH: Final = (
    ("aw", "u"), ("au", "u"), ("ow", "u"), ("ou", "u"), ("oo", "u"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("ee", "i"), ("ie", "i"), ("ai", "i"), ("ay", "i"),
    ("ei", "i"), ("ey", "i"), ("iy", "i"), ("ya", "ia"), ("tch", "ch"), ("sch", "sh"),
)  # fmt: skip
_LETTER_SQUASH: Final = str.maketrans({"e": "i", "y": "i", "o": "u", "q": "k", "c": "k", "w": "v"})
_VOWELS: Final = dict.fromkeys(map(ord, "aeiouyhw"), None)
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name without case, accents, apostrophes; hyphens are spaces; Saint is St."""
    text = name.casefold().translate(_TABLE)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_TABLE)
    return " ".join(_WORDS.get(word, word) for word in text.split())


@lru_cache(maxsize=16384)
def squash(name: str) -> str:
    """What the transliterations of one name have in common: 'Deir ez-Zour', 'Dayr az Zawr'."""
    words = [w for w in fold(name).split() if w not in _ARTICLES]
    text = "".join(words)
    for old, new in _SQUASH:
        text = text.replace(old, new)
    text = _DOUBLED.sub(r"\1", text.translate(_LETTER_SQUASH))
    return text.rstrip("h") or text


@lru_cache(maxsize=16384)
def as_written(text: str, name: str) -> str:
    """The name as an English text spells it, where the gazetteer has a scholar's transliteration.

    'Misrata' of 'Misratah', 'Hama' of 'Ḩamāh', 'Bogota' of 'Bogotá'; 'Rangoon' stays 'Yangon'.
    """
    if text.isupper() or (name.isascii() and _skeleton(text) != _skeleton(name)):
        return name
    return text


def _skeleton(name: str) -> str:
    words = [w for w in fold(name).split() if w not in _ARTICLES]
    return _DOUBLED.sub(r"\1", "".join(words).translate(_VOWELS))
