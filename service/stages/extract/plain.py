"""A parsed article in plain Python: read once from spaCy, then only lists and strings.

Rules look at each token's tag, lemma, head and children many times. In spaCy each look makes a new
object and asks the string store; here it is an attribute. Names and meanings are spaCy's, as far
as the rules use them, so that every rule works on either. Nothing here holds on to spaCy's memory,
so articles may leave the memory zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import count, pairwise, repeat
from typing import Any, Final, overload

from service.stages.extract.plain_columns import columns_of

_IOB: Final = ("", "I", "O", "B")
_BLANK: Final = ("", " ")


class Token:
    """One token; `head` of a root is itself, `children` are in text order."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_punct", "is_sent_start", "is_space", "lemma_", "like_num", "lower_", "pos_", "sent",
        "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    head: Token
    children: Sequence[Token]
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

    def __init__(  # noqa: PLR0913 - once a token, so without anything in between
        self, doc: Doc, i: int, text: str, lower: str, lemma: str, tag: str, dep: str, pos: str,
        kind: str, iob: int, idx: int, blank: int, is_start: bool, alpha: bool, punct: bool,
        space: bool, num: bool,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.head, self.children = doc, i, self, ()
        self.text, self.lower_, self.lemma_ = text, lower, lemma
        self.tag_, self.dep_, self.pos_ = tag, dep, pos
        self.ent_type_, self.ent_iob_ = kind, _IOB[iob]
        self.idx, self.whitespace_, self.is_sent_start = idx, _BLANK[blank], is_start
        self.is_alpha, self.is_punct, self.is_space, self.like_num = alpha, punct, space, num

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


def _link(tokens: list[Token], steps: list[int]) -> None:
    """Gives each token its head, `steps` away, and its children; half of all have none."""
    children: dict[int, list[Token]] = {}
    for i, step in enumerate(steps):
        if step:
            token = tokens[i]
            token.head = tokens[i + step]
            children.setdefault(i + step, []).append(token)
    for i, found in children.items():
        tokens[i].children = found


class Doc:
    """All tokens with sentences and named spans; `user_data` is for what rules note."""

    def __init__(self, doc: Any) -> None:
        self.text: str = doc.text
        self.user_data: dict[Any, Any] = {}
        named, counted, flags = columns_of(doc)
        iob, self._starts, blanks, steps, starts = counted
        begins = [start == 1 for start in starts]
        self.tokens = list(
            map(Token, repeat(self), count(), *named, iob, self._starts, blanks, begins, *flags)
        )
        _link(self.tokens, steps)
        self.sents = self._sentences(begins)
        self.ents = [Span(self, e.start, e.end, e.label_) for e in doc.ents]

    def _sentences(self, begins: list[bool]) -> list[Span]:
        """A sentence from each token that begins one, known to its tokens."""
        starts = [i for i, begin in enumerate(begins) if begin or not i]
        sents = [Span(self, a, b) for a, b in pairwise((*starts, len(begins)))]
        for sent in sents:
            for token in self.tokens[sent.start : sent.end]:
                token.sent = sent
        return sents

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
