"""Pairing of mentions with a gold coding, and what is counted."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scoring import (
    Count,
    count,
    expected_calibration_error,
    live_on_empty,
    outcomes,
    pair,
    reliability,
    score,
)


def record(start: int, kind: str, *, core: bool = True, **more: Any) -> dict[str, Any]:
    trigger = {"trigger_start": start + 5, "trigger_end": start + 9}
    return {"start": start, "end": start + 50, "type": kind, "core": core, **trigger, **more}


def mention(start: int, kind: str, *, trigger: int = 5, **more: Any) -> dict[str, Any]:
    return {
        "sentence": {"start": start, "end": start + 50},
        "trigger": {"start": start + trigger, "end": start + trigger + 4},
        "type": kind,
        "modality": "asserted",
        "confidence": 0.9,
        **more,
    }


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([mention(0, "ASSAULT")], Count(1, 0, 0)),
        ([mention(0, "PROTEST")], Count(0, 1, 1)),
        ([mention(50, "ASSAULT")], Count(0, 1, 1)),
        ([], Count(0, 0, 1)),
        ([mention(0, "ASSAULT"), mention(0, "ASSAULT", trigger=20)], Count(1, 1, 0)),
    ],
    ids=["right", "wrong type", "next sentence", "nothing", "the same twice"],
)
def test_one_core_record_is_found_missed_or_told_wrongly(
    mentions: list[dict[str, Any]], expected: Count
) -> None:
    assert count([record(0, "ASSAULT")], mentions, alternatives=False) == expected


def test_a_further_reading_counts_only_where_alternatives_do() -> None:
    gold, told = [record(0, "COERCE", type_alt=["ASSAULT"])], [mention(0, "ASSAULT")]
    assert count(gold, told, alternatives=False) == Count(0, 1, 1)
    assert count(gold, told, alternatives=True) == Count(1, 0, 0)


def test_a_record_that_is_not_core_is_neither_asked_for_nor_punished() -> None:
    gold = [record(0, "ASSAULT", core=False)]
    assert count(gold, [mention(0, "ASSAULT")] * 2, alternatives=False) == Count(0, 0, 0)
    assert count(gold, [], alternatives=False) == Count(0, 0, 0)


def test_the_core_record_is_paired_before_one_that_is_not() -> None:
    gold = [record(0, "ASSAULT", core=False), record(0, "ASSAULT")]
    assert count(gold, [mention(0, "ASSAULT")], alternatives=False) == Count(1, 0, 0)


def test_the_mention_on_the_trigger_is_the_one_that_is_paired() -> None:
    told = [mention(0, "ASSAULT", trigger=30), mention(0, "ASSAULT")]
    assert pair([record(0, "ASSAULT")], told, alternatives=False).pairs == ((0, 1),)


def test_articles_add_up_and_a_silent_one_counts_its_misses() -> None:
    gold = {"a": [record(0, "ASSAULT")], "b": [record(0, "AID")]}
    total = score(gold, {"a": [mention(0, "ASSAULT")]})
    assert total == Count(1, 0, 1)
    assert total.f1 == pytest.approx(2 / 3)


def test_only_live_false_events_disturb_an_article_without_events() -> None:
    gold = {"sport": [], "war": [record(0, "ASSAULT")]}
    told = {
        "sport": [mention(0, "ASSAULT"), mention(60, "AID", modality="negated")],
        "war": [mention(0, "PROTEST")],
    }
    assert live_on_empty(gold, told) == (1, 1)


def test_confidence_is_held_against_what_was_right() -> None:
    gold = {"a": [record(0, "ASSAULT"), record(60, "AID", core=False)]}
    told = {
        "a": [
            mention(0, "ASSAULT", confidence=0.8),
            mention(0, "PROTEST", confidence=0.6),
            mention(60, "AID", confidence=0.7),
        ]
    }
    assert sorted(outcomes(gold, told)) == [(0.6, False), (0.8, True)]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([(0.75, True)] * 3 + [(0.75, False)], 0.0),
        ([(0.95, False)] * 4, 0.95),
        ([(1.0, True), (0.55, False)], 0.275),
        ([], 0.0),
    ],
    ids=["calibrated", "all wrong", "two bins", "nothing"],
)
def test_the_calibration_error_is_the_mean_distance_of_the_bins(
    told: list[tuple[float, bool]], error: float
) -> None:
    assert expected_calibration_error(reliability(told)) == pytest.approx(error)
