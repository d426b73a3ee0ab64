"""Pages and feeds from the web, with limits on size, time, redirects and schemes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request

from service.sources.feeds import is_feed, read_feed
from service.sources.html import page_text
from service.sources.raw import MAX_BYTES, Defaults, Fetch, Fetched, Read, Refused, article

_SCHEMES: Final = ("http", "https")
_MAX_REDIRECTS: Final = 5
_CHUNK_BYTES: Final = 65_536
_TEXT_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "")


def read_url(url: str, defaults: Defaults, fetch: Fetch) -> Iterator[Read]:
    """The article of a page, or the entries of a feed."""
    try:
        fetched = fetch(url)
    except (OSError, ValueError) as error:
        yield Refused(url, f"it cannot be fetched: {error}")
        return
    if is_feed(fetched.content, content_type=fetched.content_type):
        yield from read_feed(url, fetched.content, defaults)
    else:
        yield _page(url, fetched, defaults)


def _page(url: str, fetched: Fetched, defaults: Defaults) -> Read:
    """A page or a plain text as an article."""
    kind, _, rest = fetched.content_type.lower().partition(";")
    if kind.strip() not in _TEXT_TYPES:
        return Refused(url, f"it is neither a page nor a feed but {kind.strip()[:60]}")
    charset = rest.partition("charset=")[2].strip(" \"'") or None
    text = page_text(fetched.content, charset=charset)
    if text is None:
        return Refused(url, "it is a binary file")
    content_type = "text/plain" if kind.strip() == "text/plain" else "text/html"
    fields = {"body": text, "content_type": content_type, "url": fetched.url}
    return article(url, fields, defaults)


def fetch(url: str, *, timeout_seconds: float = 15.0, max_bytes: int = MAX_BYTES) -> Fetched:
    """The answer to GET within the limits; raises OSError or ValueError."""
    _check_scheme(url)
    deadline = time.monotonic() + timeout_seconds
    request = Request(url, headers={"User-Agent": "wirecoder", "Accept-Encoding": "identity"})  # noqa: S310
    with _opener().open(request, timeout=timeout_seconds) as response:
        content = _limited(response, deadline=deadline, max_bytes=max_bytes)
        return Fetched(response.geturl(), response.headers.get("Content-Type", ""), content)


class _Redirects(HTTPRedirectHandler):
    """At most five redirects, and only to http and https."""

    max_redirections = _MAX_REDIRECTS

    def redirect_request(self, *args: Any) -> Request | None:
        """The next request; raises ValueError for other schemes."""
        _check_scheme(args[-1])
        return super().redirect_request(*args)


def _opener() -> OpenerDirector:
    """An opener that knows http and https alone: no files, no FTP, no data URLs."""
    from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, ProxyHandler

    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), _Redirects(),
        HTTPErrorProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _check_scheme(url: str) -> None:
    """Nothing for http and https; raises ValueError for all else."""
    if urlsplit(url).scheme.lower() not in _SCHEMES:
        raise ValueError("only http and https are fetched")


def _limited(response: Any, *, deadline: float, max_bytes: int) -> bytes:
    """The body, read in pieces so that a slow or endless one is given up."""
    content = bytearray()
    while piece := response.read1(_CHUNK_BYTES):
        content += piece
        if len(content) > max_bytes:
            raise ValueError(f"more than {max_bytes} bytes")
        if time.monotonic() > deadline:
            raise URLError("too slow")
    return bytes(content)
