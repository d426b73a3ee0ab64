"""Articles and a desk that screens them in order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from schemas.article import Article, Screening
from service.stages.dedupe import DedupeIndex, Screened, screen

NOW = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)

WORDS = (  # noqa: SIM905
    "harbour council river market bridge minister farmers convoy school border protest hospital "
    "treaty port union court election miners island soldiers village flood radio parliament rail "
    "negotiators valley mayor fishermen strike police station governor senate dam refugees camp "
    "airport general students embassy factory teachers water district bank judge cargo truce "
    "morning crowd north south signed blocked opened closed crossed warned promised counted found"
).split()


def prose(seed: int, words: int) -> str:
    """Distinct running text: no two seeds share four words in a row but by chance."""
    draw = random.Random(seed)  # noqa: S311
    return " ".join(f"{draw.choice(WORDS)}{draw.randrange(40)}" for _ in range(words))


def article(text: str, name: str, **fields: object) -> Article:
    """An article as cleaning delivers it."""
    identity = str(fields.get("canonical_url") or name)
    values = {
        "article_id": str(uuid5(NAMESPACE_URL, identity)),
        "published_at": NOW.isoformat(),
        "text": text,
        "content_hash": "0",
        **fields,
    }
    return Article.model_validate(values)


class Desk:
    """Screens articles one after the other and keeps what a table would hold."""

    def __init__(self) -> None:
        self.index = DedupeIndex()
        self.table: dict[str, str] = {}
        self.offset = 0

    def screen(self, item: Article, *, now: datetime = NOW, origin: str | None = None) -> Screened:
        done = screen(item, self.index, now=now, origin=origin or f"news.clean.v1-0-{self.offset}")
        self.offset += 1
        for key, value in done.writes:
            if value is None:
                self.table.pop(key, None)
            else:
                self.table[key] = value
        return done

    def verdict(self, item: Article, *, now: datetime = NOW) -> Screening:
        return self.screen(item, now=now).screened.screening

    def recovered(self, seed: int = 0) -> Desk:
        """A desk whose index was rebuilt from the table, whose keys come in any order."""
        other = Desk()
        other.table, other.offset = dict(self.table), self.offset
        entries = list(self.table.items())
        random.Random(seed).shuffle(entries)  # noqa: S311
        other.index.apply_all(entries)
        return other


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
