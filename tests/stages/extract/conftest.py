"""The language model of the extraction tests, loaded once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from schemas import EventMention, RawArticle
from service.stages.clean import clean
from service.stages.extract import Extractor
from service.stages.extract.actors import ActorRegistry
from service.stages.extract.coder import EventCoder
from service.stages.extract.event import Event
from service.stages.extract.extractor import unscreened
from service.stages.extract.frames import load_frames
from service.stages.extract.nlp import LanguageModel, load_model
from service.stages.extract.reading import Tools
from service.stages.extract.scorer import load_scorer
from tests.stages.extract.places_world import build
from tests.stages.extract.proposals import Propose

Coder = Callable[..., tuple[EventMention, ...]]


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return load_model()


@pytest.fixture(scope="session")
def extractor(
    model: LanguageModel, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Extractor]:
    folder = tmp_path_factory.mktemp("extractor")
    with closing(build(folder / "world.sqlite")) as gazetteer:
        coder = EventCoder(load_frames(), load_scorer())
        yield Extractor(model, Tools(ActorRegistry.load(), gazetteer, coder))


@pytest.fixture(scope="session")
def coded(extractor: Extractor) -> Coder:
    def code(body: str, published_at: str | None = "2025-03-12") -> tuple[EventMention, ...]:
        raw = RawArticle(body=body, published_at=published_at)
        article = clean(raw, now=datetime(2025, 3, 13, tzinfo=UTC))
        return extractor.extract([unscreened(article)])[0].mentions

    return code


@pytest.fixture(scope="session")
def proposed(extractor: Extractor) -> Propose:
    def propose(body: str) -> list[Event]:
        raw = RawArticle(body=body, published_at="2025-03-12")
        article = clean(raw, now=datetime(2025, 3, 13, tzinfo=UTC))
        return [e for events in extractor.propose(article) for e in events]

    return propose
