"""The window of the settings is the one in which copies are looked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from schemas.article import Article
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.stage import Origin, Poison
from service.streaming.tables import PartitionState
from service.streaming.topics import TopicNames

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "Fishermen in Pucallpa blocked the river port on Monday with some forty boats. They demand "
    "that the regional government pay for the oil that has drifted ashore since January. A deputy "
    "prefect met their speakers in the evening, and both sides agreed to talk again on Thursday."
)


OTHER = "The central bank of Ghana kept its rate unchanged and said that prices rise more slowly."


def arrived(
    stage: DedupeStage, state: PartitionState, name: str, at: datetime, text: str = TEXT
) -> str:
    """The verdict on a text under that name, published and received then."""
    item = Article(article_id=name, text=text, published_at=at.isoformat(), content_hash=name)
    origin = Origin(stage.source, 0, int(at.timestamp()))
    prepared = stage.prepare([item.to_bytes()])[0]
    assert not isinstance(prepared, Poison)
    result = stage.finish(prepared, state, origin=origin, now=at.timestamp())
    value = result.outputs[0].value or b""
    return str(orjson.loads(value)["screening"]["verdict"])


@pytest.mark.parametrize(("window_hours", "verdict"), [(24, "new"), (72, "copy")])
def test_a_copy_after_the_window_is_new(window_hours: float, verdict: str) -> None:
    stage = DedupeStage(TopicNames(), window_hours=window_hours)
    state = PartitionState(stage.new_index(), lambda _key: None)
    assert arrived(stage, state, "first", START) == "new"
    arrived(stage, state, "another", START + timedelta(hours=29), OTHER)
    assert arrived(stage, state, "again", START + timedelta(hours=30)) == verdict


def test_a_message_that_is_no_article_leaves_the_others_in_their_places() -> None:
    items = [Article(article_id=name, text=TEXT, content_hash=name) for name in ("one", "two")]
    batch = [items[0].to_bytes(), b"{", items[1].to_bytes()]
    first, broken, second = DedupeStage(TopicNames()).prepare(batch)
    assert isinstance(broken, Poison)
    assert [p.article for p in (first, second) if not isinstance(p, Poison)] == items
