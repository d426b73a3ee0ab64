"""Articles for speed: a corpus file's, or mixed from the sentences of the samples."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from schemas import RawArticle

SAMPLES = Path(__file__).parent.parent / "samples" / "articles.jsonl"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SENTENCES_PER_ARTICLE = (8, 24)
_COPIED_OF = 30
_FIRST_DAY, _ARTICLES_PER_DAY = date(2005, 1, 3), 1


def articles(data: Path | None, count: int) -> list[RawArticle]:
    """`count` articles, of a corpus at random; fewer where it holds fewer."""
    return list(islice(_corpus(data) if data else _mixed(), count))


def shuffled(count: int) -> list[RawArticle]:
    """Articles of natural length and words that share no phrases."""
    draw, made = random.Random(2), articles(None, count)
    words = (item.body.split() for item in made)
    return [
        item.model_copy(update={"body": " ".join(draw.sample(own, len(own)))})
        for item, own in zip(made, words, strict=True)
    ]


def with_copies(
    like: Sequence[RawArticle], unread: Sequence[RawArticle], share: float
) -> list[RawArticle]:
    """Articles as long as those of `like`, about `share` of them copies of one before, elsewhere.

    Originals are taken from `unread`, which holds as many as `like` at least, and each is the
    nearest in length; a copy is of the one nearest in length among the few before. So both lists
    have about as much text. A copy has another outlet, a byline in front and a line of the site
    behind.
    """
    draw = random.Random(3)
    pool = sorted((_words(item), number) for number, item in enumerate(unread))
    sent: list[RawArticle] = []
    originals: list[RawArticle] = []
    for number, item in enumerate(like):
        long = _words(item)
        if originals and draw.random() < share:
            of = min(originals[-_COPIED_OF:], key=lambda o: abs(_words(o) - long))
            body = f"By our correspondents\n\n{of.body}\n\nRead more on our site."
            new = {"id": f"copy-{number}-{of.id}", "outlet": f"outlet-{number % 20}", "body": body}
            sent.append(of.model_copy(update=new))
        else:
            at = min(range(len(pool)), key=lambda i: abs(pool[i][0] - long))
            originals.append(unread[pool.pop(at)[1]])
            sent.append(originals[-1])
    return sent


def _words(item: RawArticle) -> int:
    return len(item.body.split())


def _corpus(path: Path) -> Iterator[RawArticle]:
    """JSON lines, compressed or not, with `text` or `body`; in an order drawn once for all."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open("rt") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(4).shuffle(rows)
    for number, row in enumerate(rows):
        yield RawArticle(
            body=row.get("text") or row["body"],
            title=row.get("title"),
            published_at=row.get("date") or row.get("published_at"),
            id=f"{row.get('id', 'article')}-{number}",
        )


def _mixed() -> Iterator[RawArticle]:
    """Sentences drawn at random, so that no article is found to be the copy of another.

    A few articles a day: the same sentence on another day is news of something else, else the
    few hundred sentences would all come to a few hundred incidents with thousands of reports.
    """
    rows = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    plain = (row["body"] for row in rows if row.get("content_type") != "text/html")
    sentences = [s for body in plain for s in _SENTENCE.split(body) if len(s) > 40]
    draw, number = random.Random(1), 0
    while True:
        body = " ".join(draw.sample(sentences, draw.randint(*_SENTENCES_PER_ARTICLE)))
        day = _FIRST_DAY + timedelta(days=number // _ARTICLES_PER_DAY)
        yield RawArticle(body=body, published_at=day.isoformat(), id=f"mixed-{number}")
        number += 1
