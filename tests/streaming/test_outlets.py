"""Outlets become labels, but never more than there is room for."""

from __future__ import annotations

from typing import Any

import pytest

from service import metrics
from service.streaming.measures import StageMeasures
from service.streaming.outlets import MOST_CHARACTERS, OutletIndex


def test_the_first_that_come_are_told_apart_and_the_rest_are_other() -> None:
    outlets = OutletIndex(most=2)
    came = ["Lagos Daily", "Suva Times", "Oruro News", "Suva Times", "Lagos Daily"]
    assert [outlets.label(name) for name in came] == [
        "Lagos Daily", "Suva Times", "other", "Suva Times", "Lagos Daily",
    ]  # fmt: skip


def test_a_list_leaves_no_room_for_others() -> None:
    outlets = OutletIndex("Suva Times, Lagos Daily ,,", most=30)
    assert outlets.names() == ("Suva Times", "Lagos Daily", "other", "none")
    assert [outlets.label(name) for name in ("suva times", "Oruro News")] == ["Suva Times", "other"]


def test_ten_thousand_outlets_are_no_more_labels_than_allowed() -> None:
    outlets = OutletIndex(most=30)
    labels = {outlets.label(f"Outlet {n}") for n in range(10_000)}
    assert len(labels) == 31


@pytest.mark.parametrize("outlet", [None, "", "  ", "\x00\n", 7, ["x"]], ids=repr)
def test_what_names_no_outlet_is_none(outlet: Any) -> None:
    assert OutletIndex().label(outlet) == "none"


@pytest.mark.parametrize(
    ("outlet", "label"),
    [
        ("  Nairobi \n Star\t", "Nairobi Star"),
        ("x" * 1000, "x" * MOST_CHARACTERS),
        ("a\u202eb", "a b"),
        ("Übersee-Anzeiger", "Übersee-Anzeiger"),
    ],
    ids=["spaces", "long", "hidden signs", "letters of any language"],
)
def test_a_label_is_short_and_printable(outlet: str, label: str) -> None:
    assert OutletIndex().label(outlet) == label


@pytest.mark.parametrize(("stage", "counts"), [("extract", 0.0), ("clean", None)])
def test_listed_outlets_have_a_series_from_the_start_where_events_are_made(
    stage: str, counts: float | None
) -> None:
    StageMeasures(stage, outlets=OutletIndex(f"Wire of {stage}"))
    labels = {"outlet": f"Wire of {stage}"}
    found = metrics.REGISTRY.get_sample_value("wirecoder_event_outlets_total", labels)
    assert found == counts
