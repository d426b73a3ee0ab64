"""An HTML page as an article; its text, title and date are found by the clean stage."""

from __future__ import annotations

import re

from service.sources.raw import Defaults, Read, Refused, article

_CHARSET = re.compile(rb"charset\s?=\s?[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096


def read_html(source: str, content: bytes, defaults: Defaults, *, id: str | None = None) -> Read:
    """The page as a RawArticle with content type text/html."""
    text = page_text(content)
    if text is None:
        return Refused(source, "it is a binary file")
    fields = {"body": text, "content_type": "text/html", "id": id}
    return article(source, fields, defaults)


def page_text(content: bytes, *, charset: str | None = None) -> str | None:
    """The page decoded: UTF-8, else the charset it names, else Windows-1252; None when binary."""
    if b"\0" in content:
        return None
    named = _CHARSET.search(content[:_HEAD_BYTES])
    candidates = ("utf-8-sig", charset, named[1].decode("ascii") if named else None)
    for candidate in filter(None, candidates):
        try:
            return content.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")
