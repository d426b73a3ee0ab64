"""Ids and hashes that a repeat of the same message gives again."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

import xxhash

from service.stages.clean.chars import plain

#: fixed for ever: all article ids hang on it
ARTICLE_NAMESPACE: Final = UUID("6c1f3c52-8a5e-5d0b-9a41-7d5b0f2c9e10")


def article_id(*, canonical_url: str | None, external_id: str | None, content_hash: str) -> str:
    """UUIDv5 of the canonical URL, else of the producer's own id, else of the content hash."""
    if canonical_url:
        origin = f"url:{canonical_url}"
    elif external_id:
        origin = f"id:{external_id}"
    else:
        origin = f"hash:{content_hash}"
    return str(uuid5(ARTICLE_NAMESPACE, origin))


def content_hash(text: str) -> str:
    """xxh3-128 (32 hex digits) of the text without regard to case, quotes and white space."""
    normalised = " ".join(plain(text).casefold().split())
    return xxhash.xxh3_128_hexdigest(normalised.encode("utf-8", "replace"))
