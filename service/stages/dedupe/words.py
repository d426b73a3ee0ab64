"""Texts as words: marks become spaces, compatibility forms are unified, case is folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
Letters = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]

SPACE: Final = ord(" ")
_ASCII: Final = bytes(range(128))
_FOREIGN_MARK: Final = re.compile(r"[^\w\x00-\x7f]")
#: so many kinds of characters are replaced one by one; one pass over the text is cheaper beyond
_ONE_BY_ONE: Final = 24
_KINDS_REMEMBERED: Final = 4096
# bytes outside ASCII belong to words here: the marks among them are spaces already
_MARKS_TO_SPACES: Final = bytes(
    b if b >= 0x80 or chr(b).isalnum() or b == ord("_") else SPACE for b in range(256)
)
_LOWER: Final = bytes(range(256)).lower()
#: between title and text; in neither of them, because it is a mark
_BREAK: Final = b" \n "
_LINE: Final = ord("\n")
_NAME_STARTS: Final = np.array(
    [b >= 0x80 or chr(b).isupper() or chr(b).isdigit() for b in range(256)]
)
#: a word of so many bytes, or more, has its checksum computed alone
_LONG: Final = 64
# a checksum is a sum (xor) over bytes: what each byte adds at each distance from the word's end,
# and what a word's length adds. Row 0 is the space behind the word.
_LENGTH_ADDS: Final = np.array([crc32(bytes(n)) for n in range(_LONG)], np.uint32)
_BYTE_ADDS: Final = np.array(
    [[0] * 256]
    + [
        [crc32(bytes((b, *bytes(after)))) ^ crc32(bytes(after + 1)) for b in range(256)]
        for after in range(_LONG - 1)
    ],
    np.uint32,
).ravel()


@dataclass(frozen=True, slots=True)
class Words:
    r"""The case-folded `\w+` words of several titles and texts, one after the other.

    `joined` has them in UTF-8, a space behind each, and a line break as a word between a title, its
    text and the next title; `ends` are the places of the spaces. `codes` are the words' crc32, and
    `named` flags words that start with a capital, a digit or a letter outside ASCII. `edges` are
    the numbers of the line breaks among the words, with one before the first and one behind the
    last.
    """

    joined: bytes
    ends: Places
    codes: Codes
    named: npt.NDArray[np.bool_]
    edges: list[int]

    @property
    def titles(self) -> list[tuple[int, int]]:
        """The first word of each title and the one behind its last."""
        return [(a + 1, b) for a, b in zip(self.edges[::2], self.edges[1::2], strict=False)]

    @property
    def texts(self) -> list[tuple[int, int]]:
        """The first word of each text and the one behind its last."""
        return [(a + 1, b) for a, b in zip(self.edges[1::2], self.edges[2::2], strict=True)]

    def readable(self) -> list[bytes]:
        """Each title and text, a line break between them and a space behind the last word."""
        breaks = self.ends[self.edges[2:-1:2]].tolist()
        starts, ends = [0, *(b + 1 for b in breaks)], [*(b - 1 for b in breaks), len(self.joined)]
        return [self.joined[a:b] for a, b in zip(starts, ends, strict=True)]


def words(articles: Iterable[tuple[str, str]]) -> Words:
    """The words of each title and text, and their checksums."""
    parts = [_encoded(_unmarked(part)) for article in articles for part in article]
    letters = _single_spaced(np.frombuffer(b" %b " % _BREAK.join(parts), np.uint8))
    ends = (letters == SPACE).nonzero()[0]
    first = letters.take(_starts(ends))
    joined = letters.tobytes().translate(_LOWER)
    if not joined.isascii():
        joined = _folded(joined)
        ends = (np.frombuffer(joined, np.uint8) == SPACE).nonzero()[0]
    edges = [-1, *(first == _LINE).nonzero()[0].tolist(), len(ends)]
    return Words(joined, ends, checksums(joined, ends), _NAME_STARTS.take(first), edges)


def checksums(joined: bytes, ends: Places) -> Codes:
    """The crc32 of each word, all at once; `ends` are the places of the spaces behind them."""
    letters = np.frombuffer(joined, np.uint8)
    lengths = ends - _starts(ends)
    # a letter's row in the table is one less than that of the letter before; words start anew
    cells = np.full(len(letters), -256, np.intp)
    cells[0] = lengths[0] << 8
    cells[ends[:-1] + 1] = lengths[1:] << 8
    cells.cumsum(out=cells)
    cells += letters
    # clipped, not checked, which is faster; words so long that they are clipped follow below
    added = _BYTE_ADDS.take(cells, mode="clip")
    sums = np.bitwise_xor.accumulate(added, out=added).take(ends)
    sums[1:] ^= sums[:-1].copy()
    sums ^= _LENGTH_ADDS.take(lengths, mode="clip")
    if lengths.max() >= _LONG:
        for i in (lengths >= _LONG).nonzero()[0].tolist():
            sums[i] = crc32(joined[ends[i] - lengths[i] : ends[i]])
    return sums.astype(np.uint64)


def _unmarked(text: str) -> str:
    """The text with marks outside ASCII as spaces and compatibility forms unified (NFKC)."""
    if text.isascii():
        return text
    foreign = text.encode("utf-8", "replace").translate(None, _ASCII).decode()
    kinds = set(foreign)
    plain = {kind: words for kind in kinds if (words := _plain(kind)) is not None}
    if len(plain) <= _ONE_BY_ONE:
        for kind, words in plain.items():
            text = text.replace(kind, words)
            foreign = foreign.replace(kind, "")
        if all(map(str.isalnum, kinds.difference(plain))) and _is_unified(foreign):
            return text
    return _FOREIGN_MARK.sub(" ", unicodedata.normalize("NFKC", text))


def _is_unified(foreign: str) -> bool:
    return unicodedata.is_normalized("NFKC", foreign)


@lru_cache(_KINDS_REMEMBERED)
def _plain(kind: str) -> str | None:
    """The ASCII that a character stands for, marks as spaces; null for letters and lone accents."""
    if unicodedata.category(kind).startswith("M"):
        return None
    readable = _FOREIGN_MARK.sub(" ", unicodedata.normalize("NFKC", kind))
    return readable if readable.isascii() else None


def _folded(joined: bytes) -> bytes:
    """The words with letters outside ASCII case-folded."""
    kinds = joined.translate(None, _ASCII).decode()
    changed = {kind: folded for kind in set(kinds) if (folded := kind.casefold()) != kind}
    if len(changed) > _ONE_BY_ONE:
        return joined.decode().casefold().encode()
    for kind, folded in changed.items():
        joined = joined.replace(kind.encode(), folded.encode())
    return joined


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace").translate(_MARKS_TO_SPACES)


def _single_spaced(letters: Letters) -> Letters:
    """The letters, which start with a space, without it and with one space behind each word."""
    spaces = letters == SPACE
    spaces[1:] &= spaces[:-1]
    kept: Letters = letters[~spaces]
    return kept


def _starts(ends: Places) -> Places:
    starts = np.empty_like(ends)
    starts[0] = 0
    np.add(ends[:-1], 1, out=starts[1:])
    return starts
