"""The samples are coded as well as they were when the floors were recorded."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import scoring
from schemas import RawArticle
from service.coding import coding
from service.offline import Rejected, cleaned, extracted
from service.resources import ensure_gazetteer
from service.settings import load_settings
from service.sources import read

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))["samples"]
GOLD = scoring.read_gold(ROOT / "samples" / "gold.jsonl")

NOW = datetime(2025, 10, 1, tzinfo=UTC)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def mentions() -> dict[str, list[dict[str, Any]]]:
    """The mentions of every sample that has a gold coding, by its id."""
    settings = load_settings()
    ensure_gazetteer(settings)
    inputs = read([str(ROOT / "samples" / "articles.jsonl")])
    raw = (item for item in inputs if isinstance(item, RawArticle) and item.id in GOLD)
    found: dict[str, list[dict[str, Any]]] = {article: [] for article in GOLD}
    with coding(settings, processes=0) as coder:
        for item in extracted(cleaned(raw, now=NOW), coder):
            assert not isinstance(item, Rejected)
            told = [json.loads(mention) for mention in item.mentions]
            if told:
                found[told[0]["external_id"]] = told
    return found


@pytest.mark.parametrize(
    ("name", "alternatives"),
    [("typed F1", False), ("typed F1, alternatives", True)],
    ids=["typed", "with alternatives"],
)
def test_the_samples_reach_their_floor(
    mentions: dict[str, list[dict[str, Any]]], name: str, alternatives: bool
) -> None:
    assert scoring.score(GOLD, mentions, alternatives=alternatives).f1 >= FLOORS[name]


@pytest.mark.parametrize("article", [a for a, records in GOLD.items() if not records])
def test_a_sample_without_events_gives_no_asserted_event(
    mentions: dict[str, list[dict[str, Any]]], article: str
) -> None:
    told = [m for m in mentions[article] if m["modality"] == "asserted"]
    assert [(m["type"], m["trigger"]["text"]) for m in told] == []
