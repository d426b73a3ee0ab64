"""What is compared: wirecoder's screening, and MinHash indexes of two libraries.

Each takes an article and answers with the id of an earlier one that it repeats, if any. The
peers get word 4-grams and the parameters with which they find most without calling independent
reports of one event copies; text-book thresholds of .7 or .8 halve their recall.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Protocol
from unittest.mock import patch

import numpy as np

from schemas.article import Article
from service.stages.dedupe import DedupeIndex, Prepared, prepare, screen_prepared, sketch
from service.stages.dedupe.stories import StoryIndex, StoryWrites, Telling
from service.stages.dedupe.story_terms import Vector
from service.stages.dedupe.words import Words

NOW = datetime(2024, 5, 2, tzinfo=UTC)
REPEATS = {"copy", "derived", "contained", "update"}
SIMILAR = 0.25


class Method(Protocol):
    """An index that articles arrive at, one by one."""

    def ready(self, items: Sequence[Article]) -> Sequence[Any]:
        """The articles with what can be worked out for several at once, if anything."""

    def earlier(self, item: Any) -> str | None:
        """The id of an earlier article that this one, ready or not, repeats, if any."""


class Anchors:
    """wirecoder's own screening, stories and the table's entries included."""

    def __init__(self) -> None:
        self.index = DedupeIndex()
        self.arrived = 0

    def ready(self, items: Sequence[Article]) -> Sequence[Prepared]:
        """The articles prepared together, as the service does it."""
        return prepare(items)

    def earlier(self, item: Article | Prepared) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        self.arrived += 1
        origin = f"news.clean.v1-0-{self.arrived}"
        ready = item if isinstance(item, Prepared) else self.ready([item])[0]
        done = screen_prepared(ready, self.index, now=NOW, origin=origin).screened.screening
        return done.canonical_article_id if done.verdict in REPEATS else None


class AnchorsAlone(Anchors):
    """The same without stories, neither their terms nor their entries: what the libraries do."""

    def __init__(self) -> None:
        super().__init__()
        self.index.stories = _NoStories()

    def ready(self, items: Sequence[Article]) -> Sequence[Prepared]:
        """The articles prepared together, without the terms of stories."""
        with patch.object(sketch, "vectors", _no_vectors):
            return prepare(items)


class _NoStories(StoryIndex):
    def join(
        self,
        telling: Telling,  # noqa: ARG002
        *,
        article_id: str,
        known: str | None,
    ) -> tuple[str, StoryWrites]:
        """A story of its own, that is not kept."""
        return known or article_id, ()


def _no_vectors(found: Words) -> list[Vector]:
    return [Vector(np.empty(0, np.uint32), np.empty(0, np.uint16))] * len(found.texts)


class Rensa:
    """MinHash of 126 permutations, 42 bands of 3."""

    def __init__(self) -> None:
        rensa: Any = import_module("rensa")

        self._new = partial(rensa.RMinHash, num_perm=126, seed=42)
        self._lsh = rensa.RMinHashLSH(threshold=SIMILAR, num_perm=126, num_bands=42)
        self._known: dict[int, tuple[str, Any]] = {}

    def ready(self, items: Sequence[Article]) -> Sequence[Article]:
        """The articles as they are."""
        return items

    def earlier(self, item: Article) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        sketch = self._new()
        sketch.update(list(shingles(item.text)))
        scored = (
            (sketch.jaccard(self._known[n][1]), self._known[n][0]) for n in self._lsh.query(sketch)
        )
        found = max(scored, default=(0.0, None))
        self._lsh.insert(len(self._known), sketch)
        self._known[len(self._known)] = (item.article_id, sketch)
        return found[1] if found[0] >= SIMILAR else None


class Datasketch:
    """MinHash of 128 permutations, 32 bands of 4."""

    def __init__(self) -> None:
        datasketch: Any = import_module("datasketch")
        self._new = partial(datasketch.MinHash, num_perm=128)
        self._lsh = datasketch.MinHashLSH(num_perm=128, params=(32, 4))
        self._known: dict[str, Any] = {}

    def ready(self, items: Sequence[Article]) -> Sequence[Article]:
        """The articles as they are."""
        return items

    def earlier(self, item: Article) -> str | None:
        """The id of an earlier article that this one repeats, if any."""
        sketch = self._new()
        sketch.update_batch([s.encode() for s in shingles(item.text)])
        scored = ((sketch.jaccard(self._known[k]), k) for k in self._lsh.query(sketch))
        found = max(scored, default=(0.0, None))
        if item.article_id not in self._known:
            self._lsh.insert(item.article_id, sketch)
            self._known[item.article_id] = sketch
        return found[1] if found[0] >= SIMILAR else None


def shingles(text: str) -> set[str]:
    """The word 4-grams."""
    words = text.casefold().split()
    return {" ".join(words[i : i + 4]) for i in range(max(len(words) - 3, 1))}


ALONE = "wirecoder: anchors"
OURS = "wirecoder: anchors, and stories"
_PEERS: dict[str, tuple[str, type[Method]]] = {
    "rensa": ("MinHash 126 (42 x 3), Jaccard >= .25", Rensa),
    "datasketch": ("MinHash 128 (32 x 4), Jaccard >= .25", Datasketch),
}


def methods(*, peers: bool) -> dict[str, type[Method]]:
    """Name -> method: ours without stories and with them, and the libraries that are installed."""
    found: dict[str, type[Method]] = {ALONE: AnchorsAlone, OURS: Anchors}
    for library, (how, method) in _PEERS.items():
        if peers and find_spec(library):
            found[f"{library} {version(library)}: {how}"] = method
    return found
