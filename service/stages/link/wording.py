"""What the words of a sentence say when two sentences are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeVar

from service.stages.dedupe.terms import stem, weight

_T = TypeVar("_T")
_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = str.maketrans({"\u2019": "'"})
#: sentences that are remembered: most tell several acts
SENTENCES: Final = 1_000
#: a word lighter than this (in one article of eight) says nothing about an act
TELLING: Final = 2.0
#: a word of a name lighter than this ('officials', 'president') tells nobody from another
_NAMING: Final = 2.5
#: words that begin phrases for one, and nouns for several without an s
_ONE: Final = frozenset({"a", "an", "another", "her", "his", "its", "my", "one", "that", "this"})
_SEVERAL: Final = frozenset({"children", "men", "people", "police", "troops", "women"})
#: a single capitalised word lighter than this may be any word at the start of a sentence
_RARE_NAME: Final = 4.0
_NUMBER: Final = re.compile(r"\d[\d,.]*")
_YEAR: Final = re.compile(r"(19|20)\d\d")
_QUOTED: Final = re.compile(r"[\"\u201c\u201d]([^\"\u201c\u201d]{1,600})[\"\u201c\u201d]")
_LONGEST_NUMBER: Final = 9
_NUMBER_WORDS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """Case-folded words without the English genitive."""
    return _WORD.findall(_plain(text).casefold())


def _plain(text: str) -> str:
    marked = text if text.isascii() else text.translate(_MARKS)
    return marked.replace("'s ", " ").replace("'S ", " ")


@lru_cache(maxsize=50_000)
def term(word: str) -> tuple[str, float]:
    """Stem and weight of a word; mentions share the string."""
    return stem(word), weight(word)


@lru_cache(maxsize=SENTENCES)
def weighted(text: str) -> dict[str, float]:
    """Stems of the telling words with their weights."""
    return dict(found for found in map(term, tokens(text)) if found[1] >= TELLING)


@lru_cache(maxsize=SENTENCES)
def names(text: str) -> frozenset[str]:
    """Stems of the capitalised words that do not begin the sentence."""
    words = _WORD.findall(_plain(text))[1:]
    terms = (term(w.casefold()) for w in words if w[0].isupper())
    return shared(frozenset(word for word, weight in terms if weight >= TELLING))


@lru_cache(maxsize=SENTENCES)
def numbers(text: str) -> frozenset[str]:
    """Numbers of two digits and more, without years."""
    found = (m.group().strip(".,").replace(",", "") for m in _NUMBER.finditer(text))
    return shared(frozenset(n for n in found if len(n) > 1 and not _YEAR.fullmatch(n)))


@lru_cache(maxsize=SENTENCES)
def quoted(text: str) -> frozenset[str]:
    """Stems of the telling words between quotation marks."""
    told = " ".join(m.group(1) for m in _QUOTED.finditer(text))
    return shared(frozenset(weighted(told)))


def naming(text: str) -> frozenset[str]:
    """Stems of the words that tell one name from another."""
    return frozenset(word for word, weight in map(term, tokens(text)) if weight > _NAMING)


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Stems of all words."""
    return shared(frozenset(word for word, _ in map(term, tokens(text))))


@lru_cache(maxsize=20_000)
def shared(values: frozenset[_T]) -> frozenset[_T]:
    """The same set: of equal small ones, one is kept."""
    return values


def person(name: str) -> frozenset[str]:
    """Stems of a proper name; empty for a description ('U.S. officials')."""
    words = name.split()
    if not words or not words[-1][:1].isupper() or (len(words) > 1 and words[0] == "The"):
        return frozenset()
    if len(words) == 1 and weight(name.casefold()) < _RARE_NAME:
        return frozenset()
    return naming(" ".join(w for w in words if w[:1].isupper()))


def phrase(name: str) -> str:
    """The name without its article."""
    return " ".join(tokens(name)).removeprefix("the ").strip()


def one(name: str) -> bool:
    """Whether a phrase clearly means one: 'a nurse', 'Tendai Moyo'."""
    words = tokens(name)
    return bool(words) and (words[0] in _ONE or (len(words) > 1 and bool(person(name))))


def several(name: str) -> bool:
    """Whether a phrase clearly means several: 'two nurses', 'the police'."""
    last = tokens(name)[-1:]
    return last != [] and (last[0] in _SEVERAL or plural(last[0]))


def plural(word: str) -> bool:
    """Whether a noun ends like a plural."""
    return word.endswith("s") and not word.endswith("ss")


def going_on(trigger: str) -> bool:
    """Whether the word for the act is a form that does not say that it is done: 'attacking'."""
    return trigger.casefold().endswith("ing")


def number(phrase: str) -> int:
    """The number that a phrase begins with; 0 when it begins with none."""
    first = phrase.split(" ", 1)[0]
    if first.isdecimal() and len(first) < _LONGEST_NUMBER:
        return int(first)
    return _NUMBER_WORDS.get(first, 0)


def proper(name: str) -> frozenset[str]:
    """Stems of the telling words of a name that are capitalised or from an id."""
    return naming(" ".join(w for w in name.replace("_", " ").split() if w[:1].isupper()))
