"""Repair of text that was decoded with the wrong table somewhere before us."""

from __future__ import annotations

import re

import ftfy

#: UTF-8 read as Windows-1252 or Latin-1: a lead byte's letter and a continuation's sign
_PATTERN = re.compile(r"[ÂÃ][\u0080-\u00bf]|â€|â\x80|Ã[A-Za-z]?[\u0192\u201a]")
#: the closing quotation mark, whose last byte has no sign in Windows-1252 and was given up
_LOST_QUOTE = re.compile(r"â€(?:\ufffd|(?=[^\"\u0080-\uffff])|$)")
_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization=None
)


def repaired(text: str) -> str:
    """The text as it was meant; only texts with a tell-tale pair are looked at."""
    if not _PATTERN.search(text):
        return text
    fixed: str = ftfy.fix_text(_LOST_QUOTE.sub("\u201d", text), _CONFIG)
    return fixed
