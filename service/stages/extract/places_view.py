"""The columns of a spaCy doc that the search for places reads many times, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_NOT_NAMES: Final = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
)


@dataclass(frozen=True, slots=True)
class DocView:
    """Words, tags, offsets and entity spans by token; `taken` marks tokens of known names."""

    text: str
    words: list[str]
    lowers: list[str]
    tags: list[str]
    starts: list[int]
    ents: list[tuple[int, int, str] | None]
    taken: list[bool]
    surnames: frozenset[str]

    def end(self, i: int) -> int:
        """Character offset after token i."""
        return self.starts[i] + len(self.words[i])

    def slice(self, i: int, j: int) -> str:
        """The text of tokens i to j, j exclusive."""
        return self.text[self.starts[i] : self.end(j - 1)]

    def label(self, i: int) -> str:
        """Entity label of token i, or nothing."""
        ent = self.ents[i]
        return ent[2] if ent else ""

    def lower(self, i: int) -> str:
        """Token i in lower case; nothing outside the doc."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def word(self, i: int) -> str:
        """Token i; nothing outside the doc."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def is_name(self, i: int) -> bool:
        """Whether token i exists, is capitalised and is tagged a proper noun."""
        return (
            0 <= i < len(self.words) and self.words[i][:1].isupper() and self.tags[i][:3] == "NNP"
        )


def view_doc(doc: Any, taken: Sequence[tuple[int, int]] = ()) -> DocView:
    """The view of a doc; `taken` are character spans that are persons, organisations, groups."""
    words = [token.text for token in doc]
    starts = [token.idx for token in doc]
    ents: list[tuple[int, int, str] | None] = [None] * len(words)
    surnames: set[str] = set()
    for ent in doc.ents:
        if ent.label_ in _NOT_NAMES:
            continue
        value = (ent.start, ent.end, ent.label_)
        for i in range(ent.start, ent.end):
            ents[i] = value
        if ent.label_ == "PERSON" and ent.end - ent.start > 1:
            surnames.update(word for word in words[ent.start + 1 : ent.end] if len(word) > 2)
    return DocView(
        text=doc.text, words=words, lowers=[word.lower() for word in words],
        tags=[token.tag_ for token in doc], starts=starts, ents=ents,
        taken=_taken(starts, words, taken), surnames=frozenset(surnames),
    )  # fmt: skip


def _taken(starts: list[int], words: list[str], spans: Sequence[tuple[int, int]]) -> list[bool]:
    marks = [False] * len(words)
    if not spans:
        return marks
    ordered = sorted(spans)
    at = 0
    for i, start in enumerate(starts):
        while at < len(ordered) and ordered[at][1] <= start:
            at += 1
        marks[i] = at < len(ordered) and ordered[at][0] < start + len(words[i])
    return marks
