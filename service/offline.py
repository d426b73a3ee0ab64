"""The pipeline without Kafka: the same stages, called one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from schemas import Article, RawArticle, ScreenedArticle
from service.errors import PoisonMessage
from service.sources import Refused
from service.stages.clean import clean
from service.stages.extract import Extraction, Extractor
from service.stages.extract.extractor import unscreened

BATCH = 12


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gives no article: where it came from, and why."""

    source: str
    reason: str


def cleaned(
    inputs: Iterable[RawArticle | Refused], *, now: datetime
) -> Iterator[Article | Rejected]:
    """Articles in order; what cannot be cleaned gives a Rejected in its place."""
    for item in inputs:
        if isinstance(item, Refused):
            yield Rejected(item.source, item.reason)
            continue
        try:
            yield clean(item, now=now)
        except PoisonMessage as error:
            yield Rejected(item.id or item.url or "?", f"{error.reason}: {error}")


def extracted(
    articles: Iterable[Article | Rejected], extractor: Extractor
) -> Iterator[Extraction | Rejected]:
    """Extractions in order, a batch at a time, each article taken as new."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        yield from _batch(batch, extractor)


def _batch(
    batch: Sequence[Article | Rejected], extractor: Extractor
) -> Iterator[Extraction | Rejected]:
    screened: list[ScreenedArticle] = [unscreened(a) for a in batch if isinstance(a, Article)]
    made = iter(extractor.extract(screened))
    for item in batch:
        yield next(made) if isinstance(item, Article) else item
