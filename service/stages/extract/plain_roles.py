"""What a word's tag and label make of it: part of speech and form, asked of spaCy's rules once.

spaCy's attribute ruler matches some 180 patterns against every token of every text, yet they look
at nothing but the tag, the label, and whether the word is one of those that they name. So its
answer is kept for each of these, a few thousand in all; only lemmas are a matter of the single
word. The few patterns of two words ("there is") are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from spacy.tokens import Doc

_SEEN: Final = frozenset({"TAG", "DEP", "IS_SPACE", "LOWER"})


class Role(NamedTuple):
    """spaCy's attributes of a token, as its rules leave them; `lemma` is mostly empty."""

    tag: str
    pos: str
    morph: str
    dep: str
    lemma: str


class RoleIndex:
    """Roles by tag, label and, if the rules name it, word; `ruler` None changes nothing."""

    def __init__(self, ruler: Any | None) -> None:
        self._ruler = ruler
        self._named = Named() if ruler is None else named_words(ruler.patterns)
        self._roles: dict[tuple[str, str, str], Role] = {}

    def role(self, vocab: Any, text: str, tag: str, dep: str) -> Role:
        """What the word is in the role that the tagger and the parser gave it."""
        key = tag, dep, self._told_apart(text)
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = self._asked(vocab, text, tag, dep)
        return role

    def _told_apart(self, text: str) -> str:
        if self._named is None:
            return text
        lower = text.lower()
        return lower if self._named.has(lower) or lower.isspace() else ""

    def _asked(self, vocab: Any, text: str, tag: str, dep: str) -> Role:
        doc = Doc(vocab, words=[text])
        doc[0].tag_, doc[0].dep_ = tag, dep
        if self._ruler is not None:
            doc = self._ruler(doc)
        token = doc[0]
        return Role(token.tag_, token.pos_, str(token.morph), token.dep_, token.lemma_)


@dataclass(frozen=True, slots=True)
class Named:
    """The words that an attribute ruler's patterns name, in lower case."""

    words: frozenset[str] = frozenset()
    shapes: tuple[str, ...] = ()  # regular expressions

    def has(self, lower: str) -> bool:
        """Whether a pattern may tell this word from others of its tag and label."""
        return lower in self.words or any(re.search(shape, lower) for shape in self.shapes)


def named_words(patterns: list[Mapping[str, Any]]) -> Named | None:
    """What an attribute ruler's patterns name.

    None when one of them looks at anything else of a word, so that each word has to be asked about.
    """
    words: set[str] = set()
    shapes: list[str] = []
    for token in _tokens(patterns):
        if not token.keys() <= _SEEN:
            return None
        told = token.get("LOWER", {})
        for how, what in (told if isinstance(told, dict) else {"IN": [told]}).items():
            if how == "REGEX":
                shapes.append(str(what))
            elif how in ("IN", "NOT_IN"):
                words.update(what)
            else:
                return None
    return Named(frozenset(words), tuple(shapes))


def _tokens(patterns: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for pattern in patterns:
        for tokens in pattern["patterns"]:
            yield from tokens
