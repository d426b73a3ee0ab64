"""Capitals restored where a text or a line is wholly in capitals, or in capitals word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from service.stages.clean.chars import lower
from service.stages.clean.lines import lines_of
from service.stages.clean.tables import table, words

_MIN_LETTERS: Final = 20
_SAMPLE_CHARS: Final = 3000
#: hostile texts are lower-cased beyond it
_MAX_CHARS: Final = 200_000
_MIN_TITLE_WORDS: Final = 4
_MAX_TITLE_CHARS: Final = 200
_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
_UPPER: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_LOWER: Final = re.compile(r"[a-zß-öø-ÿ]")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?…:][\"')\]]*\s|\n\s*\n|\n[ \t]+)[\s\"'(\[]*$")
_IN_SENTENCE: Final = re.compile(r"(?<=[a-z,] )[^\W\d_]{2,}")
_ENDINGS: Final = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "ness")
_MONTH_WORDS: Final = frozenset({"march", "may"})
_BEFORE_MONTH: Final = re.compile(r"(?:\d|\b(?:in|of|since|until|last|next|early|late)) $", re.I)
_ADDRESS: Final = frozenset({"mr", "mrs", "ms", "dr"})
_PREFIXES: Final = ("un", "re", "non", "anti", "pre", "mis", "over", "counter", "dis", "co")
_VOWELS: Final = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüãõ")


def wants_recasing(text: str) -> bool:
    """Whether nearly all letters of the text's beginning are capitals."""
    sample = text[:_SAMPLE_CHARS]
    uppers = len(_UPPER.findall(sample))
    return uppers >= _MIN_LETTERS and len(_LOWER.findall(sample)) <= 0.1 * uppers


def recase(text: str, titles: frozenset[int] = frozenset()) -> str:
    """The text with sentence case wherever it has none; same length.

    All of it when it is in capitals; else lines in capitals, and headings (by their start in
    `titles`, or the only line) whose words all begin with a capital or none does.
    """
    if wants_recasing(text):
        head = text[:_MAX_CHARS]
        return _restored(head, _acronyms(head)) + lower(text[_MAX_CHARS:])
    parts: list[str] = []
    at = 0
    evidence: dict[str, str] | None = None
    lines = lines_of(text)
    if len(lines) == 1:  # a headline sent alone
        titles = frozenset({lines[0].start})
    for line in lines:
        if _is_shouted(line.text) or (line.start in titles and _is_odd_title(line.text)):
            evidence = _evidence(text, titles) if evidence is None else evidence
            parts += [text[at : line.start], _restored(line.text, evidence)]
            at = line.end
    return "".join([*parts, text[at:]]) if parts else text


def _is_shouted(line: str) -> bool:
    """Whether a line of several words is in capitals."""
    return line.isupper() and len(line) > 12 and len(_TOKEN.findall(line)) >= 3


def _is_odd_title(line: str) -> bool:
    """Whether nearly every longer word begins with a capital, or no word does."""
    if len(line) > _MAX_TITLE_CHARS:
        return False
    long = [word for word in _TOKEN.findall(line) if len(word) > 3]
    if len(long) < _MIN_TITLE_WORDS:
        return False
    capitals = sum(word[0].isupper() for word in long)
    return bool(capitals == 0 or capitals >= 0.8 * len(long))


def _evidence(text: str, titles: frozenset[int]) -> dict[str, str]:
    """How the document writes a word inside its sentences, headings left out, by its lower case."""
    counts: dict[str, Counter[str]] = {}
    for line in lines_of(text):
        if line.start in titles:
            continue
        for word in _IN_SENTENCE.findall(line.text):
            counts.setdefault(lower(word), Counter())[word] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def _acronyms(text: str) -> dict[str, str]:
    """Words that stand alone in brackets behind a name, '... FRONT (FPRX)': acronyms."""
    found = re.findall(r"\(([A-Z]{2,8})\)", text)
    return {lower(word): word for word in found if lower(word) not in words("lower_words")}


def _restored(text: str, evidence: Mapping[str, str]) -> str:
    """The text with every word cased by document, word lists and neighbours."""
    tokens = list(_TOKEN.finditer(text))
    forms = [_form(text, token, evidence) for token in tokens]
    _join_names(text, tokens, forms)
    parts: list[str] = []
    at = 0
    for token, form in zip(tokens, forms, strict=True):
        before = text[max(0, token.start() - 12) : token.start()]
        if form[0].islower() and _starts_sentence(before, at_start=token.start() == len(before)):
            form = _capital(form)
        parts += [text[at : token.start()], form]
        at = token.end()
    return "".join([*parts, text[at:]])


def _form(text: str, token: re.Match[str], evidence: Mapping[str, str]) -> str:
    """A word's form by itself."""
    word, low = token[0], lower(token[0])
    if low in evidence:
        return evidence[low]
    if len(word) <= 1 or "." in word:
        return _letter(text, token)
    if low in words("upper_words"):
        return word if word.isupper() else low.upper()
    if token.start() and text[token.start() - 1].isdigit():
        return low
    dotted = text[token.end() : token.end() + 1] == "."
    if low in _ADDRESS or (dotted and low in table("casing")["abbreviations"]):
        return _capital(low)
    return low if _is_common(low) else _named(word, low)


def _letter(text: str, token: re.Match[str]) -> str:
    """Single letters: initials, 'I', 'F-16' and 'U.S.' stay, articles and possessives do not."""
    word, after = token[0], text[token.end() : token.end() + 2]
    before = text[token.start() - 1 : token.start()]
    if "." in word or word == "I":
        return word
    initial = after[:1] == "." and before not in "'’"
    weapon = after[:1] == "-" and after[1:].isdigit()
    return word if (initial or weapon) and not before.isdigit() else lower(word)


@lru_cache(maxsize=50_000)
def _is_common(low: str) -> bool:
    """Whether a word, or what is left without ending or prefix, is on the list of common words."""
    known = words("lower_words")
    if low in known or low in _MONTH_WORDS or low in table("casing")["particles"]:
        return True
    if len(low) < 6 or low in words("capital_words"):
        return False
    stems = [low.removesuffix(end) for end in _ENDINGS if low.endswith(end)]
    stems += [low.removeprefix(start) for start in _PREFIXES if low.startswith(start)]
    return any(len(stem) >= 4 and stem in known for stem in stems)


def _named(word: str, low: str) -> str:
    """A word on no list: a name, or an acronym when it has no vowel; mixed case stays."""
    if not word.isupper() and not word.islower():
        return word
    if len(low) <= 6 and not _VOWELS.intersection(low):
        return word if word.isupper() else low
    if low.startswith("mc") and len(low) > 4:
        return "Mc" + _capital(low[2:])
    return _capital(low)


def _join_names(text: str, tokens: list[re.Match[str]], forms: list[str]) -> None:
    """Capitals for common words that belong to a name: pairs, titles, months beside numbers."""
    casing = table("casing")
    for index, form in enumerate(forms):
        after = forms[index + 1] if index + 1 < len(forms) else ""
        if form == "US" and _is_pronoun(text, tokens, index):
            forms[index] = "us"
        is_title = form in casing["titles"] and after[:1].isupper() and len(after) > 1
        is_month = form in _MONTH_WORDS and _is_month(text, tokens[index])
        if f"{lower(form)} {lower(after)}" in words("capital_pairs"):
            forms[index], forms[index + 1] = _capital(form), _capital(after)
        elif is_title or is_month:
            forms[index] = _capital(form)


def _is_pronoun(text: str, tokens: list[re.Match[str]], index: int) -> bool:
    """Whether 'US' stands where only a pronoun can: 'THEY ATTACKED US IN THE NORTH'."""
    start = tokens[index].start()
    if not index or text[tokens[index - 1].end() : start] != " ":
        return False
    if lower(tokens[index - 1][0]) in table("casing")["before_state"]:
        return False
    if index + 1 == len(tokens) or text[tokens[index].end()] != " ":
        return True
    return lower(tokens[index + 1][0]) in table("casing")["behind_pronoun"]


def _is_month(text: str, token: re.Match[str]) -> bool:
    """Whether 'may' or 'march' is a month: a number beside it, or 'since' before it."""
    before = text[max(0, token.start() - 10) : token.start()]
    return bool(_BEFORE_MONTH.search(before)) or text[token.end() + 1 : token.end() + 2].isdigit()


def _starts_sentence(before: str, *, at_start: bool) -> bool:
    """Whether a sentence begins after these characters; not after 'Gen.'."""
    if at_start and not before.strip(" \"'(["):
        return True
    last = re.search(r"([^\W\d_]+)\.\s+$", before)
    if last and (len(last[1]) == 1 or lower(last[1]) in table("casing")["abbreviations"]):
        return False
    return bool(before) and bool(_SENTENCE_END.search(before)) and not before.isspace()


def _capital(low: str) -> str:
    """The word with its first letter in upper case, where that is one character."""
    first = low[:1].upper()
    return (first if len(first) == 1 else low[:1]) + low[1:]
