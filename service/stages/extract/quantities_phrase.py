"""Counted people: the noun phrases of a sentence that start with a number or an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from spacy.tokens import Doc

from service.stages.extract.numbers import FoundNumber
from service.stages.extract.quantities_lexicon import CueWords, cue_words, link_words

Basis = Literal["number", "article", "name"]

_NOMINAL: Final = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS"}
)
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BARE: Final = frozenset({"more", "others", "other", "another"})
_GROUPS: Final = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_REPORTS: Final = frozenset({"report", "reports", "immediate", "word", "news", "sign"})
_MAX_PHRASE: Final = 9
#: words after a count within which its rate stands
_RATE_REACH: Final = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun phrase: tokens [start, end), its head token, and the bounds of the count."""

    number: FoundNumber
    start: int
    end: int
    head: int | None
    victims: int
    basis: Basis = "number"


def is_person(word: str) -> bool:
    """True for nouns that count people: "policeman", "villagers", "others"."""
    cues = cue_words()
    stem = word.removesuffix("s")
    if word in cues.people or stem in cues.people:
        return True
    return (
        is_thing(word) is False
        and stem.endswith(tuple(link_words().human_endings))
        and len(stem) > 4
    )


def is_thing(word: str) -> bool:
    """True for nouns that never count people: hours, dollars, houses, rockets."""
    cues = cue_words()
    stems = (word, word.removesuffix("s"), word.removesuffix("es"))
    if any(stem in cues.things for stem in stems):
        return True
    if word.endswith("ies") and word[:-3] + "y" in cues.things:
        return True
    return stems[1] not in cues.people and stems[1].endswith(tuple(link_words().thing_endings))


def is_rate(words: Sequence[str], *ends: int) -> bool:
    """Whether a phrase or its casualty word goes on as a rate: "20 a day", "killed every week".

    A rate is the count of no act. "A day" must follow at once, "every month" within the clause.
    """
    known = link_words()
    for end in ends:
        for i in range(end, min(len(words), end + _RATE_REACH)):
            if words[i] in known.clause_ends:
                break
            at_once = i == end
            if at_once and words[i] in known.rate_words:
                return True
            opens = words[i] in known.rate_openers if at_once else words[i] in known.rates
            if opens and _is_unit(words, i + 1):
                return True
    return False


def _is_unit(words: Sequence[str], i: int) -> bool:
    """A unit of time, but not in "a day after"."""
    known = link_words()
    if i >= len(words) or words[i] not in known.rate_units:
        return False
    return i + 1 >= len(words) or words[i + 1] not in known.no_rate_before


def _nominal_end(doc: Doc, words: Sequence[str], i: int, cues: CueWords) -> tuple[int, int | None]:
    """The end of the noun phrase that goes on at token i, and its head noun."""
    head: int | None = None
    j = i
    while j < min(len(words), i + _MAX_PHRASE) and (doc[j].tag_ in _NOMINAL or _is_age(words, j)):
        word = words[j]
        if word in link_words().calendar or (
            word in cues.states and (head is not None or not _noun_at(doc, j + 1))
        ):
            break
        if doc[j].tag_ in _NOUNS:
            head = j
        elif word in _BARE and head is None and not _noun_at(doc, j + 1):
            return j + 1, j
        elif head is not None and doc[j].tag_ in ("VBN", "VBG", "JJ") and not _noun_at(doc, j + 1):
            break
        j += 1
    return (head + 1, head) if head is not None else (i, None)


def _is_age(words: Sequence[str], i: int) -> bool:
    """ "a 25-year-old man": the number opens an adjective."""
    return words[i][0].isdigit() and list(words[i + 1 : i + 3]) == ["-", "year"]


def _noun_at(doc: Doc, i: int) -> bool:
    return (
        i < len(doc)
        and doc[i].tag_ in (_NOUNS | {"JJ"})
        and doc[i].lower_ not in link_words().calendar
    )


def _is_label(doc: Doc, words: Sequence[str], number: FoundNumber) -> bool:
    """True where the number is an age, a date, a price, a score, a clock time or a name part."""
    i, j = number.core, number.core_end
    before = words[i - 1] if i else ""
    after = words[j] if j < len(words) else ""
    if (
        before in link_words().label_before
        or after in link_words().label_after
        or before in ("%", "/", ":")
    ):
        return True
    if (
        after in ("-", "–")
        and j + 1 < len(words)
        and words[j + 1][0].isalpha()
        and words[j + 1] != "plus"
    ):
        return True
    if (
        before in link_words().calendar
        or after in link_words().calendar
        and words[j - 1].isdigit()
        and before in ("on", "of", "the", ",")
    ):
        return True
    if j - i == 1 and words[i].isdigit():
        return _is_digit_label(doc, words, i)
    return False


def _is_digit_label(doc: Doc, words: Sequence[str], i: int) -> bool:
    """The same for one token of digits: years, ages in commas, "Highway 231"."""
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if 1900 <= int(words[i][:5]) <= 2100 and len(words[i]) == 4 and not is_person(after):
        return True
    if (
        before == ","
        and after in (",", ".", ")", ";")
        and i > 1
        and doc[i - 2].tag_.startswith("NN")
    ):
        return int(words[i][:5]) < 120
    token = doc[i]
    named = i > 0 and doc[i - 1].tag_ == "NNP" and not doc[i - 1].is_sent_start
    return bool(named and token.head.i < i and token.dep_ in ("nummod", "npadvmod", "appos"))


def counted(doc: Doc, words: Sequence[str], number: FoundNumber) -> Counted | None:
    """The noun phrase of a number, or nothing where it cannot count people."""
    if (number.low is not None and number.low % 1) or _is_label(doc, words, number):
        return None
    cues, end = cue_words(), number.end
    if words[number.core] == "no" and words[end : end + 1] and words[end] in _REPORTS:
        end += 1 + (list(words[end + 1 : end + 2]) == ["of"])
        end += words[end] == "any" if end < len(words) else 0
        noun = next(
            (k for k in range(end, min(len(words), end + 2)) if words[k] in cues.counted), None
        )
        return Counted(number, number.start, noun + 1, noun, number.end) if noun else None
    if words[end : end + 1] == ["of"]:
        head = next((t.i for t in doc[end].children if t.dep_ == "pobj"), None)
        if head is not None and end < head < end + _MAX_PHRASE:
            return _checked(words, Counted(number, number.start, head + 1, head, end + 1))
        number_end, head = _nominal_end(doc, words, end + 1, cues)
        return _checked(words, Counted(number, number.start, number_end, head, end + 1))
    end, head = _nominal_end(doc, words, end, cues)
    if number.why.startswith("zero") and words[number.core] == "no" and head is None:
        return None
    return _checked(words, _with_tail(words, Counted(number, number.start, end, head, number.end)))


def _with_tail(words: Sequence[str], found: Counted) -> Counted:
    """ "Sixty-six people or more" has a lower bound only."""
    if list(words[found.end : found.end + 2]) != ["or", "more"] or found.number.low is None:
        return found
    number = replace(found.number, high=None, qualifier="at_least")
    return replace(found, number=number, end=found.end + 2)


def _checked(words: Sequence[str], found: Counted) -> Counted | None:
    return None if found.head is not None and is_thing(words[found.head]) else found


def single(doc: Doc, words: Sequence[str], i: int) -> Counted | None:
    """ "a soldier", "another", "a young couple": one person, or two."""
    end, head = _nominal_end(doc, words, i + 1, cue_words())
    one = FoundNumber(i, i + 1, i, i + 1, 1, 1, "exact", words[i])
    if head is None or head == i:
        return Counted(one, i, i + 1, None, i + 1, "article") if words[i] == "another" else None
    if words[head] in _GROUPS:
        size = _GROUPS[words[head]]
        return Counted(replace(one, low=size, high=size), i, end, head, i + 1, "article")
    token: Any = doc[head]
    human = is_person(words[head]) or token.ent_type_ == "NORP"
    if not human or token.tag_ in ("NNS", "NNPS"):
        return None
    return Counted(one, i, end, head, i + 1, "article")


def named(start: int, end: int) -> Counted:
    """One person by name, tokens [start, end)."""
    one = FoundNumber(start, start, start, start, 1, 1, "exact", "name")
    return Counted(one, start, end, end - 1, start, "name")
