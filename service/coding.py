"""Extraction outside Kafka: in this process for a few articles, in a pool for many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from service.errors import UserError
from service.settings import Settings
from service.streaming.adapters.extract_child import ExtractBatch, LoadExtractor
from service.streaming.pool import Pool, PoolBrokenError, PoolOptions
from service.streaming.pool_child import Prepare, answers

if TYPE_CHECKING:
    from service.stages.extract import Extractor

#: up to here, starting processes takes longer than it saves
FEW_ARTICLES = 40
T = TypeVar("T")


class Coding(Protocol):
    """Something that runs `prepare` on batches of messages."""

    def map_ordered(self, batches: Iterable[Sequence[bytes]]) -> Iterator[list[Any]]:
        """The results of each batch, in order; a message that breaks `prepare` gives Poison."""


class InProcess:
    """Runs `prepare` here and now."""

    def __init__(self, prepare: Prepare) -> None:
        self._prepare = prepare

    def map_ordered(self, batches: Iterable[Sequence[bytes]]) -> Iterator[list[Any]]:
        """The results of each batch; nothing is read ahead."""
        for batch in batches:
            yield answers(self._prepare, list(batch))


@contextmanager
def coding(settings: Settings, *, processes: int) -> Iterator[Coding]:
    """The extractor of the settings; 0 processes works in this one."""
    if processes == 0:
        with extractor(settings) as here:
            yield InProcess(ExtractBatch(here))
        return
    options = PoolOptions(processes, deadline_seconds=settings.extract.deadline_seconds)
    try:
        with Pool(LoadExtractor(settings), options) as pool:
            yield pool
    except PoolBrokenError as error:
        raise UserError(f"{error}. Try --processes 0.") from error


@contextmanager
def extractor(settings: Settings) -> Iterator[Extractor]:
    """An extractor in this process; its gazetteer's file is closed in the end."""
    from service.resources import extract_config  # late: it loads the language library
    from service.stages.extract import Extractor

    loaded = Extractor.load(extract_config(settings))
    try:
        yield loaded
    finally:
        loaded._tools.gazetteer.close()


def processes_for(items: Iterable[T], *, asked: int | None) -> tuple[int, Iterator[T]]:
    """How many processes to use, and the items again: what was asked, else by their number."""
    stream = iter(items)
    if asked is not None:
        return asked, stream
    first = list(islice(stream, FEW_ARTICLES + 1))
    many = len(first) > FEW_ARTICLES
    return (os.cpu_count() or 1 if many else 0), chain(first, stream)
