"""One token of a parsed article, with spaCy's names; what is asked most is an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from service.stages.extract.plain_words import Word

if TYPE_CHECKING:
    from service.stages.extract.plain import Doc, Span

_IOB: Final = ("", "I", "O", "B")
_BLANK: Final = ("", " ")


class Token:
    """One token; `head` of a root is itself, `children` are in text order."""

    __slots__ = (
        "_word", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_sent_start", "lemma_", "lower_", "pos_", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    head: Token
    children: list[Token] | tuple[()]
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
    is_sent_start: bool

    def __init__(  # noqa: PLR0913 - once a token, so without anything in between
        self, doc: Doc, i: int, word: Word, kind: str, iob: int, idx: int, blank: int, begin: int,
        sent: Span,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.head, self.children, self._word = doc, i, self, (), word
        self.text, self.lower_, self.lemma_, self.tag_, self.dep_, self.pos_, self.is_alpha = word[
            :7
        ]
        self.ent_type_, self.ent_iob_, self.sent = kind, _IOB[iob], sent
        self.idx, self.whitespace_, self.is_sent_start = idx, _BLANK[blank], begin == 1

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark of punctuation."""
        return self._word.is_punct

    @property
    def is_space(self) -> bool:
        """Whether it is blank."""
        return self._word.is_space

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in digits or words."""
        return self._word.like_num

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
