"""Bytes of `news.raw.v1` to RawArticle, or PoisonMessage with the reason."""

from __future__ import annotations

import re
from typing import Any

import orjson
from pydantic import ValidationError

from schemas.article import MAX_BODY_BYTES, RawArticle
from service.errors import PoisonMessage

#: more than one NUL in this many characters is a binary file, not a slip of a converter
_CHARS_PER_NUL = 1000
_INK = re.compile(r"[^\W_]")


def decode(value: bytes | None, *, max_bytes: int = MAX_BODY_BYTES) -> RawArticle:
    """The article in a message value (UTF-8 JSON, at most `max_bytes`); raises PoisonMessage."""
    if value is None:
        raise PoisonMessage("null_value", "the message has no value")
    if len(value) > max_bytes:
        raise PoisonMessage("too_large", f"{len(value)} bytes, the limit is {max_bytes}")
    if b"\0" in value:
        raise PoisonMessage("binary", "the value holds NUL bytes")
    raw = _shaped(_parsed(value))
    check_body(raw.body)
    return raw


def check_body(body: str) -> None:
    """Nothing when the body can be read as text; raises PoisonMessage (empty_body, binary)."""
    if not _INK.search(body):
        raise PoisonMessage("empty_body", "the body holds no letter and no digit")
    if body.count("\0") > 1 + len(body) // _CHARS_PER_NUL:
        raise PoisonMessage("binary", "the body is ridden with NUL characters")


def _parsed(value: bytes) -> Any:
    """The JSON document; orjson refuses lone surrogates and nesting below 1,024 levels."""
    try:
        text = value.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"invalid UTF-8 at byte {error.start}"
        raise PoisonMessage("not_utf8", detail) from error
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise PoisonMessage("not_json", error.msg[:200]) from error


def _shaped(document: Any) -> RawArticle:
    """The validated article; the detail names fields and never quotes the text."""
    if not isinstance(document, dict):
        raise PoisonMessage("wrong_shape", f"a JSON object is needed, not {_kind(document)}")
    if document.get("body") == "":
        raise PoisonMessage("empty_body", "the body is empty")
    try:
        return RawArticle.model_validate(document)
    except ValidationError as error:
        raise PoisonMessage("wrong_shape", _complaint(error)) from error


def _kind(document: Any) -> str:
    """The JSON name of a value's type."""
    names = {list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(document), "a number")


def _complaint(error: ValidationError) -> str:
    """'body: Field required; url: ...', at most five fields."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)[:5]
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
