"""The entries of an RSS or Atom feed as articles."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from service.sources.raw import Defaults, Read, Refused, article

_MAX_ENTRIES = 1000
_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")


def is_feed(content: bytes, *, content_type: str = "") -> bool:
    """Whether bytes are a feed: by their root element, for media types lie."""
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return "html" not in content_type and any(root in head for root in _ROOTS)


def read_feed(source: str, content: bytes, defaults: Defaults) -> Iterator[Read]:
    """One article per entry, at most 1,000; the text is the entry's content or its summary."""
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield Refused(source, "it is a feed without entries")
        return
    outlet = defaults.outlet or feed.feed.get("title")
    told = Defaults(outlet=outlet, published_at=defaults.published_at)
    for number, entry in enumerate(feed.entries[:_MAX_ENTRIES], start=1):
        yield article(f"{source}#{number}", _fields(entry), told)


def _fields(entry: Any) -> dict[str, Any]:
    """The fields of a RawArticle that an entry has."""
    kind, body = _body(entry)
    return {
        "body": body,
        "content_type": kind,
        "id": entry.get("id"),
        "url": entry.get("link"),
        "title": entry.get("title"),
        "published_at": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _body(entry: Any) -> tuple[str, str]:
    """The longest text that an entry carries, and its media type."""
    texts = [(part.get("type", ""), part.get("value", "")) for part in entry.get("content", [])]
    texts.append((entry.get("summary_detail", {}).get("type", ""), entry.get("summary", "")))
    kind, body = max(texts, key=lambda text: len(text[1]))
    is_html = "html" in kind and "<" in body
    return ("text/html" if is_html else "text/plain"), body


def _moment(parsed: Any) -> str | None:
    """ISO 8601 of feedparser's time (always UTC)."""
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None
