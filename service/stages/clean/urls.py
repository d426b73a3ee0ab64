"""One URL per article: without tracking, AMP, mobile hosts and other disguises."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from service.stages.clean.tables import table

_MAX_CHARS = 4096
_MAX_FIELDS = 100
_MOBILE_HOST = re.compile(r"^(?:(?:www|m|mobile|amp|touch|wap)\.)+(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:/amp|/amp/|\.amp|(?<=/)amp/index\.html|\.amp(?=\.html?))$")
_AMP_HOST = re.compile(r"(?:^(?:www\.)?google\.[a-z.]+$)|(?:\.cdn\.ampproject\.org$)")
_AMP_PREFIX = re.compile(r"^/(?:amp|[civ])/(s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)$")


def canonical_url(url: str | None) -> str | None:
    """The https URL that all disguises of a page share, or None; never raises."""
    if not url or len(url) > _MAX_CHARS:
        return None
    try:
        return _canonical(urlsplit(url.strip()), depth=0)
    except ValueError:  # a bad port, a bad IPv6 host, too many query fields
        return None


def _canonical(parts: SplitResult, *, depth: int) -> str | None:
    """The rebuilt URL; AMP caches are unpacked once."""
    host = _MOBILE_HOST.sub("", (parts.hostname or "").rstrip("."))
    if parts.scheme.lower() not in ("http", "https") or not _is_host(host):
        return None
    if depth == 0 and _AMP_HOST.search(parts.hostname or ""):
        inner = _AMP_PREFIX.match(parts.path)
        if inner:
            return _canonical(urlsplit(f"https://{inner['rest']}?{parts.query}"), depth=1)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = quote(_AMP_PATH.sub("", parts.path.rstrip("/")), safe="/%:@!$&'()*+,;=~")
    return urlunsplit(("https", host + port, path.rstrip("/") or "/", _query(parts.query), ""))


def _is_host(host: str) -> bool:
    """Whether a host can be one: dots or colons in it, no spaces."""
    return ("." in host or ":" in host) and not any(char.isspace() for char in host)


def _query(query: str) -> str:
    """The query fields that choose the page, sorted."""
    if not query:
        return ""
    fields = parse_qsl(query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    return urlencode(sorted(field for field in fields if not _tracks(field[0].lower())))


def _tracks(name: str) -> bool:
    """Whether a query field only says where the reader came from."""
    known = table("tracking")
    return name in known["names"] or name.startswith(tuple(known["prefixes"]))
