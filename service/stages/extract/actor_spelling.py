"""How names are spelt: words folded for the look-up, and where a spelling wants capitals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Self

from service.stages.extract.actor_types import Entry

WORD = re.compile(r"[^\W_]+")
PARTS = re.compile(r"([^\W_]+)")
#: what may stand between two words of one name; a full stop only after an initial or "St"
GAP = re.compile(r"[ \u00a0]?[-‐‑–'’ʻ`&/ \u00a0\n]?[ \u00a0]?")
DOTTED = re.compile(r"\.[ \u00a0]?")
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
#: acronyms that are English words when the text has no lower case
WORDLIKE = frozenset(
    "us is who aid it act ant care pet mine nap nato's par sad so am an as at be by do go he if "
    "in me my no of on or out to up we sing ltd abc pm sir man mod cop msf era acts mend "
    "rap".split()
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in lower case without accents; the article el is al."""
    low = word.lower()
    if not low.isascii():
        plain = unicodedata.normalize("NFKD", low.translate(LETTERS))
        low = "".join(c for c in plain if not unicodedata.combining(c))
    return "al" if low == "el" else low


@dataclass(frozen=True, slots=True)
class Hit:
    """The spellings that fit from a word on; `sole` is the entry when nothing else is possible."""

    forms: list[Surface]
    size: int
    sole: Entry | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text with their offsets and what stands behind each, for the registry.

    `hits` is what was looked up before, by word.
    """

    text: str
    words: list[str]
    folded: tuple[str, ...]
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    hits: dict[int, Hit | None]

    @classmethod
    def of(cls, text: str) -> Self:
        """The words of `text`."""
        parts = PARTS.split(text)  # gap, word, gap, word, ..., gap
        offsets = list(accumulate(map(len, parts)))
        words = parts[1::2]
        folded = tuple(map(fold, words))
        return cls(text, words, folded, parts[2::2], offsets[:-1:2], offsets[1::2], {})

    def joined(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last` can be one name (no comma, no full stop)."""
        return all(self._is_within(i) for i in range(first, last))

    def _is_within(self, i: int) -> bool:
        gap = self.gaps[i]
        if gap == " ":
            return True
        if DOTTED.fullmatch(gap):
            return len(self.words[i]) <= 2
        return GAP.fullmatch(gap) is not None


@dataclass(frozen=True, slots=True)
class Surface:
    """One spelling of an entry: which words need a capital, or all capitals (an acronym)."""

    entry: Entry
    capitals: tuple[bool, ...]
    acronym: bool
    ambiguous: bool
    surname: bool = False


def surface(entry: Entry, alias: str, *, surname: bool = False) -> tuple[tuple[str, ...], Surface]:
    """The look-up key of an alias ('?' in front: ambiguous) and how it must be written."""
    ambiguous, alias = alias.startswith("?"), alias.lstrip("?")
    words = WORD.findall(alias)
    letters = "".join(words)
    acronym = letters.isupper() and len(letters) <= 8 and entry.kind != "role"
    needs = tuple(w[0].isupper() and entry.kind != "role" for w in words)
    return tuple(fold(w) for w in words), Surface(entry, needs, acronym, ambiguous, surname)


def surname(entry: Entry) -> str | None:
    """The last word of a person's name with its particle, if it has a first name as well."""
    words = entry.name.split()
    return words[-1] if entry.kind == "person" and len(words) > 1 else None


def written(form: Surface, words: Words, at: int, *, caseless: bool) -> bool:
    """Whether the text writes the words as the spelling demands."""
    if form.entry.kind == "role":
        return True
    texts = words.words[at : at + len(form.capitals)]
    if form.acronym:
        return all(t.isupper() for t in texts) and not (
            caseless and len(texts) == 1 and fold(texts[0]) in WORDLIKE
        )
    if caseless:
        return len(texts) > 1 or len(texts[0]) > 3
    return all(t[0].isupper() or not need for t, need in zip(texts, form.capitals, strict=True))
