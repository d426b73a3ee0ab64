"""Copies, updates and repeats in the finish step of extract, with the coder faked."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from service.streaming.adapters.coded import CodedIndex
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import FORCE, CodedArticle, Copy, country_key
from service.streaming.stage import Again, Origin, StageResult
from service.streaming.tables import PartitionState
from service.streaming.topics import TopicNames

TEXT = "Soldiers shot a farmer near Bria on Monday."
DAY = 86_400.0


class Bench:
    """The stage with a table of its own."""

    def __init__(self) -> None:
        self.table: dict[str, str] = {}
        self.state = PartitionState(CodedIndex(), self.table.get)
        self.stage = ExtractStage(TopicNames(), window_hours=24)
        self.offset = 0

    def finish(
        self, prepared: Any, *, offset: int | None = None, now: float = DAY
    ) -> StageResult | Again:
        self.offset += 1
        origin = Origin("news.screened.v1", 0, self.offset if offset is None else offset)
        result = self.stage.finish(prepared, self.state, origin=origin, now=now)
        if isinstance(result, StageResult):
            for write in result.writes:
                if write.value is None:
                    self.table.pop(write.key, None)
                else:
                    self.table[write.key] = write.value
        return result


def mention(mention_id: str, trigger: str = "shot") -> dict[str, Any]:
    start = TEXT.index(trigger)
    return {
        "mention_id": mention_id,
        "article_id": "a",
        "trigger": {"text": trigger, "start": start, "end": start + len(trigger)},
        "sentence": {"text": TEXT, "start": 0, "end": len(TEXT), "index": 0},
        "place": {"text": "Bria", "start": 28, "end": 32, "country": "CAF"},
        "retracted": False,
    }


def coded(article_id: str, *mention_ids: str) -> CodedArticle:
    return CodedArticle(
        article_id=article_id,
        enriched=orjson.dumps({"article": {"article_id": article_id}}),
        mentions=tuple(orjson.dumps(mention(m)) for m in mention_ids),
        entities=b"[]",
        contexts=(),
        extractor={"name": "fake"},
        supported=True,
        words=9,
    )


def copy_of(canonical: str, article_id: str, text: str = TEXT) -> Copy:
    article = {"article_id": article_id, "outlet": "Bangui Post", "text": text}
    screening = {"verdict": "copy", "canonical_article_id": canonical, "story_id": "s"}
    return Copy(canonical, orjson.dumps({"article": article, "screening": screening}))


def events(result: StageResult | Again) -> list[dict[str, Any]]:
    assert isinstance(result, StageResult)
    return [
        orjson.loads(output.value or b"")
        for output in result.outputs
        if output.topic == "news.events.v1"
    ]


def ids(result: StageResult | Again, *, retracted: bool = False) -> list[str]:
    return [e["mention_id"] for e in events(result) if e["retracted"] is retracted]


def test_an_article_gives_one_enriched_article_and_its_mentions_keyed_by_country() -> None:
    result = Bench().finish(coded("a", "m1", "m2"))
    assert isinstance(result, StageResult)
    assert [(o.topic, o.key) for o in result.outputs] == [
        ("news.enriched.v1", b"a"),
        ("news.events.v1", b"CAF"),
        ("news.events.v1", b"CAF"),
    ]


def test_the_words_of_an_article_count_and_those_of_a_copy_that_nobody_read_do_not() -> None:
    bench = Bench()
    read, told = bench.finish(coded("a", "m1")), bench.finish(copy_of("a", "b"))
    assert isinstance(read, StageResult)
    assert isinstance(told, StageResult)
    assert read.counts["words"] == 9
    assert "words" not in told.counts


def test_a_copy_is_told_with_its_originals_mentions_under_ids_of_its_own() -> None:
    bench = Bench()
    bench.finish(coded("a", "m1"))
    (told,) = events(bench.finish(copy_of("a", "b")))
    assert told["report"] == "syndicated"
    assert told["article_id"] == "b"
    assert told["mention_id"] != "m1"


def test_the_same_article_once_more_tells_no_event_again() -> None:
    bench = Bench()
    bench.finish(coded("a", "m1"))
    again = bench.finish(copy_of("a", "a"))
    assert isinstance(again, StageResult)
    assert [output.topic for output in again.outputs] == ["news.enriched.v1"]
    assert orjson.loads(again.outputs[0].value or b"")["mention_ids"] == ["m1"]


@pytest.mark.parametrize(
    "prepared",
    [copy_of("unknown", "b"), copy_of("a", "b", "Farmers fled Bria.")],
    ids=["original unknown", "other words"],
)
def test_a_copy_that_cannot_be_told_again_is_coded_itself(prepared: Copy) -> None:
    bench = Bench()
    bench.finish(coded("a", "m1"))
    assert bench.finish(prepared) == Again(FORCE + prepared.value)


def test_an_update_takes_back_what_it_no_longer_tells() -> None:
    bench = Bench()
    bench.finish(coded("a", "m1", "m2"))
    update = bench.finish(coded("a", "m2", "m3"))
    assert ids(update) == ["m2", "m3"]
    assert ids(update, retracted=True) == ["m1"]


def test_an_update_that_is_read_again_takes_back_the_same() -> None:
    bench = Bench()
    bench.finish(coded("a", "m1"))
    first = bench.finish(coded("a", "m2"), offset=9)
    assert bench.finish(coded("a", "m2"), offset=9) == first


def test_what_is_read_again_after_its_update_takes_nothing_back() -> None:
    bench = Bench()
    bench.finish(coded("a", "m1"), offset=8)
    update = bench.finish(coded("a", "m2"), offset=9)
    again = bench.finish(coded("a", "m1"), offset=8)
    assert ids(again) == ["m1"]
    assert ids(again, retracted=True) == []
    assert bench.finish(coded("a", "m2"), offset=9) == update


def test_old_codings_are_swept_a_few_at_a_time() -> None:
    bench = Bench()
    for n in range(5):
        bench.finish(coded(f"old{n}", "m"), now=DAY)
    bench.finish(coded("new", "m"), now=3 * DAY)
    assert len(bench.table) == 5 - 2 + 1


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"place": {"country": "CAF"}, "actors": [{"country": "RUS"}]}, b"CAF"),
        ({"place": {"country": None}, "recipients": [{"country": "TCD"}]}, b"TCD"),
        ({"place": None, "recipients": [], "actors": [{"country": "RUS"}]}, b"RUS"),
        ({}, b"XXX"),
    ],
    ids=["place", "recipient", "actor", "unknown"],
)
def test_a_mention_goes_to_the_partition_of_its_country(fields: Any, key: bytes) -> None:
    assert country_key(fields) == key
