"""Which incidents the demo shows first."""

from __future__ import annotations

from typing import Any

import pytest

from service.cli.demo_rows import above_the_fold, demo_row


def incident(name: str, *, independent: int = 1, articles: int = 1, **fields: Any) -> Any:
    place = {"name": "Gao", "country": "MLI"}
    return {
        "incident_id": name, "type": "ASSAULT", "modality": "asserted", "place": place,
        "date": {"start": "2024-03-05", "end": "2024-03-05"},
        "reports": {"articles": articles, "independent": independent},
    } | fields  # fmt: skip


FIGURES = [{"source": "army", "quantities": [{"kind": "killed", "low": 3, "high": 3}]}]


def test_independent_reports_go_first_then_figures_then_reports() -> None:
    given = [
        incident("d"), incident("c", articles=9), incident("b", claims=FIGURES),
        incident("a", independent=2),
    ]  # fmt: skip
    assert [item["incident_id"] for item in above_the_fold(given, limit=9)] == list("abcd")


@pytest.mark.parametrize("unknown", ["place", "date"])
def test_an_incident_of_unknown_place_or_date_is_left_below_the_fold(unknown: str) -> None:
    assert above_the_fold([incident("a", independent=5, **{unknown: None})], limit=9) == []


def test_no_more_than_the_limit_is_shown() -> None:
    assert len(above_the_fold([incident(str(n)) for n in range(40)], limit=25)) == 25


def test_a_row_tells_the_reports_and_how_many_are_independent() -> None:
    row = demo_row(incident("a", independent=2, articles=3))
    assert row[0] == "2024-03-05"
    assert row[-1] == "3/2"
