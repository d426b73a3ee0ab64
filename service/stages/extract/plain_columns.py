"""What a parsed doc holds, read column by column in one call, with strings for spaCy's hashes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

_NAMED: Final = ["ORTH", "LOWER", "LEMMA", "TAG", "DEP", "POS", "ENT_TYPE"]
_COUNTED: Final = ["ENT_IOB", "IDX", "SPACY", "HEAD", "SENT_START"]
_FLAGS: Final = ["IS_ALPHA", "IS_PUNCT", "IS_SPACE", "LIKE_NUM"]
_MOST_NAMES: Final = 500_000


class Names(dict[int, str]):
    """Strings by spaCy's hash of them, looked up once; the hash depends on the string alone."""

    def __init__(self, strings: Any) -> None:
        super().__init__({0: ""})
        self.strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self.strings[key])
        return name


_NAMES: Final[dict[int, Names]] = {}


def _names_of(strings: Any) -> Names:
    """The names of a vocabulary; begun anew when there are too many."""
    found = _NAMES.get(id(strings))
    if found is None or found.strings is not strings or len(found) > _MOST_NAMES:
        found = _NAMES[id(strings)] = Names(strings)
    return found


def columns_of(doc: Any) -> tuple[list[list[str]], list[list[int]], list[list[bool]]]:
    """Columns by token: strings from text to entity type, numbers, flags.

    The numbers are the entity mark, the offset, whether a blank follows, the steps to the head, and
    1 where a sentence starts; the flags say alphabetic, punctuation, blank, number.
    """
    name = _names_of(doc.vocab.strings).__getitem__
    hashes = doc.to_array(_NAMED).T.tolist()
    numbers = doc.to_array([*_COUNTED, *_FLAGS]).astype(np.int64).T
    return (
        [list(map(name, column)) for column in hashes],
        numbers[: len(_COUNTED)].tolist(),
        (numbers[len(_COUNTED) :] != 0).tolist(),
    )
