"""What a source gives: an article to produce, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from schemas.article import MAX_BODY_BYTES, RawArticle

MAX_BYTES: Final = MAX_BODY_BYTES


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no article: where it came from, and why, in one sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What to say of an article that does not say it itself."""

    outlet: str | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to a request: the address after redirects, the media type and the bytes."""

    url: str
    content_type: str
    content: bytes


#: gets a URL; raises OSError or ValueError with a sentence for the user
Fetch = Callable[[str], Fetched]

Read = RawArticle | Refused


def article(source: str, fields: Mapping[str, Any], defaults: Defaults) -> Read:
    """A RawArticle of the fields with the defaults filled in, or the reason why it cannot be."""
    told = {name: value for name, value in fields.items() if value not in (None, "")}
    told.setdefault("outlet", defaults.outlet)
    told.setdefault("published_at", defaults.published_at)
    if not str(told.get("body", "")).strip():
        named = "" if "body" in fields else "; the text belongs in `body`"
        return Refused(source, f"it has no text{named}")
    if len(str(told["body"]).encode("utf-8", "replace")) > MAX_BYTES:
        return Refused(source, f"its text is larger than {MAX_BYTES} bytes")
    try:
        return RawArticle.model_validate(told)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        return Refused(source, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}")


def decoded(source: str, content: bytes) -> str | Refused:
    """The bytes as UTF-8 text (line ends as they are), or why they are none."""
    if b"\0" in content:
        return Refused(source, "it is a binary file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Refused(source, f"it is not UTF-8 (byte {error.start})")
