"""Lemmas that the model's rules get wrong: 'raped' is no 'rap', 'cordoned' no 'cordone'.

The rules try endings and take the last that is a word, so that verbs in -e become others; they
leave 'retook' as it is where the tagger saw an infinitive; and what no word list knows gets an e.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import yaml

from service.stages.extract.frames import load_frames

_VOWELS: Final = frozenset("aeiouy")
#: consonants that are never doubled, so that they do not tell 'axed' from 'faxed'
_SINGLE: Final = frozenset("wy")
_INFLECTED: Final = frozenset({"VBD", "VBG", "VBN", "VBZ"})
_BASE: Final = frozenset({"VB", "VBP"})
_ENDINGS: Final = ("ing", "ed", "es", "s")


class Lemmas:
    """The lemmas of a model with such words put right."""

    def __init__(self, verbs: Collection[str], irregular: Mapping[str, Sequence[str]]) -> None:
        lexicon = load_frames()
        self._coded = frozenset(lexicon.verbs) | frozenset(lexicon.light_verbs)
        self._verbs = verbs
        self._irregular = irregular

    def lemma(self, word: str, tag: str, lemma: str) -> str:
        """The lemma of a word in lower case, given the model's own."""
        if tag in _INFLECTED:
            return self._of_verb(word, lemma)
        if tag in _BASE and lemma == word and not self._is_verb(word):
            return next(iter(self._irregular.get(word, ())), None) or self._of_verb(word, lemma)
        return noun_lemmas().get(word, lemma) if tag == "NNS" else lemma

    def _is_verb(self, word: str) -> bool:
        return word in self._verbs or word in self._coded

    def _of_verb(self, word: str, lemma: str) -> str:
        if not self._is_verb(lemma):
            return next(filter(self._is_verb, _bases(word)), lemma)
        stem = next((word[: -len(e)] for e in _ENDINGS[:3] if word.endswith(e)), "")
        if lemma == stem and _would_double(stem) and self._is_verb(f"{stem}e"):
            return f"{stem}e"
        if lemma not in self._coded:  # 'instal', 'extoll': the spelling that the frames have
            return next((s for s in _spellings(lemma) if s in self._coded), lemma)
        return lemma


def _bases(word: str) -> Iterator[str]:
    """What a form may be of: 'relaunched' -> 'relaunche', 'relaunch'; 'unbanned' -> 'unban'."""
    if word.endswith(("ied", "ies")):
        yield f"{word[:-3]}y"
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            yield stem
            yield f"{stem}e"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


def _would_double(stem: str) -> bool:
    """'Rap' in 'rapped': one syllable of one vowel and one consonant, which doubles."""
    return (
        len(stem) > 1
        and stem[-1] not in _VOWELS | _SINGLE
        and stem[-2] in _VOWELS
        and sum(letter in _VOWELS for letter in stem.replace("qu", "q")) == 1
    )


def _spellings(lemma: str) -> tuple[str, ...]:
    doubled = lemma[-1:] == lemma[-2:-1]
    return (lemma + lemma[-1:], lemma[:-1]) if doubled else (lemma + lemma[-1:],)


@lru_cache(maxsize=1)
def noun_lemmas() -> dict[str, str]:
    """Plurals that the rules take for those of other nouns."""
    source = resources.files("service.stages.extract") / "lexicon" / "noun_lemmas.yaml"
    data: dict[str, str] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return data


def lemmas_of(lemmatizer: Any | None) -> Lemmas | None:
    """Those of a pipeline whose lemmatizer has word lists."""
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_exc"):
        return None
    return Lemmas(
        frozenset(lookups.get_table("lemma_index")["verb"]),
        lookups.get_table("lemma_exc")["verb"],
    )
