"""Finds countries, organisations, people and roles in text: one hash look-up per word."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from spacy.tokens import Doc

from service.stages.extract import actor_lexicon
from service.stages.extract.actor_types import Entry, RegistryMatch

WORD = re.compile(r"[^\W_]+")
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
class Words:
    """The words of a text with their offsets, as the registry sees them."""

    text: str
    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]
    hits: dict[int, tuple[list[Surface], int] | None]

    @classmethod
    def of(cls, text: str) -> Self:
        """The words of `text`."""
        found = [(m.span(), fold(m[0])) for m in WORD.finditer(text)]
        return cls(text, tuple([s for s, _ in found]), tuple([f for _, f in found]), {})

    def joined(self, first: int, last: int) -> bool:
        """Whether the words from `first` to `last` can be one name (no comma, no full stop)."""
        return all(self._gap(i) for i in range(first, last))

    def _gap(self, i: int) -> bool:
        gap = self.text[self.spans[i][1] : self.spans[i + 1][0]]
        if DOTTED.fullmatch(gap):
            return self.spans[i][1] - self.spans[i][0] <= 2
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


class ActorRegistry:
    """All entries by their spellings; read only after loading."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        table: dict[tuple[str, ...], list[Surface]] = defaultdict(list)
        for entry in entries:
            for alias in dict.fromkeys((*self._own_names(entry), *entry.aliases)):
                key, form = surface(entry, alias)
                table[key].append(form)
            family = surname(entry)
            if family and len(family) > 2:
                key, form = surface(entry, family, surname=True)
                table[key].append(form)
        self._table = dict(table)
        self._longest: dict[str, int] = {}
        for key in self._table:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    @classmethod
    def load(cls) -> Self:
        """The registry of the lexicons that ship with the package."""
        return cls(
            [
                *actor_lexicon.country_entries(),
                *actor_lexicon.place_entries(),
                *actor_lexicon.dated_entries("organisations", "organization"),
                *actor_lexicon.dated_entries("people", "person"),
                *actor_lexicon.role_entries(),
            ]
        )

    @staticmethod
    def _own_names(entry: Entry) -> tuple[str, ...]:
        return (entry.name,) if entry.kind in ("organization", "person") else ()

    def match(
        self, doc: Doc, *, on: date | None = None, countries: frozenset[str] = frozenset()
    ) -> list[RegistryMatch]:
        """All matches in a Doc, leftmost longest, with token indices (end exclusive)."""
        return self._in_doc(doc, Words.of(doc.text), on, countries)

    def match_in_context(self, doc: Doc, *, on: date | None = None) -> list[RegistryMatch]:
        """As `match`, with the countries that the text itself names settling ambiguous names."""
        words = Words.of(doc.text)
        first = self._in_words(words, on, frozenset())
        known = frozenset(c for m in first if (c := m.entry.on(on).country))
        return self._in_doc(doc, words, on, known)

    def _in_doc(
        self, doc: Doc, words: Words, on: date | None, countries: frozenset[str]
    ) -> list[RegistryMatch]:
        found = []
        for m in self._in_words(words, on, countries):
            span = doc.char_span(m.start, m.end, alignment_mode="expand")
            if span is not None:
                found.append(RegistryMatch(m.entry, m.text, m.start, m.end, span.start, span.end))
        return found

    def match_text(
        self, text: str, *, on: date | None = None, countries: frozenset[str] = frozenset()
    ) -> list[RegistryMatch]:
        """All matches in a text, leftmost longest; `countries` settle ambiguous spellings."""
        return self._in_words(Words.of(text), on, countries)

    def _in_words(
        self, words: Words, on: date | None, countries: frozenset[str]
    ) -> list[RegistryMatch]:
        text = words.text
        caseless = text.isupper() or text.islower()
        found: list[RegistryMatch] = []
        taken = 0
        for at in [i for i, word in enumerate(words.folded) if word in self._longest]:
            if at < taken:
                continue
            if at not in words.hits:
                words.hits[at] = self._longest_at(words, at, caseless=caseless)
            hit = words.hits[at]
            if hit is None:
                continue
            forms, size = hit
            entry = choose(forms, words, at, size, on=on, countries=countries)
            if entry is not None:
                start, end = words.spans[at][0], words.spans[at + size - 1][1]
                end += text[end : end + 1] == "." and text[start:end].count(".") > 0
                found.append(RegistryMatch(entry, text[start:end], start, end))
                taken = at + size
        return found

    def _longest_at(
        self, words: Words, at: int, *, caseless: bool
    ) -> tuple[list[Surface], int] | None:
        longest = self._longest[words.folded[at]]
        for size in range(min(longest, len(words.folded) - at), 0, -1):
            forms = self._table.get(words.folded[at : at + size])
            if not forms or not words.joined(at, at + size - 1):
                continue
            fitting = [f for f in forms if written(f, words, at, caseless=caseless)]
            if fitting:
                return fitting, size
        return None


def written(form: Surface, words: Words, at: int, *, caseless: bool) -> bool:
    """Whether the text writes the words as the spelling demands."""
    texts = [words.text[a:b] for a, b in words.spans[at : at + len(form.capitals)]]
    if form.entry.kind == "role":
        return True
    if form.acronym:
        return all(t.isupper() for t in texts) and not (
            caseless and len(texts) == 1 and fold(texts[0]) in WORDLIKE
        )
    if caseless:
        return len(texts) > 1 or len(texts[0]) > 3
    return all(t[0].isupper() or not need for t, need in zip(texts, form.capitals, strict=True))


def choose(  # noqa: PLR0913 - all of it settles the same question
    forms: Sequence[Surface],
    words: Words,
    at: int,
    size: int,
    *,
    on: date | None,
    countries: frozenset[str],
) -> Entry | None:
    """The entry meant by the spelling, or None when nothing settles it."""
    sure = [f.entry for f in forms if not f.ambiguous and not f.surname]
    if sure:
        return _best(sure, on, countries)
    listed = [f.entry for f in forms if f.ambiguous]
    near = [e for e in listed if {c.country for c in e.codes} & countries]
    if near:
        return _best(near, on, countries)
    family = [f.entry for f in forms if f.surname and f.entry.active(on)]
    if not family or _inside_a_name(words, at, size):
        return None
    near = [e for e in family if {c.country for c in e.codes} & countries]
    held = [e for e in (near or family) if on is not None and any(c.holds(on) for c in e.codes)]
    best = held or near or family
    return best[0] if len(best) == 1 else None


def _best(entries: list[Entry], on: date | None, countries: frozenset[str]) -> Entry:
    """The first entry whose country is in the context, then one that is active, then the first."""
    if len(entries) == 1:
        return entries[0]
    near = [e for e in entries if {c.country for c in e.codes} & countries] or entries
    in_office = [e for e in near if on is not None and any(c.holds(on) for c in e.codes)]
    return (in_office or [e for e in near if e.active(on)] or near)[0]


def _inside_a_name(words: Words, at: int, size: int) -> bool:
    """Whether a bare surname is preceded or followed by another part of somebody's name."""
    return _name_part(words, at - 1, at) or _name_part(words, at + size, at + size - 1)


def _name_part(words: Words, other: int, edge: int) -> bool:
    if not 0 <= other < len(words.spans):
        return False
    gap = words.text[
        slice(*sorted((words.spans[min(other, edge)][1], words.spans[max(other, edge)][0])))
    ]
    word = words.text[slice(*words.spans[other])]
    return gap in (" ", "-", ". ") and word[0].isupper() and fold(word) not in TITLES


#: words that may stand before a bare surname
TITLES = frozenset(
    "president mr mrs ms dr sir lord king queen prince general gen colonel col minister premier "
    "chancellor secretary senator sen rep governor gov mayor pope sheikh ayatollah presidents "
    "mullah commander admiral judge justice chairman chief leader marshal comrade vice former "
    "the but and if when as for in on while after before since although though because with that "
    "by from to at of monday tuesday wednesday thursday friday saturday sunday".split()
)
