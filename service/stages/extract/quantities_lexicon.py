"""The word tables of numbers and casualty figures, read once from `lexicon/quantities_*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.codebook import Qualifier, QuantityKind


def _read(name: str) -> dict[str, Any]:
    path = files("service") / "stages" / "extract" / "lexicon" / name
    table: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number lexicon, phrases as tuples of lower-case words."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    articled: Mapping[str, int]
    denominators: Mapping[str, int]
    zero: frozenset[str]
    vague: frozenset[tuple[str, ...]]
    multipliers: frozenset[str]
    before: Mapping[tuple[str, ...], Qualifier]
    after: Mapping[tuple[str, ...], Qualifier]
    starters: frozenset[str]


def _phrases(table: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], Qualifier]:
    return {tuple(p.split()): q for q, ps in table.items() for p in ps}  # type: ignore[misc]


@cache
def number_words() -> NumberWords:
    """The number words of `lexicon/quantities_numbers.yaml`."""
    raw = _read("quantities_numbers.yaml")
    vague = {(w,) for w in raw["vague_words"]} | {tuple(p.split()) for p in raw["vague_phrases"]}
    starters = {p[0] for p in vague} | {*raw["units"], *raw["tens"], *raw["zero"]}
    return NumberWords(
        units=raw["units"],
        tens=raw["tens"],
        scales=raw["scales"],
        articled=raw["articled"],
        denominators=raw["denominators"],
        zero=frozenset(raw["zero"]),
        vague=frozenset(vague),
        multipliers=frozenset(raw["vague_multipliers"]),
        before=_phrases(raw["before"]),
        after=_phrases(raw["after"]),
        starters=frozenset(starters | {"a", "an", "half", "both", "few", "some", "no"}),
    )


@dataclass(frozen=True, slots=True)
class CueWords:
    """Casualty words by written form; a phrase is a tuple of words."""

    acts: Mapping[str, QuantityKind]
    past: frozenset[str]
    subject: Mapping[str, QuantityKind]
    states: Mapping[str, QuantityKind]
    phrases: Mapping[tuple[str, ...], QuantityKind]
    counted: Mapping[str, QuantityKind]
    weak: Mapping[str, QuantityKind]
    of_nouns: Mapping[str, QuantityKind]
    life_verbs: frozenset[str]
    toll_verbs: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    signs: frozenset[str]


def forms(verb: str) -> list[str]:
    """The written forms of a regular verb; a word that is already inflected stands alone."""
    if verb.endswith(("ed", "ing", "s", "ew", "lain", "hurt")):
        return [verb]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    return [verb, verb + ("es" if verb.endswith(("sh", "ch")) else "s"), verb + "ed", verb + "ing"]


def _by_word(table: Mapping[str, Sequence[str]], *, verbs: bool = False) -> dict[str, QuantityKind]:
    return {
        form: kind  # type: ignore[misc]
        for kind, words in table.items()
        for word in words
        for form in (forms(word) if verbs else [word])
    }


@cache
def cue_words() -> CueWords:
    """The casualty words of `lexicon/quantities_cues.yaml`."""
    raw = _read("quantities_cues.yaml")
    acts = _by_word(raw["object_verbs"], verbs=True)
    subject = _by_word(raw["subject_verbs"], verbs=True)
    states, counted = _by_word(raw["states"]), _by_word(raw["counted"])
    phrases = {tuple(p.split()): k for k, ps in raw["phrases"].items() for p in ps}
    of_nouns, weak = _by_word(raw["of_nouns"]), _by_word(raw["weak"])
    signs = {*acts, *subject, *states, *counted, *of_nouns, *weak, *(p[0] for p in phrases)}
    return CueWords(
        acts=acts,
        past=frozenset(w for w in acts if w.endswith("ed") or w in ("hurt", "slain")),
        subject=subject,
        states=states,
        phrases=phrases,
        counted=counted,
        weak=weak,
        of_nouns=of_nouns,
        life_verbs=frozenset(raw["life_verbs"]),
        toll_verbs=frozenset(raw["toll_verbs"]),
        things=frozenset(raw["things"]),
        people=frozenset(raw["people"]),
        signs=frozenset(signs | {"lives", "toll"} - {"to", "in", "for", "as", "from"}),
    )


@dataclass(frozen=True, slots=True)
class LinkWords:
    """Words between a count and its casualty word, and signs that no people are counted."""

    be: frozenset[str]
    between: frozenset[str]
    left_between: frozenset[str]
    small_clause: frozenset[str]
    total_verbs: frozenset[str]
    calendar: frozenset[str]
    label_before: frozenset[str]
    label_after: frozenset[str]
    human_endings: frozenset[str]
    thing_endings: frozenset[str]
    rate_openers: frozenset[str]
    rates: frozenset[str]
    clause_ends: frozenset[str]
    rate_units: frozenset[str]
    rate_words: frozenset[str]
    no_rate_before: frozenset[str]


@cache
def link_words() -> LinkWords:
    """The words of `lexicon/quantities_links.yaml`."""
    return LinkWords(**{k: frozenset(v) for k, v in _read("quantities_links.yaml").items()})
