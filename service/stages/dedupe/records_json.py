"""The table's values as they were before they were packed: JSON, anchors in 64 bits."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import orjson


def fields(origin: str, value: str) -> dict[str, Any]:
    """A record's fields; of an anchor the lower half is kept."""
    raw = orjson.loads(value)
    verdict, canonical, similarity, method, story = raw["s"]
    anchors = np.frombuffer(base64.b64decode(raw["k"]), "<u8")
    return {
        "number": raw["n"],
        "origin": origin,
        "article_id": raw["a"],
        "place": int(raw["u"], 16),
        "digest": int(raw["d"], 16),
        "time": raw["t"][0],
        "expires": raw["t"][1],
        "words": raw["w"],
        "anchors": np.unique(anchors.astype("<u4")).tobytes(),
        "title": frozenset(int(t, 16) for t in raw["b"][0]),
        "numbers": int(raw["b"][1], 16),
        "verdict": verdict,
        "canonical_article_id": canonical,
        "similarity": similarity,
        "method": method,
        "story_id": story,
        "same_story_hint": raw["h"],
        "released": tuple(raw["r"]),
    }


def member(value: str) -> tuple[int, int, bytes, bytes]:
    """A story's member: time, end, terms (uint32) and weights (uint16)."""
    time, expires, terms, weights = orjson.loads(value)
    return time, expires, base64.b64decode(terms), base64.b64decode(weights)
