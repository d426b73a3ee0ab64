"""The words of modality, read once from `lexicon/modality.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from schemas.codebook import Modality

Table = Mapping[str, Modality]


@dataclass(frozen=True, slots=True)
class Reading:
    """The modality and the word that decided it; cue 'will not' is a refusal."""

    modality: Modality
    cue: str | None = None


#: the end of the way up: nothing says otherwise
KNOWN: Final = Reading("asserted")


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """Lemmas in lower case; a key of two words is a verb, noun or adjective with its particle."""

    complements: Table
    that_clauses: Table
    objects: Table
    indefinite_objects: Table
    nouns: Table
    adjectives: Table
    predicates: Table
    truths: Table
    future_auxiliaries: frozenset[str]
    maybe_auxiliaries: frozenset[str]
    negations: frozenset[str]
    not_negating: frozenset[str]
    conditions: frozenset[str]
    nobody: frozenset[str]
    bearers: frozenset[str]
    scheduled_nouns: frozenset[str]
    weak_nouns: frozenset[str]
    containers: frozenset[str]
    evidence: frozenset[str]
    negating_prepositions: frozenset[str]
    negating_phrases: frozenset[str]
    known_prepositions: frozenset[str]
    definite: frozenset[str]
    known_adjectives: frozenset[str]
    performed_purposes: frozenset[str]
    achieved: frozenset[str]
    under_way: frozenset[str]
    past_adverbs: frozenset[str]
    past_units: frozenset[str]
    known_objects: frozenset[str]
    spoken_nouns: frozenset[str]
    weak_passives: frozenset[str]
    denied_wishes: frozenset[str]
    topics: frozenset[str]
    means: frozenset[str]
    roles: frozenset[str]
    denials: frozenset[str]
    faced: frozenset[str]
    almost: frozenset[str]
    almost_done: frozenset[str]
    more: frozenset[str]
    anyone: frozenset[str]
    papers: frozenset[str]
    given_at_once: frozenset[str]
    spoken_verbs: frozenset[str]
    taken: frozenset[str]
    untruths: frozenset[str]
    grounds: frozenset[str]
    occasions: frozenset[str]
    guesses: frozenset[str]
    habits: frozenset[str]
    disputes: frozenset[str]
    preventions: frozenset[str]
    eras: frozenset[str]
    over: frozenset[str]
    verdicts: frozenset[str]
    whenever: frozenset[str]
    rules: frozenset[str]
    rule_verbs: frozenset[str]
    promises: frozenset[str]
    breaking: frozenset[str]
    keeping: frozenset[str]
    tasks: frozenset[str]
    unsettled: frozenset[str]
    unsure: frozenset[str]
    tellers: frozenset[str]
    judgements: frozenset[str]
    schemes: frozenset[str]
    drafts: frozenset[str]
    evaluations: frozenset[str]
    purposes: frozenset[str]
    negotiable: frozenset[str]
    announcements: frozenset[str]


@cache
def modality_words() -> ModalityWords:
    """The words of `lexicon/modality.yaml`; mappings go from word to modality."""
    path = files("service.stages.extract") / "lexicon" / "modality.yaml"
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = {k: _table(v) if isinstance(v, dict) else frozenset(v) for k, v in raw.items()}
    return ModalityWords(**made)  # type: ignore[arg-type]


def _table(lists: Mapping[Modality, Sequence[str]]) -> dict[str, Modality]:
    return {word: modality for modality, words in lists.items() for word in words}
