"""Finds countries, organisations, people and roles in text: one hash look-up per word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Self

from spacy.tokens import Doc

from service.stages.extract import actor_lexicon
from service.stages.extract.actor_spelling import (
    Hit,
    Surface,
    Words,
    fold,
    surface,
    surname,
    written,
)
from service.stages.extract.actor_types import Entry, RegistryMatch


class Reading(NamedTuple):
    """An entry that the text names, from word `at` on, with so many words."""

    entry: Entry
    at: int
    size: int


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
        sizes: dict[str, set[int]] = defaultdict(set)
        for key in self._table:
            sizes[key[0]].add(len(key))
        #: how many words the spellings have that begin with a word, the most first
        self._sizes = {word: tuple(sorted(n, reverse=True)) for word, n in sizes.items()}

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
        words = Words.of(doc.text)
        return self._in_doc(doc, words, self._readings(words, on, countries))

    def match_in_context(self, doc: Doc, *, on: date | None = None) -> list[RegistryMatch]:
        """As `match`, with the countries that the text itself names settling ambiguous names."""
        words = Words.of(doc.text)
        found = self._readings(words, on, frozenset())
        if any(hit is not None and hit.sole is None for hit in words.hits.values()):
            known = frozenset(c for r in found if (c := r.entry.on(on).country))
            found = self._readings(words, on, known)
        return self._in_doc(doc, words, found)

    @staticmethod
    def _in_doc(doc: Doc, words: Words, readings: Iterable[Reading]) -> list[RegistryMatch]:
        found = []
        for entry, at, size in readings:
            start, end = _extent(words, at, size)
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                text = words.text[start:end]
                found.append(RegistryMatch(entry, text, start, end, span.start, span.end))
        return found

    def match_text(
        self, text: str, *, on: date | None = None, countries: frozenset[str] = frozenset()
    ) -> list[RegistryMatch]:
        """All matches in a text, leftmost longest; `countries` settle ambiguous spellings."""
        words, found = Words.of(text), []
        for entry, at, size in self._readings(words, on, countries):
            start, end = _extent(words, at, size)
            found.append(RegistryMatch(entry, text[start:end], start, end))
        return found

    def _readings(self, words: Words, on: date | None, countries: frozenset[str]) -> list[Reading]:
        caseless = words.text.isupper() or words.text.islower()
        hits, known = words.hits, self._sizes
        found: list[Reading] = []
        taken = 0
        for at, word in enumerate(words.folded):
            if word not in known or at < taken:
                continue
            if at not in hits:
                hits[at] = self._longest_at(words, at, caseless=caseless)
            hit = hits[at]
            if hit is None:
                continue
            entry = hit.sole or choose(hit.forms, words, at, hit.size, on=on, countries=countries)
            if entry is not None:
                taken = at + hit.size
                found.append(Reading(entry, at, hit.size))
        return found

    def _longest_at(self, words: Words, at: int, *, caseless: bool) -> Hit | None:
        for size in self._sizes[words.folded[at]]:
            key = words.folded[at : at + size]
            forms = self._table.get(key) if len(key) == size else None
            if not forms or not words.joined(at, at + size - 1):
                continue
            fitting = [f for f in forms if written(f, words, at, caseless=caseless)]
            if fitting:
                sure = [f.entry for f in fitting if not f.ambiguous and not f.surname]
                return Hit(fitting, size, sure[0] if len(sure) == 1 else None)
        return None


def _extent(words: Words, at: int, size: int) -> tuple[int, int]:
    """Offsets of some words; an abbreviation has its last full stop."""
    start, end = words.starts[at], words.ends[at + size - 1]
    dotted = words.gaps[at + size - 1][:1] == "." and "." in words.text[start:end]
    return start, end + dotted


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
    if not 0 <= other < len(words.words):
        return False
    gap, word = words.gaps[min(other, edge)], words.words[other]
    return gap in (" ", "-", ". ") and word[0].isupper() and fold(word) not in TITLES


#: words that may stand before a bare surname
TITLES = frozenset(
    "president mr mrs ms dr sir lord king queen prince general gen colonel col minister premier "
    "chancellor secretary senator sen rep governor gov mayor pope sheikh ayatollah presidents "
    "mullah commander admiral judge justice chairman chief leader marshal comrade vice former "
    "the but and if when as for in on while after before since although though because with that "
    "by from to at of monday tuesday wednesday thursday friday saturday sunday".split()
)
