"""Repair of text that was decoded with the wrong table somewhere before us."""

from __future__ import annotations

import re

import ftfy

#: UTF-8 read as Windows-1252 or Latin-1: a lead byte's letter and a continuation's sign
_PATTERN = re.compile(r"[ÂÃ][\u0080-\u00bf]|â€[\u0080-\uffff]|â\x80|Ã[A-Za-z]?[\u0192\u201a]")
_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization=None
)


def repaired(text: str) -> str:
    """The text as it was meant; only texts with a tell-tale pair are looked at."""
    return ftfy.fix_text(text, _CONFIG) if _PATTERN.search(text) else text
