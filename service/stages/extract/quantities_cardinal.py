"""The value of a number phrase: digits, words, ranges, fractions, vague counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from service.stages.extract.quantities_lexicon import NumberWords

_DIGITS: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,15}(?:\.\d+)?|\.\d+"
)
HYPHENS: Final = frozenset("-–—")
_LONGEST_PHRASE: Final = 4

Value = tuple[float, int]  # a number and the token after it
Core = tuple[float | None, float | None, int, str]  # low, high, the token after, why


def _small(words: Sequence[str], i: int, lex: NumberWords) -> Value | None:
    """A number below one hundred in words, or any number in digits."""
    word = words[i] if i < len(words) else ""
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", "")), i + 1
    if word in lex.units:
        return lex.units[word], i + 1
    if word not in lex.tens:
        return None
    after = i + 1
    if after < len(words) and words[after] in HYPHENS:
        after += 1
    unit = lex.units.get(words[after], 0) if after < len(words) else 0
    return (lex.tens[word] + unit, after + 1) if 0 < unit < 10 else (lex.tens[word], i + 1)


def _head(words: Sequence[str], i: int, lex: NumberWords) -> Value | None:
    """A number that may take a scale: "twelve", "a" million, "half a" million."""
    word = words[i]
    rest = words[i + 1 : i + 3]
    if word in ("a", "an") and rest and rest[0] in lex.articled:
        return (1, i + 1) if rest[0] in lex.scales else None
    if word == "half" and len(rest) == 2 and rest[0] in ("a", "-") and rest[1] in lex.scales:
        return 0.5, i + 2
    if word == "a" and len(rest) == 2 and rest[0] == "half" and rest[1] in lex.scales:
        return 0.5, i + 2
    return _small(words, i, lex)


def _hundreds(words: Sequence[str], i: int, lex: NumberWords) -> Value | None:
    """A group that may take a scale: "two hundred and five", "12 000" written with a space."""
    head = _head(words, i, lex)
    if head is None:
        return None
    value, j = head
    while words[j - 1].isdigit() and words[j : j + 1] and re.fullmatch(r"\d{3}", words[j]):
        value, j = value * 1000 + int(words[j]), j + 1
    if words[j : j + 1] != ["hundred"]:
        return value, j
    value, j = value * 100, j + 1
    link = j + (words[j : j + 1] == ["and"])
    if words[link : link + 1] and words[link][0].isdigit():
        return value, j
    rest = _small(words, link, lex)
    return (value + rest[0], rest[1]) if rest and rest[0] < 100 else (value, j)


def _scaled(
    words: Sequence[str], value: float, i: int, lex: NumberWords
) -> tuple[float, int, float]:
    """The value after its scale words: (value, next token, scale)."""
    scale = 1.0
    if words[i : i + 3] == ["and", "a", "half"] and words[i + 3 : i + 4] != ["dozen"]:
        value, i = value + 0.5, i + 3
    while i < len(words) and words[i] in lex.scales:
        scale *= lex.scales[words[i]]
        i += 1
    if scale >= 1000 and words[i : i + 3] == ["and", "a", "half"]:
        value, i = value + 0.5, i + 3
    return value * scale, i, scale


def cardinal(words: Sequence[str], i: int, lex: NumberWords) -> Value | None:
    """The number that starts at token i: value and the token after it, or nothing."""
    group = _hundreds(words, i, lex)
    if group is None:
        return None
    total, end, scale = _scaled(words, *group, lex)
    while scale >= 1000 and end < len(words) and not words[end][0].isdigit():
        group = _hundreds(words, end + (words[end] == "and"), lex) if end + 1 < len(words) else None
        if group is None:
            break
        more, after, inner = _scaled(words, *group, lex)
        if more >= scale or (words[end] == "and" and more >= 100):
            break
        total, end, scale = total + more, after, inner
    return total, end


def _fraction(words: Sequence[str], i: int, lex: NumberWords) -> Core | None:
    """ "a third", "two-thirds": a share, never a count."""
    group = (1.0, i + 1) if words[i] in ("a", "an") else _small(words, i, lex)
    if group is None:
        return None
    j = group[1] + (group[1] < len(words) and words[group[1]] in HYPHENS)
    word = words[j] if j < len(words) else ""
    plural = group[0] > 1 and word.endswith("s")
    below = lex.denominators.get(word[:-1] if plural else word) if plural or group[0] <= 1 else None
    return (group[0] / below, group[0] / below, j + 1, "fraction") if below else None


def _range(words: Sequence[str], i: int, lex: NumberWords) -> Core | None:
    """ "20 to 30", "15-20", "two or three", and after "between": "20 and 30"."""
    low = cardinal(words, i, lex)
    if low is None:
        return None
    j = low[1]
    joint = words[j] if j < len(words) else ""
    between = i > 0 and words[i - 1] in ("between", "from")
    if not (joint in HYPHENS or joint in ("to", "or") or (between and joint in ("and", "to"))):
        return (low[0], low[0], j, "number")
    high = cardinal(words, j + 1, lex) if j + 1 < len(words) else None
    if high is None or high[0] <= low[0] or (joint in HYPHENS and high[0] > 50 * low[0]):
        return (low[0], low[0], j, "number")
    bottom = low[0]
    if high[0] >= 1000 * bottom and words[j - 1] not in lex.scales:
        scale = lex.scales.get(words[high[1] - 1], 1)
        bottom *= scale if high[0] >= scale else 1
    return (bottom, high[0], high[1], "range")


def _vague(words: Sequence[str], i: int, lex: NumberWords) -> Core | None:
    """ "dozens", "several hundred", "tens of thousands", "a number of"."""
    end = 0
    if words[i] == "many" and i and words[i - 1] in ("as", "how", "so", "too"):
        return None
    if words[i] in lex.multipliers and words[i + 1 : i + 2] and words[i + 1] in lex.scales:
        return (None, None, i + 2, "vague multiple")
    for size in range(_LONGEST_PHRASE, 0, -1):
        if i + size <= len(words) and tuple(words[i : i + size]) in lex.vague:
            end = i + size
            break
    if not end:
        return None
    while words[end : end + 1] and (
        words[end] in lex.scales
        or (words[end] == "of" and words[end + 1 : end + 2] and (words[end + 1],) in lex.vague)
        or ((words[end],) in lex.vague and words[end].endswith("s"))
    ):
        end += 1
    return (None, None, end, "vague")


def _special(words: Sequence[str], i: int, lex: NumberWords) -> Core | None:
    """ "none", "no one", "both", "a couple of", "a pair of"."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in lex.zero:
        return (0, 0, i + 1, "zero")
    if word == "no" and after not in ("fewer", "less", "more", "later", "longer"):
        return (0, 0, i + 1 + (after in ("one", "-")), "zero")
    if word == "both":
        return (2, 2, i + 1, "both")
    if word == "a" and after == "couple" and words[i + 2 : i + 3] == ["of"]:
        return (2, 2, i + 3, "couple")
    if word == "a" and lex.articled.get(after, 9) < 9 and words[i + 2 : i + 3] == ["of"]:
        return (lex.articled[after], lex.articled[after], i + 3, "group word")
    return None


def core_number(words: Sequence[str], i: int, lex: NumberWords) -> Core | None:
    """The number at token i without its bounds: low, high, the token after, and why."""
    for parse in (_vague, _fraction, _range, _special):
        found = parse(words, i, lex)
        if found is not None:
            return found
    return None
