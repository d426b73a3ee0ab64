"""The rows of tables, made of the contracts' own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.columns import VIEWS, Kind, figures, parties
from service.cli.mention_rows import days
from service.streaming.reading import Message

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"


def example(name: str, *, headers: tuple[tuple[str, bytes], ...] = ()) -> Message:
    value = (EXAMPLES / f"{name}.json").read_bytes()
    return Message("topic", 0, 7, 1_710_000_000_000, b"key", value, headers)


def test_an_event_says_when_what_who_where_and_according_to_whom() -> None:
    row = VIEWS[Kind.events].row(example("event_mention"))
    assert row == (
        "2024-03-10", "ASSAULT/firearms", "UAF", "COD CVL", "Bukavu, COD", "killed 12+",
        "asserted", "army",
    )  # fmt: skip


def test_an_incident_counts_its_independent_reports() -> None:
    row = VIEWS[Kind.incidents].row(example("incident"))
    assert row[0] == "2024-03-10"
    assert row[5:] == ("12+", "1 (1 independent)", "asserted")


def test_an_enriched_article_tells_what_was_found_in_it() -> None:
    row = VIEWS[Kind.enriched].row(example("enriched_article"))
    assert row[1:5] == ("Kivu Courier", "new", 1, 3)


def test_a_dead_letter_tells_where_it_came_from() -> None:
    headers = (
        ("stage", b"clean"), ("error_type", b"not_json"), ("error", b"no JSON"),
        ("origin_topic", b"news.raw.v1"), ("origin_partition", b"2"), ("origin_offset", b"9"),
        ("attempts", b"1"),
    )  # fmt: skip
    row = VIEWS[Kind.dead_letters].row(example("dead_letter", headers=headers))
    assert row == (
        "0:7", "2024-03-09 16:00", "clean", "not_json", "news.raw.v1:2:9", "1", "no JSON"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        pytest.param(3, 3, "killed 3", id="exact"),
        pytest.param(3, 5, "killed 3-5", id="range"),
        pytest.param(3, None, "killed 3+", id="at least"),
        pytest.param(None, 5, "killed up to 5", id="at most"),
        pytest.param(None, None, "killed ?", id="vague"),
    ],
)
def test_a_figure_is_shown_with_its_bounds(low: int | None, high: int | None, shown: str) -> None:
    assert figures([{"kind": "killed", "min": low, "max": high}]) == shown


def test_a_party_without_a_code_is_shown_in_its_own_words_and_only_once() -> None:
    assert parties([{"name": "gunmen"}, {"name": "gunmen"}, {"country": "MLI", "sector": "MIL"}]) \
        == "gunmen, MLI MIL"  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2019-04-02", "2019-04-02", "day", "2019-04-02"),
        ("2019-04-01", "2019-04-30", "month", "2019-04"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("2017-01-01", "2019-12-31", "period", "2017-01-01..2019-12-31"),
        (None, "2019-04-02", "period", "..2019-04-02"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(
    start: str | None, end: str | None, precision: str, shown: str
) -> None:
    assert days({"date": {"start": start, "end": end, "precision": precision}}) == shown
    assert days({"date": None}) == ""
