"""Character tables that map one character to one character, so that offsets never move."""

from __future__ import annotations

import re
from typing import Final

_ZERO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_ENDS = "\u0085\u2028\u2029\v\f"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\u2039\u203a"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_CONTROLS = [
    code for code in range(0xA0) if (code < 32 or code > 126) and chr(code) not in "\t\n\r\v\f\x85"
]

#: what the language model gets to see: plain quotes, plain spaces, no tricks
PLAIN: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _ZERO_WIDTH + _BIDI + _SPACES + "\t\r"), " "),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **dict.fromkeys(_CONTROLS, " "),
}

#: a search for the few is five times as fast as `str.translate` over all
_SPECIAL: Final = re.compile("[" + re.escape("".join(map(chr, PLAIN))) + "]")

#: characters that have no business in an article: control characters and writing-direction tricks
CONTROLS: Final = re.compile("[" + re.escape("".join(map(chr, _CONTROLS)) + _BIDI) + "]")


def plain(text: str) -> str:
    """The text with quotes, spaces, line ends and invisible characters made plain; same length."""
    return _SPECIAL.sub(lambda match: PLAIN[ord(match[0])], text)


def lower(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
