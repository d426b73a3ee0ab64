"""A clock that jumps by less than the window of dedupe changes no verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest

from schemas import RawArticle
from service.stages.clean import clean
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.stage import Origin, StageResult
from service.streaming.tables import PartitionState
from service.streaming.topics import TopicNames

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOWNS = ("Bria", "Tillaberi", "Maiduguri", "Taiz", "Myitkyina", "Jacmel", "Quetta", "Kharkiv")
HOUR, DAY = 3600.0, 86_400.0


def articles() -> list[bytes]:
    """Eight reports, and each of them once more from another outlet."""
    made = []
    for outlet in ("First Wire", "Second Post"):
        for number, town in enumerate(TOWNS):
            body = (
                f"Police in {town} arrested {number + 4} men on Sunday after a night of unrest in "
                f"the old market of {town}, where {number + 20} stalls burned down. Traders of the "
                f"{number + 2}th ward said that the fire began near the grain stores."
            )
            name, day = f"{outlet}-{number}", "2026-03-01T22:00:00Z"
            raw = RawArticle(body=body, id=name, outlet=outlet, published_at=day)
            made.append(clean(raw, now=NOON).to_bytes())
    return made


def verdicts(clock: Callable[[int], float]) -> list[tuple[str, str]]:
    """Verdict and original of each article, read at the time that `clock` tells."""
    stage = DedupeStage(TopicNames())
    state = PartitionState(stage.new_index(), lambda _key: None)
    told = []
    for number, prepared in enumerate(stage.prepare(articles())):
        origin = Origin("news.clean.v1", 0, number)
        result = stage.finish(prepared, state, origin=origin, now=NOON.timestamp() + clock(number))  # type: ignore[arg-type]
        assert isinstance(result, StageResult)
        screening = orjson.loads(result.outputs[0].value or b"")["screening"]
        told.append((screening["verdict"], screening["canonical_article_id"]))
    return told


@pytest.mark.parametrize(
    "clock",
    [
        lambda number: HOUR if number % 2 else -HOUR,
        lambda number: DAY if number % 3 else -DAY,
        lambda number: -2 * DAY if number % 5 == 0 else 0.0,
    ],
    ids=["an hour to and fro", "a day to and fro", "two days back now and then"],
)
def test_a_clock_that_jumps_changes_no_verdict(clock: Callable[[int], float]) -> None:
    steady = verdicts(lambda number: 0.0)
    assert [verdict for verdict, _ in steady].count("copy") == len(TOWNS)
    assert verdicts(clock) == steady
