"""Any text goes through the whole text path: cleaned, screened, coded and linked."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from schemas import Article
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.stages.dedupe import DedupeIndex, screen
from service.stages.extract import Extractor
from service.streaming.adapters.clean import Cleaned, clean_batch
from service.streaming.adapters.decoding import read
from service.streaming.adapters.extract_child import ExtractBatch
from service.streaming.pool_child import answers
from service.streaming.stage import Poison
from tests.fuzz.inputs import bodies, dumped

pytestmark = pytest.mark.slow
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def coder() -> Iterator[ExtractBatch]:
    configured = load_settings()
    ensure_gazetteer(configured)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        extractor = Extractor.load(extract_config(configured))
    yield ExtractBatch(extractor)
    extractor._tools.gazetteer.close()


def code(coder: ExtractBatch, value: bytes) -> Any:
    screened = screen(read(Article, value), DedupeIndex(), now=NOW, origin="t-0-0").screened
    return answers(coder, [screened.to_bytes()])[0]


@settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(body=bodies)
def test_any_text_is_coded_and_every_span_quotes_it(coder: ExtractBatch, body: str) -> None:
    (cleaned,) = clean_batch(
        [dumped({"body": body, "published_at": "2026-02-27", "language": "en"})]
    )
    if isinstance(cleaned, Poison):
        return
    assert isinstance(cleaned, Cleaned)
    coded = code(coder, cleaned.value)
    assert not isinstance(coded, Poison), coded
    text = json.loads(coded.enriched)["article"]["text"]
    for mention in map(json.loads, coded.mentions):
        trigger = mention["trigger"]
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
