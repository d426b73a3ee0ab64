"""The words of coreference, read once from `lexicon/coreference.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.stages.extract.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class CoreferenceWords:
    """Words in lower case; `speech` are lemmas."""

    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    group_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    speaker_pronouns: frozenset[str]
    relatives: frozenset[str]
    definite: frozenset[str]
    pairs: frozenset[str]
    pair_determiners: frozenset[str]
    pair_nouns: frozenset[str]
    body_nouns: frozenset[str]
    state_bodies: frozenset[str]
    other_bodies: frozenset[str]
    nations: frozenset[str]
    crowds: frozenset[str]
    titles: frozenset[str]
    name_particles: frozenset[str]
    seizing: frozenset[str]
    seized: frozenset[str]
    speech: frozenset[str]


@cache
def coreference_words() -> CoreferenceWords:
    """The words of `lexicon/coreference.yaml`; TypeError for a list that is unknown or missing."""
    return CoreferenceWords(**word_lists("coreference"))
