"""Which articles tell one story: online clustering with ids that do not depend on the run."""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from schemas.article import Article

STORY_PREFIX: Final = "s:"

StoryWrites = tuple[tuple[str, str | None], ...]


class StoryIndex:
    """The open stories."""

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""

    def join(
        self, article: Article, *, time: int, known: str | None = None
    ) -> tuple[str, StoryWrites]:
        """The article's story and what to write."""
        return known or story_id_of(article.article_id), ()

    def written_again(self, story_id: str) -> StoryWrites:
        """The story's entries as they are."""
        return ()


def story_id_of(article_id: str) -> str:
    """The id of the story that the article opens."""
    return str(uuid5(NAMESPACE_URL, f"wirecoder:story:{article_id}"))
