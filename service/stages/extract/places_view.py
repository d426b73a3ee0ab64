"""What the search for places reads of a spaCy doc: words at once, the rest where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_NOT_NAMES: Final = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
)

EntitySpan = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class DocView:
    """Words, also in lower case, and entity spans by token; `taken` are tokens of known names."""

    doc: Any
    text: str
    words: list[str]
    small: list[str]
    starts: list[int]
    ents: dict[int, EntitySpan]
    taken: frozenset[int]
    surnames: frozenset[str]

    def start(self, i: int) -> int:
        """Character offset of token i."""
        return self.starts[i]

    def end(self, i: int) -> int:
        """Character offset after token i."""
        return self.starts[i] + len(self.words[i])

    def slice(self, i: int, j: int) -> str:
        """The text of tokens i to j, j exclusive."""
        if j == i + 1:
            return self.words[i]
        return self.text[self.start(i) : self.end(j - 1)]

    def tag(self, i: int) -> str:
        """Fine part-of-speech tag of token i."""
        return str(self.doc[i].tag_)

    def label(self, i: int) -> str:
        """Entity label of token i, or nothing."""
        ent = self.ents.get(i)
        return ent[2] if ent else ""

    def lower(self, i: int) -> str:
        """Token i in lower case; nothing outside the doc."""
        return self.small[i] if 0 <= i < len(self.small) else ""

    def lowers(self, i: int, j: int) -> list[str]:
        """Tokens i to j in lower case, j exclusive."""
        return self.small[i:j]

    def word(self, i: int) -> str:
        """Token i; nothing outside the doc."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def is_name(self, i: int) -> bool:
        """Whether token i exists, is capitalised and is tagged a proper noun."""
        return self.word(i)[:1].isupper() and self.tag(i).startswith("NNP")


def view_doc(doc: Any, taken: Sequence[tuple[int, int]] = ()) -> DocView:
    """The view of a doc; `taken` are character spans that are persons, organisations, groups."""
    words, small = [token.text for token in doc], [token.lower_ for token in doc]
    ents: dict[int, EntitySpan] = {}
    surnames: set[str] = set()
    for ent in doc.ents:
        label = ent.label_
        if label in _NOT_NAMES:
            continue
        value = (ent.start, ent.end, label)
        ents.update(dict.fromkeys(range(ent.start, ent.end), value))
        if label == "PERSON":
            surnames.update(word for word in words[ent.start + 1 : ent.end] if len(word) > 2)
    return DocView(
        doc=doc, text=doc.text, words=words, small=small, starts=[token.idx for token in doc],
        ents=ents, taken=_taken(doc, taken), surnames=frozenset(surnames),
    )  # fmt: skip


def _taken(doc: Any, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    marks: set[int] = set()
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is not None:
            marks.update(range(tokens.start, tokens.end))
    return frozenset(marks)
