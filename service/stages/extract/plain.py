"""A parsed article in plain Python: read once from spaCy, then only lists and strings.

Rules look at each token's tag, lemma, head and children many times. In spaCy each look makes a new
object and asks the string store; here it is an attribute. Names and meanings are spaCy's, as far
as the rules use them, so that every rule works on either. Nothing here holds on to spaCy's memory,
so articles may leave the memory zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain, count, pairwise, repeat
from typing import Any, overload

from service.stages.extract.plain_token import Token
from service.stages.extract.plain_words import WordIndex


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


def _link(tokens: list[Token], steps: list[int]) -> None:
    """Gives each token its head, `steps` away, and its children; half of all have none."""
    for token, step in zip(tokens, steps, strict=True):
        if step:
            head = token.head = tokens[token.i + step]
            if head.children:
                head.children.append(token)
            else:
                head.children = [token]


class Doc:
    """All tokens with sentences and named spans; `user_data` is for what rules note."""

    def __init__(self, doc: Any, index: WordIndex) -> None:
        self.text: str = doc.text
        self.user_data: dict[Any, Any] = {}
        read = index.columns(doc)
        self._starts = read.offsets
        self.sents = self._sentences(read.begins)
        around = chain.from_iterable(repeat(s, len(s)) for s in self.sents)
        self.tokens = list(
            map(
                Token, repeat(self), count(), read.words, read.kinds, read.iob, read.offsets,
                read.blanks, read.begins, around,
            )
        )  # fmt: skip
        _link(self.tokens, read.steps)
        self.ents = [Span(self, e.start, e.end, e.label_) for e in doc.ents]

    def _sentences(self, begins: list[int]) -> list[Span]:
        """A sentence from each token that begins one."""
        starts = [i for i, begin in enumerate(begins) if begin == 1 or not i]
        return [Span(self, a, b) for a, b in pairwise((*starts, len(begins)))]

    def dissolve(self) -> None:
        """Takes apart what points at each other, so that nothing waits for the collector."""
        for token in self.tokens:
            token.children = ()
            del token.head
        self.user_data.clear()
        for spans in (self.sents, self.ents):
            spans.clear()
        self.tokens.clear()

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if not isinstance(at, slice):
            return self.tokens[at]
        low, high, _ = at.indices(len(self.tokens))
        return Span(self, low, max(low, high))

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The tokens between two offsets; with 'expand' also those that are only touched."""
        if not self.tokens or start >= end:
            return None
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        span = Span(self, first, max(first + 1, last))
        exact = span.start_char == start and span.end_char == end
        return span if exact or alignment_mode == "expand" else None
