"""Kinds of errors: how each difference between a coding and its gold is named and counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from benchmarks.errors import counted, table
from benchmarks.errors_kinds import article_errors, pair_errors, sentence_errors, side_error


def record(start: int, kind: str, **more: Any) -> dict[str, Any]:
    place = {"start": start, "end": start + 50, "trigger_start": start, "trigger_end": start + 5}
    return {"type": kind, "core": True, "modality": "asserted", **place, **more}


def mention(start: int, kind: str, **more: Any) -> dict[str, Any]:
    place = {
        "sentence": {"start": start, "end": start + 50},
        "trigger": {"start": start, "end": start + 5},
    }
    return {"type": kind, "modality": "asserted", **place, **more}


def side(country: str | None, sector: str | None, **more: Any) -> dict[str, Any]:
    return {"country": country, "sector": sector, **more}


@pytest.mark.parametrize(
    ("records", "mentions", "expected"),
    [
        ([record(0, "ASSAULT")], [mention(0, "ASSAULT")], []),
        ([record(0, "ASSAULT")], [], ["missed ASSAULT"]),
        ([record(0, "ASSAULT", core=False)], [], []),
        ([], [mention(0, "AID")], ["false AID"]),
        ([record(0, "ACCUSE")], [mention(0, "REQUEST")], ["ACCUSE read as REQUEST"]),
        ([record(0, "ACCUSE")], [mention(90, "REQUEST")], ["missed ACCUSE", "false REQUEST"]),
        ([record(0, "ACCUSE", type_alt=["REQUEST"])], [mention(0, "REQUEST")], []),
    ],
    ids=["right", "missed", "missed and not core", "false", "read as", "elsewhere", "alternative"],
)
def test_an_event_is_missed_or_false_or_of_another_type(
    records: list[Any], mentions: list[Any], expected: list[str]
) -> None:
    assert list(article_errors(records, mentions)) == expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ([side("PER", "GOV")], [side("PER", "GOV")], None),
        ([side("PER", "GOV")], [], "empty"),
        ([side("PER", "GOV", optional=True)], [], None),
        ([], [side("PER", "GOV")], "invented"),
        ([side("PER", "GOV")], [side("CHL", "GOV")], "of wrong country"),
        ([side("PER", "GOV")], [side("PER", "MIL")], "of wrong sector"),
        ([side("PER", "GOV", sector_alt=["MIL"])], [side("PER", "MIL")], None),
        ([side("PER", "GOV")], [side("CHL", "REB")], "wrong"),
        ([side("PER", "GOV"), side("CHL", "GOV")], [side("PER", "GOV")], "incomplete"),
    ],
    ids=lambda value: None if isinstance(value, list) else str(value),
)
def test_a_side_is_empty_invented_incomplete_or_wrong_in_part(
    gold: list[Any], ours: list[Any], expected: str | None
) -> None:
    assert side_error(gold, ours) == expected


def test_a_pair_is_compared_in_modality_modes_place_and_date() -> None:
    gold = record(0, "ASSAULT", modality="negated", modes=["aerial"], place={"name": "Aden"})
    ours = mention(0, "ASSAULT", modes=["firearms"], date={"start": "2015-03-02"})
    assert list(pair_errors(gold, ours)) == [
        "modality negated told as asserted",
        "modes of ASSAULT wrong",
        "place empty",
        "date invented",
    ]


def test_background_told_as_asserted_is_no_error() -> None:
    assert list(pair_errors(record(0, "AID", modality="historical"), mention(0, "AID"))) == []


def test_further_events_are_no_errors_where_one_act_is_annotated() -> None:
    gold = [{"type": "COERCE"}]
    assert list(sentence_errors(gold, [mention(0, "ASSAULT"), mention(0, "COERCE")])) == []
    assert list(sentence_errors(gold, [mention(0, "ASSAULT")])) == ["COERCE read as ASSAULT"]
    assert list(sentence_errors(gold, [])) == ["missed COERCE"]


def test_an_act_of_two_possible_types_is_named_by_both() -> None:
    gold = [{"type": None, "type_alternatives": ["CONCEDE", "RETREAT"]}]
    assert list(sentence_errors(gold, [mention(0, "RETREAT")])) == []
    assert list(sentence_errors(gold, [])) == ["missed CONCEDE or RETREAT"]


def test_an_event_where_nothing_political_is_told_is_false() -> None:
    assert list(sentence_errors([{"type": None}], [mention(0, "AID")])) == ["false AID"]


def test_the_commonest_kinds_come_first_with_their_share() -> None:
    gold = {"a": [record(0, "AID")], "b": [record(0, "AID")], "c": [record(0, "ACCUSE")]}
    errors = counted(gold, {"c": [mention(0, "ACCUSE"), mention(90, "AID")]}, article_errors)
    assert errors == Counter({"missed AID": 2, "false AID": 1})
    assert table(errors, 1) == [("missed AID", "2", "0.667")]
