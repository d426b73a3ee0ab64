"""Kinds of acts by their trigger word: 'shelling' and 'mortars' are one kind, 'talks' another."""

from __future__ import annotations

from collections import defaultdict

from service.stages.dedupe.terms import stem
from service.stages.link.wording import shared


class KindIndex:
    """Stem of a trigger word -> the kinds of act it can mean."""

    def __init__(self, table: str) -> None:
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for line in table.splitlines():
            if line and not line.startswith("#"):
                kind, words = line.split("\t")
                for word in words.split():
                    self._kinds[stem(word)].add(kind)

    def of(self, trigger: frozenset[str]) -> frozenset[str]:
        """The kinds of a trigger's words; empty when none is known."""
        return shared(frozenset(k for word in trigger for k in self._kinds.get(word, ())))
