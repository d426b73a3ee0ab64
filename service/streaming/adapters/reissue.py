"""The mentions of an original, told again for a copy of it: own ids, own offsets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

Mention = dict[str, Any]
_NODES = (dict, list)
_SPANS = (("start", "end"), ("text_start", "text_end"))
_OWN_FIELDS = ("article_id", "external_id", "outlet", "url", "published_at")


class MovedError(Exception):
    """The copy does not have the words that a span quotes, so its offsets are not known."""


def reissue(original: Mention, article: Mapping[str, Any], *, story_id: str) -> Mention:
    """`original` as a syndicated report of `article`, with offsets into the article's own text.

    Raises MovedError when a quoted span is not in the article.
    """
    sentence = original["sentence"]
    start = _find(article["text"], sentence["text"], near=sentence["start"])
    moved: Mention = _shift(original, article["text"], by=start - sentence["start"])
    own = {name: article.get(name) for name in _OWN_FIELDS}
    mention_id = copied_mention_id(article["article_id"], original["mention_id"])
    return moved | own | {
        "mention_id": mention_id, "story_id": story_id, "report": "syndicated"
    }  # fmt: skip


def relocate_entities(entities: list[Any], text: str) -> list[Any]:
    """The original's entities with those of their mentions that the copy has as well."""
    return [entity | {"mentions": _kept(entity["mentions"], text)} for entity in entities]


def copied_mention_id(article_id: str, mention_id: str) -> str:
    """Deterministic: the same copy gets the same ids each time."""
    return str(uuid5(_space(article_id), mention_id))


@lru_cache(16)
def _space(article_id: str) -> UUID:
    """Within which an article's ids are made; one article's mentions come one after the other."""
    try:
        return UUID(article_id)
    except ValueError:
        return uuid5(NAMESPACE_URL, article_id)


def _kept(spans: list[Any], text: str) -> list[Any]:
    kept, by = [], 0
    for span in spans:
        try:
            start = _find(text, span["text"], near=span["start"] + by)
        except MovedError:
            continue
        by = start - span["start"]
        kept.append(span | {"start": start, "end": start + len(span["text"])})
    return kept


def _shift(node: Any, text: str, *, by: int) -> Any:
    """A list or mapping with every span below it moved to where the text has it."""
    if isinstance(node, list):
        return [_shift(v, text, by=by) if isinstance(v, _NODES) else v for v in node]
    moved = {
        name: _shift(value, text, by=by) if isinstance(value, _NODES) else value
        for name, value in node.items()
    }
    for first, last in _SPANS:
        if isinstance(node.get(first), int) and isinstance(node.get(last), int):
            moved |= _moved_span(node, text, by=by, names=(first, last))
    return moved


def _moved_span(
    node: Mapping[str, Any], text: str, *, by: int, names: tuple[str, str]
) -> dict[str, int]:
    first, last = names
    if node[first] == node[last]:
        return {}
    start = _find(text, node["text"], near=node[first] + by)
    return {first: start, last: start + len(node["text"])}


def _find(text: str, wanted: str, *, near: int) -> int:
    """Where `wanted` stands: at `near`, else the next place after it, else the first."""
    if near >= 0 and text.startswith(wanted, near):
        return near
    found = text.find(wanted, max(0, near))
    found = text.find(wanted) if found < 0 else found
    if found < 0:
        raise MovedError(wanted[:40])
    return found
