"""What an earlier release wrote is read: messages on the topics, values in the tables."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas import Article, EnrichedArticle, EventMention, Incident, RawArticle, ScreenedArticle
from schemas.contract import Contract
from service.streaming.adapters.clean import Cleaned, clean_batch
from service.streaming.adapters.decoding import read
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import Copy
from service.streaming.adapters.link import LinkStage
from service.streaming.stage import Origin, StageResult
from service.streaming.tables import PartitionState, decode
from service.streaming.topics import TopicNames

GOLDEN = Path(__file__).parent / "golden"
RELEASES = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "tables.jsonl").exists())
CONTRACTS: dict[str, type[Contract]] = {
    "news.raw.v1": RawArticle,
    "news.clean.v1": Article,
    "news.screened.v1": ScreenedArticle,
    "news.enriched.v1": EnrichedArticle,
    "news.events.v1": EventMention,
    "news.incidents.v1": Incident,
}
NOW = 1_772_370_000.0  # an hour after the golden messages
NAMES = TopicNames()

pytestmark = pytest.mark.parametrize("release", RELEASES)


@cache
def lines(release: str, name: str) -> tuple[dict[str, Any], ...]:
    text = (GOLDEN / release / f"{name}.jsonl").read_text()
    return tuple(json.loads(line) for line in text.splitlines())


def values(release: str, topic: str) -> list[bytes]:
    items = lines(release, "messages")
    return [orjson.dumps(item["value"]) for item in items if item["topic"] == topic]


def state_of(release: str, stage: Any) -> PartitionState:
    """What the stage knows after its table was recovered."""
    stored = {i["key"]: i["stored"] for i in lines(release, "tables") if i["table"] == stage.table}
    table = {key: decode(text)[1] for key, text in stored.items()}
    index = stage.new_index()
    for key, value in table.items():
        index.apply(key, value)
    return PartitionState(index, table.get)


def finish(stage: Any, prepared: Any, state: PartitionState, offset: int) -> StageResult:
    origin = Origin(stage.source, 0, offset, int(NOW * 1000))
    result = stage.finish(prepared, state, origin=origin, now=NOW)
    assert isinstance(result, StageResult)
    return result


@pytest.mark.parametrize("topic", CONTRACTS)
def test_older_messages_are_read(release: str, topic: str) -> None:
    found = values(release, topic)
    assert found
    for value in found:
        read(CONTRACTS[topic], value)


@pytest.mark.parametrize("topic", [name for name in CONTRACTS if name != "news.raw.v1"])
def test_fields_that_a_later_release_adds_are_left_out(release: str, topic: str) -> None:
    for value in values(release, topic):
        later = orjson.dumps(with_a_field_more(orjson.loads(value)))
        assert read(CONTRACTS[topic], later) == read(CONTRACTS[topic], value)


def with_a_field_more(value: Any) -> Any:
    return value | {"a_field_of_tomorrow": [1, {"a": None}]}


def screened_again(release: str, offset: int) -> Any:
    """The first golden article comes in once more, from another outlet."""
    raw = orjson.loads(values(release, "news.raw.v1")[0])
    copy = raw | {"id": "copy", "url": "https://other.example/9", "outlet": "Other Post"}
    (cleaned,) = clean_batch([orjson.dumps(copy)])
    assert isinstance(cleaned, Cleaned)
    stage = DedupeStage(NAMES)
    (article,) = stage.prepare([cleaned.value])
    (output,) = finish(stage, article, state_of(release, stage), offset).outputs
    return orjson.loads(output.value or b"")


def test_a_copy_of_an_article_that_an_older_release_saw_is_found(release: str) -> None:
    original = orjson.loads(values(release, "news.clean.v1")[0])
    screening = screened_again(release, 7)["screening"]
    assert screening["verdict"] == "copy"
    assert screening["canonical_article_id"] == original["article_id"]


def test_a_copy_is_told_with_the_mentions_that_an_older_release_coded(release: str) -> None:
    screened = screened_again(release, 7)
    stage = ExtractStage(NAMES, window_hours=168)
    copy = Copy(screened["screening"]["canonical_article_id"], orjson.dumps(screened))
    outputs = finish(stage, copy, state_of(release, stage), 7).outputs
    mentions = [
        read(EventMention, out.value or b"") for out in outputs if out.topic == NAMES.events
    ]
    assert mentions
    assert {mention.report for mention in mentions} == {"syndicated"}


def test_a_mention_that_an_older_release_linked_is_known(release: str) -> None:
    stage = LinkStage(NAMES)
    state = state_of(release, stage)
    known = {orjson.loads(value)["incident_id"] for value in values(release, "news.incidents.v1")}
    for offset, mention in enumerate(stage.prepare(values(release, "news.events.v1"))):
        for output in finish(stage, mention, state, offset).outputs:
            assert (output.key or b"").decode() in known


def test_a_table_of_an_unknown_version_is_not_guessed_at(release: str) -> None:
    stored = lines(release, "tables")[0]["stored"]
    with pytest.raises(ValueError, match="version 99"):
        decode("99" + stored[1:])
