"""The words of attribution, read once from `lexicon/speech.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schemas.codebook import SourceKind, Stance


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Lemmas in lower case, sectors in upper case."""

    verbs: Mapping[str, Stance]
    hearsay: Mapping[str, Stance]
    report_nouns: Mapping[str, Stance]
    utterance_nouns: frozenset[str]
    issuing_verbs: frozenset[str]
    cited_nouns: frozenset[str]
    pictures: frozenset[str]
    kind_nouns: Mapping[str, SourceKind]
    kind_sectors: Mapping[str, SourceKind]
    weak_verbs: frozenset[str]
    framing_verbs: frozenset[str]
    inverted_verbs: frozenset[str]
    noun_verbs: frozenset[str]
    impersonal: frozenset[str]
    evidence_verbs: frozenset[str]
    strong_kind_nouns: frozenset[str]
    empty_subjects: frozenset[str]
    no_voices: frozenset[str]
    judging_adjectives: frozenset[str]
    speaking_persons: frozenset[str]
    responsibility: frozenset[str]
    claiming_verbs: frozenset[str]
    wished: frozenset[str]


@cache
def speech_words() -> SpeechWords:
    """The words of `lexicon/speech.yaml`; mappings go from word to stance or kind."""
    path = files("service.stages.extract") / "lexicon" / "speech.yaml"
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = {k: _table(v) if isinstance(v, dict) else frozenset(v) for k, v in raw.items()}
    return SpeechWords(**made)  # type: ignore[arg-type]


def _table(lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {word: value for value, words in lists.items() for word in words}
