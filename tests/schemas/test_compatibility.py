"""Which changes of a contract break whom."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.compatibility import breaking_changes


def contract(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


TEXT = {"type": "string"}
TEXT_OR_NULL = {"anyOf": [TEXT, {"type": "null"}]}
SHORT = {"type": "string", "maxLength": 5}
ONE, TWO = {"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["a", "b"]}


def nested(inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}}},
        "$defs": {"Part": inner},
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(contract(a=TEXT), contract(), ".a is gone", id="field removed"),
        pytest.param(
            contract(a=TEXT), contract(a=TEXT_OR_NULL), ".a may now be null", id="null is new"
        ),
        pytest.param(
            contract(("a",), a=TEXT),
            contract(a=TEXT),
            ".a is no longer always there",
            id="optional",
        ),
        pytest.param(
            nested(contract(a=TEXT)), nested(contract()), ".parts[].a is gone", id="inside a list"
        ),
    ],
)
def test_readers_are_broken_by(old: dict[str, Any], new: dict[str, Any], told: str) -> None:
    assert breaking_changes(old, new, written_by_users=False) == (told,)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(contract(a=TEXT), contract(), ".a is gone", id="field ignored"),
        pytest.param(
            contract(), contract(("a",), a=TEXT), ".a is new and required", id="new and required"
        ),
        pytest.param(
            contract(a=TEXT), contract(("a",), a=TEXT), ".a is now required", id="now required"
        ),
        pytest.param(
            contract(a=TEXT_OR_NULL), contract(a=TEXT), ".a may no longer be null", id="no null"
        ),
        pytest.param(contract(a=TWO), contract(a=ONE), ".a allows fewer values", id="fewer values"),
        pytest.param(contract(a=TEXT), contract(a=SHORT), ".a must be shorter", id="shorter"),
    ],
)
def test_writers_are_broken_by(old: dict[str, Any], new: dict[str, Any], told: str) -> None:
    assert breaking_changes(old, new, written_by_users=True) == (told,)


@pytest.mark.parametrize(
    ("old", "new", "is_input"),
    [
        pytest.param(contract(), contract(a=TEXT), False, id="a new field in an output"),
        pytest.param(contract(), contract(a=TEXT), True, id="a new optional field in the input"),
        pytest.param(contract(a=TEXT_OR_NULL), contract(a=TEXT), False, id="never null any more"),
        pytest.param(contract(a=TEXT), contract(a=TEXT_OR_NULL), True, id="null allowed"),
        pytest.param(contract(a=ONE), contract(a=TWO), True, id="more values allowed"),
        pytest.param(contract(a=SHORT), contract(a=TEXT), True, id="longer text allowed"),
    ],
)
def test_nobody_is_broken_by(old: dict[str, Any], new: dict[str, Any], is_input: bool) -> None:
    assert breaking_changes(old, new, written_by_users=is_input) == ()
