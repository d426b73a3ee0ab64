"""What is on the boards is what the outputs told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.metrics import REGISTRY
from service.streaming.content_measures import count_content, field_result
from service.streaming.outlets import OutletIndex
from service.streaming.stage import Output


def told(kind: str, value: Any, outlets: OutletIndex | None = None) -> None:
    encoded = None if value is None else json.dumps(value).encode()
    count_content([Output("t", b"k", encoded, kind)], outlets or OutletIndex())


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"wirecoder_{name}_total", labels) or 0.0


def mention(**fields: Any) -> dict[str, Any]:
    return {"type": "PROTEST", "place": {"country": "PER"}, "actors": [{}], **fields}


def test_an_event_counts_by_type_country_and_completeness() -> None:
    before = value("event_types", type="PROTEST"), value("event_countries", country="PER")
    dates = value("event_fields", field="date", result="not_stated")
    told("event.mention.v1", mention(missing={"date": "not_stated"}))
    after = value("event_types", type="PROTEST"), value("event_countries", country="PER")
    assert after == (before[0] + 1, before[1] + 1)
    assert value("event_fields", field="date", result="not_stated") == dates + 1


def test_a_retraction_is_no_event() -> None:
    before = value("event_types", type="PROTEST")
    told("event.mention.v1", mention(retracted=True))
    assert value("event_types", type="PROTEST") == before


@pytest.mark.parametrize("place", [None, {}, {"country": "x" * 50}, {"country": "ZZZ"}], ids=str)
def test_only_the_code_of_a_country_becomes_a_label(place: Any) -> None:
    before = value("event_countries", country="none")
    told("event.mention.v1", mention(place=place))
    assert value("event_countries", country="none") == before + 1


def test_an_event_counts_by_its_outlet_as_far_as_there_is_room() -> None:
    outlets = OutletIndex(most=1)
    before = {name: value("event_outlets", outlet=name) for name in ("Lima Post", "other")}
    for outlet in ("Lima Post", "Cusco Post", "lima post", "Tacna Post"):
        told("event.mention.v1", mention(outlet=outlet), outlets)
    after = {name: value("event_outlets", outlet=name) for name in before}
    assert after == {name: count + 2 for name, count in before.items()}


@pytest.mark.parametrize(
    ("fields", "field", "result"),
    [
        ({"place": {"name": "Goma"}, "missing": {}}, "place", "resolved"),
        ({"place": {"name": "?"}, "missing": {"place.geonames_id": "unresolved"}}, "place",
         "unresolved"),
        ({"recipients": []}, "recipients", "absent"),
    ],
    ids=["found", "named but unknown", "not needed"],
)  # fmt: skip
def test_a_field_is_resolved_or_says_why_not(fields: Any, field: str, result: str) -> None:
    assert field_result(mention(**fields), field) == result


@pytest.mark.parametrize(
    ("incident", "outcome"),
    [({"revision": 1}, "opened"), ({"revision": 4}, "revised"), (None, "merged")],
    ids=["first", "later", "tombstone"],
)
def test_revisions_of_incidents_are_told_apart(incident: Any, outcome: str) -> None:
    before = value("incidents", outcome=outcome)
    told("incident.v1", incident)
    assert value("incidents", outcome=outcome) == before + 1


def test_two_conflicts_about_one_thing_count_once() -> None:
    before = value("conflicts", about="killed")
    told("incident.v1", {"revision": 2, "conflicts": [{"about": "killed"}, {"about": "killed"}]})
    assert value("conflicts", about="killed") == before + 1
