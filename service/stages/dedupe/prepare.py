"""What can be done before the index is asked, for several articles at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from schemas.article import Article
from service.stages.dedupe.sketch import Sketch, sketches

# groups whose arrays fit in the memory near a core
_MOST_AT_ONCE: Final = 16
_LETTERS_AT_ONCE: Final = 131_072


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article and what of it is compared."""

    article: Article
    drawn: Sketch


def prepare(articles: Iterable[Article]) -> list[Prepared]:
    """The articles with their sketches, in the same order; faster than each alone."""
    found: list[Prepared] = []
    for group in _groups(articles):
        found += map(Prepared, group, sketches(group))
    return found


def _groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    letters = 0
    for article in articles:
        letters += len(article.text)
        if group and (letters > _LETTERS_AT_ONCE or len(group) == _MOST_AT_ONCE):
            yield group
            group, letters = [], len(article.text)
        group.append(article)
    if group:
        yield group
