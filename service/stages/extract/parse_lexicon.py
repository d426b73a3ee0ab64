"""The words by which a parse is mended, read once from data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from service.stages.extract.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class MendWords:
    """Lemmas in lower case; the lists of prepositions, forms and headlines as in texts."""

    mandative: frozenset[str]
    listed: frozenset[str]
    charges: frozenset[str]
    calling: frozenset[str]
    accusing: frozenset[str]
    spoken: frozenset[str]
    held: frozenset[str]
    taking: frozenset[str]
    captives: frozenset[str]
    measures: frozenset[str]
    imposing: frozenset[str]
    spans: frozenset[str]
    unharmed: frozenset[str]
    sides: frozenset[str]
    headline_actors: frozenset[str]
    headline_verbs: frozenset[str]
    outcomes: frozenset[str]
    telling: frozenset[str]
    hitting: frozenset[str]
    seeing: frozenset[str]
    sufferers: frozenset[str]


@cache
def mend_words() -> MendWords:
    """The words of `lexicon/parse_mends.yaml`; TypeError for a list unknown or missing."""
    return MendWords(**word_lists("parse_mends"))


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Form -> (tag, lemma), of the verb forms in `lexicon/verb_forms.yaml` that are no nouns."""
    source = files("service.stages.extract") / "lexicon" / "verb_forms.yaml"
    data: dict[str, list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    plain = {word: ("VBP", word) for word in data["plain"]}
    return plain | {word: ("VBZ", _base(word)) for word in data["third_person"]}


def _base(form: str) -> str:
    """'ratifies' -> 'ratify', 'seizes' -> 'seize', 'slams' -> 'slam'."""
    return form[:-3] + "y" if form.endswith("ies") else form[:-1]
