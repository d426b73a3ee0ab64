"""Long invented streams in the order of time: articles for dedupe, mentions for link."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.texts import SAMPLES
from schemas.article import Article
from schemas.codebook import QUAD, SCORE
from schemas.event import EventMention

START = datetime(2024, 1, 1, tzinfo=UTC)
#: one article in so many is a copy of a recent one, with a word in twenty left out
COPIES = 5
_RECENT = 200
_LEFT_OUT = 0.05
_REPORTS_OF_AN_ACT = 3
_TOWNS = 4_000

_SYLLABLES = "ba den ko lu mar nes or pil ra sto tu vek".split()  # noqa: SIM905
_WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]
_TRIGGERS = "shelled killed attacked arrested bombed clashed raided shot".split()  # noqa: SIM905
_COUNTRIES = "SDN MMR COL UKR NGA PHL HTI YEM MLI PAK IND MEX".split()  # noqa: SIM905


def articles(data: Path | None, total: int, days: float) -> Iterator[tuple[datetime, Article]]:
    """Time of arrival and article: words of real texts dealt out anew, and copies of these."""
    texts, draw = _texts(data), random.Random(1)
    recent: list[str] = []
    for number in range(total):
        now = START + timedelta(days=days * number / total)
        if recent and number % COPIES == 0:
            words = draw.choice(recent).split()
            text = " ".join(w for w in words if draw.random() > _LEFT_OUT)
        else:
            text = _dealt(texts, number, draw)
            recent = [*recent[-_RECENT:], text]
        yield (
            now,
            Article(
                article_id=f"article-{number}",
                text=text,
                published_at=now.isoformat(),
                content_hash="",
            ),
        )


def _texts(data: Path | None) -> list[list[str]]:
    """The words of a corpus file's texts, or of the samples'."""
    if data is None:
        rows = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
        return [row["body"].split() for row in rows if row.get("content_type") != "text/html"]
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"].split() for line in lines]


def _dealt(texts: list[list[str]], number: int, draw: random.Random) -> str:
    """The words of two texts, in an order in which no four stand together twice."""
    turn, place = divmod(number, len(texts))
    other = draw.choice(texts)
    words = [*texts[place][: len(texts[place]) // 2 + 40], *other[: len(other) // 2]]
    piles = 3 + turn % 37
    return " ".join(w for pile in range(piles) for w in words[pile::piles])


def mentions(
    total: int, days: float, *, countries: int = len(_COUNTRIES), towns: int = _TOWNS
) -> Iterator[tuple[datetime, EventMention]]:
    """Time of arrival and mention: acts in towns drawn at random, three reports of each."""
    draw = random.Random(2)
    numbers = count()
    for act in range(total // _REPORTS_OF_AN_ACT):
        now = START + timedelta(days=days * _REPORTS_OF_AN_ACT * act / total)
        town, country = f"Town{draw.randrange(towns)}", draw.choice(_COUNTRIES[:countries])
        trigger, target = draw.choice(_TRIGGERS), draw.choice(_WORDS)
        for _ in range(_REPORTS_OF_AN_ACT):
            source, more = draw.choice(_WORDS), draw.choice(_WORDS)
            told = f"{source} officials said the {target} in {town} was {trigger} by {more}"
            where = {"text": town, "start": 0, "end": len(town), "name": town, "country": country}
            place = {**where, "precision": "city", "basis": "sentence"}
            yield now, _mention(next(numbers), told, trigger, place, f"{now:%Y-%m-%d}")


def _mention(number: int, told: str, trigger: str, place: dict[str, Any], day: str) -> EventMention:
    start = told.index(trigger)
    span = {"text": trigger, "start": start, "end": start + len(trigger), "lemma": trigger}
    return EventMention.model_validate(
        {
            "mention_id": f"m{number}",
            "article_id": f"article-{number}",
            "story_id": f"story-{number // _REPORTS_OF_AN_ACT}",
            "published_at": day,
            "type": "ASSAULT",
            "quad": QUAD["ASSAULT"],
            "score": SCORE["ASSAULT"],
            "cameo_root": "19",
            "modality": "asserted",
            "trigger": span,
            "sentence": {"index": 0, "start": 0, "end": len(told), "text": told},
            "place": place,
            "confidence": 0.9,
            "extractor_version": "benchmark",
        }
    )
