"""HTML to the main text, title, date and address, within fixed bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

import trafilatura

from service.errors import PoisonMessage
from service.stages.clean.tables import table

#: the parser behind trafilatura gives up at 256 levels
MAX_DEPTH: Final = 250
MAX_TAGS: Final = 30_000
_HEAD_CHARS: Final = 200_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]*>")
#: elements that are never open together with themselves: void, or closed by their next sibling
_FLAT = frozenset(table("elements")["flat"])
_UNSEEN = frozenset(table("elements")["unseen"])
_INLINE = frozenset(table("elements")["inline"])
_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,30})\s?=\s?(?:\"([^\"]*)\"|'([^']*)')")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,2000})<", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\s([^<>]{1,4000})>", re.IGNORECASE)
_JSON_DATE = re.compile(r'"datePublished"\s?:\s?"([^"\n]{4,64})"')


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its main text, and whether only the makeshift reader could read it."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    is_fallback: bool


def read_page(html: str) -> Page:
    """The main text and metadata of a page; raises PoisonMessage (html_too_deep, empty_body)."""
    tags = _bounded(html)
    text = None if tags > MAX_TAGS else _extracted(html)
    fallback = text is None
    text = text or stripped(html)
    if not text.strip():
        raise PoisonMessage("empty_body", "the page has no text")
    found = _metadata(html[:_HEAD_CHARS])
    return Page(
        text=text,
        title=_clean(found.get("og:title") or found.get("title")),
        outlet=_clean(found.get("og:site_name")),
        url=found.get("canonical") or found.get("og:url"),
        published_at=found.get("article:published_time") or found.get("datepublished"),
        is_fallback=fallback,
    )


def _bounded(html: str) -> int:
    """The number of tags; raises PoisonMessage when they are nested too deeply."""
    depth = count = 0
    for match in _TAG.finditer(html):
        count += 1
        if match[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH:
            raise PoisonMessage("html_too_deep", f"more than {MAX_DEPTH} elements inside another")
    return count


def _extracted(html: str) -> str | None:
    """The main text as trafilatura sees it, None when it sees none."""
    text: str | None = trafilatura.extract(
        html, fast=True, include_comments=False, include_tables=False
    )
    return text


def stripped(html: str) -> str:
    """All text outside scripts and the like, block by block; linear in the page's length."""
    parts: list[str] = []
    position, unseen = 0, ""
    for match in _TAG.finditer(html):
        if not unseen:
            parts.append(html[position : match.start()])
        position = match.end()
        name = match[2].lower()
        if unseen:
            unseen = "" if match[1] and name == unseen else unseen
        elif name in _UNSEEN and not match[1]:
            unseen = name
        parts.append("" if name in _INLINE else "\n")
    if not unseen:
        parts.append(html[position:])
    lines = (" ".join(line.split()) for line in unescape("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith(("<!", "<?")))


def _metadata(head: str) -> dict[str, str]:
    """The page's own statements about itself, first one wins."""
    found: dict[str, str] = {}
    for meta in _META.finditer(head):
        fields = _attributes(meta[1])
        name = fields.get("property") or fields.get("name") or fields.get("itemprop")
        if name and fields.get("content"):
            found.setdefault(name.lower(), unescape(fields["content"])[:4096])
    for link in _CANONICAL.finditer(head):
        fields = _attributes(link[1])
        if fields.get("rel", "").lower() == "canonical" and fields.get("href"):
            found.setdefault("canonical", unescape(fields["href"])[:4096])
    if title := _TITLE.search(head):
        found.setdefault("title", unescape(title[1]))
    if (date := _JSON_DATE.search(head)) and "datepublished" not in found:
        found["datepublished"] = date[1]
    return found


def _attributes(inside: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case."""
    return {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(inside)}


def _clean(value: str | None) -> str | None:
    """One line of at most 1,000 characters, or None."""
    return " ".join((value or "").split())[:1000] or None
