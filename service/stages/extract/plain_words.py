"""What each word of a parse is, by spaCy's numbers for it: found once, then only strings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
from spacy.tokens import Doc

from service.stages.extract.lemmas import Lemmas, lemmas_of
from service.stages.extract.plain_roles import Role, RoleIndex

#: spaCy's hashes of a text, a tag and a dependency label, as signed numbers
Key = tuple[int, int, int]

_COLUMNS: Final = [
    "ORTH", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "IDX", "SPACY", "HEAD", "SENT_START",
]  # fmt: skip
_MOST_WORDS: Final = 200_000
_UNSIGNED: Final = 2**64 - 1


class Word(NamedTuple):
    """A word in its role; names are those of spaCy's tokens."""

    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    pos: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    like_num: bool


class Columns(NamedTuple):
    """A parsed doc by token: its words, labels and marks of names, offsets, and more numbers.

    `steps` lead to the head; `begins` is 1 where a sentence starts.
    """

    words: list[Word]
    kinds: list[str]
    iob: list[int]
    offsets: list[int]
    blanks: list[int]
    steps: list[int]
    begins: list[int]


class WordIndex:
    """All words seen, each in its roles; begun anew when there are too many.

    Parts of speech and lemmas are those of spaCy's attribute ruler and `lemmatizer`, either of
    which may be missing; some lemmas are put right.
    """

    def __init__(self, *, ruler: Any | None, lemmatizer: Any | None) -> None:
        self._roles = RoleIndex(ruler)
        self._lemmatizer = lemmatizer
        self._lemmas = lemmas_of(lemmatizer)
        self._words: dict[Key, Word] = {}
        self._forms: dict[tuple[str, Role], Word] = {}
        self._kinds: dict[int, str] = {0: ""}

    def columns(self, doc: Any) -> Columns:
        """What a doc holds, read in one call."""
        numbers = doc.to_array(_COLUMNS).astype(np.int64).T.tolist()
        keys = list(zip(*numbers[:3], strict=True))
        try:
            words = list(map(self._words.__getitem__, keys))
        except KeyError:
            self._learn(doc.vocab, keys)
            words = list(map(self._words.__getitem__, keys))
        kinds = self._kinds
        for kind in set(numbers[3]) - kinds.keys():
            kinds[kind] = str(doc.vocab.strings[kind & _UNSIGNED])
        return Columns(words, list(map(kinds.__getitem__, numbers[3])), *numbers[4:])

    def _learn(self, vocab: Any, keys: Iterable[Key]) -> None:
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
            self._forms.clear()
        strings, role_of = vocab.strings, self._roles.role
        wanted = [key for key in dict.fromkeys(keys) if key not in self._words]
        roles = []
        for key in wanted:
            text, tag, dep = (strings[number & _UNSIGNED] for number in key)
            role = role_of(vocab, text, tag, dep)
            roles.append((text, role._replace(dep=""), role.dep))
        self._learn_forms(vocab, dict.fromkeys((text, form) for text, form, _ in roles))
        for key, (text, form, dep) in zip(wanted, roles, strict=True):
            self._words[key] = self._forms[text, form]._replace(dep=dep)

    def _learn_forms(self, vocab: Any, forms: Iterable[tuple[str, Role]]) -> None:
        """Words as they are whatever their label."""
        wanted = [form for form in forms if form not in self._forms]
        if not wanted:
            return
        roles = [role for _, role in wanted]
        doc = Doc(
            vocab,
            words=[text for text, _ in wanted],
            tags=[role.tag for role in roles],
            pos=[role.pos for role in roles],
            morphs=[role.morph for role in roles],
            lemmas=[role.lemma for role in roles],
        )
        if self._lemmatizer is not None:
            doc = self._lemmatizer(doc)
        words = (_word(token, self._lemmas) for token in doc)
        self._forms.update(zip(wanted, words, strict=True))


def _word(token: Any, lemmas: Lemmas | None) -> Word:
    lower, tag = token.lower_, token.tag_
    lemma = _folded(token.lemma_, tag)
    return Word(
        token.text, lower, lemmas.lemma(lower, tag, lemma) if lemmas else lemma, tag, token.dep_,
        token.pos_, token.is_alpha, token.is_punct, token.is_space, token.like_num,
    )  # fmt: skip


def _folded(lemma: str, tag: str) -> str:
    """The lemma in lower case; plural names ('Airstrikes' in a headline) lose their s."""
    text = lemma.lower()
    return text[:-1] if tag == "NNPS" and text.endswith("s") and len(text) > 3 else text
