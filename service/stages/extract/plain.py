"""A parsed article in plain Python: read once from spaCy, then only lists and strings.

Rules look at each token's tag, lemma, head and children many times. In spaCy each look makes a new
object and asks the string store; here it is an attribute. Names and meanings are spaCy's, as far
as the rules use them, so that every rule works on either. Nothing here holds on to spaCy's memory,
so articles may leave the memory zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Final, overload

import numpy as np

_COLUMNS: Final = [
    "ORTH", "LOWER", "LEMMA", "TAG", "DEP", "POS", "ENT_TYPE", "ENT_IOB", "IDX", "SPACY",
    "IS_ALPHA", "IS_PUNCT", "IS_SPACE", "LIKE_NUM",
]  # fmt: skip
_IOB: Final = ("", "I", "O", "B")
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


class Token:
    """One token; `head` of a root is itself, `children` are in text order."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_punct", "is_sent_start", "is_space", "lemma_", "like_num", "lower_", "pos_", "sent",
        "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    head: Token
    children: list[Token]
    sent: Span
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    dep_: str
    pos_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    like_num: bool

    def __init__(self, doc: Doc, i: int, row: list[int], names: Names) -> None:
        self.doc, self.i, self.head, self.children = doc, i, self, []
        text, lower, lemma, tag, dep, pos, kind, iob, self.idx, blank, alpha, punct, space, num = (
            row
        )
        self.text, self.lower_, self.lemma_ = names[text], names[lower], names[lemma]
        self.tag_, self.dep_, self.pos_ = names[tag], names[dep], names[pos]
        self.ent_type_, self.ent_iob_ = names[kind], _IOB[iob]
        self.whitespace_ = " " if blank else ""
        self.is_alpha, self.is_punct = bool(alpha), bool(punct)
        self.is_space, self.like_num = bool(space), bool(num)

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        node = self
        while node.children and node.children[0].i < node.i:
            node = node.children[0]
        return node

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        node = self
        while node.children and node.children[-1].i > node.i:
            node = node.children[-1]
        return node

    @property
    def lefts(self) -> list[Token]:
        """Children before the token."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Children behind the token."""
        return [c for c in self.children if c.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in text order."""
        found, stack = [], [self]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(node.children)
        return iter(sorted(found, key=lambda t: t.i))

    def nbor(self, step: int = 1) -> Token:
        """The token `step` places away; IndexError outside the text."""
        at = self.i + step
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text


class Span:
    """Tokens `start` to `end`, end exclusive."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self))
            return Span(self.doc, self.start + low, self.start + max(low, high))
        return self.doc.tokens[self.start + at if at >= 0 else self.end + at]

    @property
    def start_char(self) -> int:
        """Offset of the first character."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Offset behind the last character."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def root(self) -> Token:
        """The first token whose head lies outside the span."""
        for token in self:
            if token.head is token or not self.start <= token.head.i < self.end:
                return token
        return self.doc.tokens[self.start]

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self.doc.tokens[self.start].sent

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences that the span touches."""
        at = self.start
        while at < self.end:
            sent = self.doc.tokens[at].sent
            yield sent
            at = sent.end

    @property
    def ents(self) -> list[Span]:
        """The named spans inside."""
        return [e for e in self.doc.ents if self.start <= e.start and e.end <= self.end]


class Doc:
    """All tokens with sentences and named spans; `user_data` is for what rules note."""

    def __init__(self, doc: Any) -> None:
        self.text: str = doc.text
        self.user_data: dict[Any, Any] = {}
        names = _names_of(doc.vocab.strings)
        rows = doc.to_array(_COLUMNS).tolist()
        self.tokens = [Token(self, i, row, names) for i, row in enumerate(rows)]
        heads = doc.to_array("HEAD").astype(np.int64).tolist()
        starts = doc.to_array("SENT_START").astype(np.int64).tolist()
        for token, step, start in zip(self.tokens, heads, starts, strict=True):
            token.is_sent_start = start == 1
            if step:
                token.head = self.tokens[token.i + step]
                token.head.children.append(token)
        self.sents = [Span(self, s.start, s.end) for s in doc.sents]
        for sent in self.sents:
            for token in sent:
                token.sent = sent
        self.ents = [Span(self, e.start, e.end, e.label_) for e in doc.ents]
        self._starts = [t.idx for t in self.tokens]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self.tokens))
            return Span(self, low, max(low, high))
        return self.tokens[at]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The tokens between two offsets; with 'expand' also those that are only touched."""
        if not self.tokens or start >= end:
            return None
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        span = Span(self, first, max(first + 1, last))
        exact = span.start_char == start and span.end_char == end
        return span if exact or alignment_mode == "expand" else None
