"""Numbers of a text with bounds: digits, words, ranges, "at least", "dozens"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from schemas.codebook import Qualifier
from service.stages.extract.quantities_cardinal import HYPHENS, core_number
from service.stages.extract.quantities_lexicon import NumberWords, number_words

_LONGEST_PHRASE: Final = 4


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number phrase: tokens [start, end), the number itself [core, core_end), bounds.

    A vague count has no bounds; "more than 50" has low 50 and no high.
    """

    start: int
    end: int
    core: int
    core_end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    why: str


def _before(words: Sequence[str], i: int, lex: NumberWords) -> tuple[int, Qualifier | None]:
    """The bound words before token i, nearest first: where they start, and what they say."""
    start, said = i, None
    moved = True
    while moved:
        moved = False
        for size in range(min(_LONGEST_PHRASE, start), 0, -1):
            phrase = tuple(words[start - size : start])
            if phrase in lex.before:
                qualifier = lex.before[phrase]
                start, moved = start - size, True
                said = qualifier if said in (None, "exact", "about") else said
                break
    return start, said


def _after(words: Sequence[str], i: int, lex: NumberWords) -> tuple[int, Qualifier | None]:
    """The bound words after the number: "or more", "-plus", "or so"."""
    if words[i : i + 1] and words[i] in HYPHENS and words[i + 1 : i + 2] == ["plus"]:
        return i + 2, "at_least"
    for size in (2, 1):
        said = lex.after.get(tuple(words[i : i + size]))
        if said and i + size <= len(words):
            return i + size, said
    return i, None


def bounded(
    low: float | None, high: float | None, said: Qualifier | None
) -> tuple[float | None, float | None, Qualifier]:
    """Low, high and qualifier: "more than 50" is 50 and no high, "up to 50" no low and 50."""
    if low is None or high is None:
        return None, None, "vague"
    if said == "at_least":
        return low, None, "at_least"
    if said == "at_most":
        return None, high, "at_most"
    return low, high, "about" if said == "about" or low != high else "exact"


def _number(words: Sequence[str], i: int, lex: NumberWords) -> FoundNumber | None:
    core = core_number(words, i, lex)
    if core is None:
        return None
    low, high, core_end, why = core
    start, said = _before(words, i, lex)
    if why == "couple" and said is None:
        said = "about"
    if i and words[i - 1] in ("between", "from") and why == "range":
        start, said = i - 1, "about"
    end, later = _after(words, core_end, lex)
    low, high, qualifier = bounded(low, high, later or said)
    heard = " ".join(words[start:i])
    return FoundNumber(start, end, i, core_end, low, high, qualifier, f"{why} {heard}".strip())


def find_numbers(doc: Doc) -> list[FoundNumber]:
    """Every number phrase of the text, in order, none overlapping."""
    return numbers_in([token.lower_ for token in doc])


def numbers_in(words: list[str]) -> list[FoundNumber]:
    """Every number phrase of these lower-case tokens, in order, none overlapping."""
    lex = number_words()
    found: list[FoundNumber] = []
    i = 0
    while i < len(words):
        word = words[i]
        number = None
        if word in lex.starters or word[0].isdigit() or word[0] == ".":
            number = _number(words, i, lex)
        if number is None:
            i += 1
        else:
            found.append(number)
            i = number.end
    return found
