"""Connector examples name topics and fields that exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.deploy.conftest import DEPLOY, ROOT

CONNECT = DEPLOY / "connect"
CONNECTORS = sorted(p for p in CONNECT.glob("*.json") if "template" not in p.name)
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas/json/incident.json").read_text("utf-8"))


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself behind references and `or null`."""
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return resolved(option)
    reference = schema.get("$ref")
    return SCHEMA["$defs"][reference.rpartition("/")[2]] if reference else schema


def has(path: list[str], schema: dict[str, Any]) -> bool:
    """Whether a document of the schema can have that path."""
    if not path:
        return True
    first, *rest = path
    schema = resolved(schema)
    inner = schema.get("properties", {}).get(first) or schema.get("additionalProperties")
    return isinstance(inner, dict) and has(rest, inner)


def mapped(properties: dict[str, Any], before: tuple[str, ...] = ()) -> Iterator[list[str]]:
    for name, spec in properties.items():
        if "properties" in spec:
            yield from mapped(spec["properties"], (*before, name))
        else:
            yield [*before, name]


@pytest.mark.parametrize("path", CONNECTORS, ids=lambda path: path.name)
def test_a_connector_reads_declared_topics_and_loses_nothing(path: Any) -> None:
    connector = json.loads(path.read_text(encoding="utf-8"))
    declared = yaml.safe_load((DEPLOY / "kafka" / "topics.yaml").read_text("utf-8"))["topics"]
    assert set(connector["config"]["topics"].split(",")) <= set(declared)
    assert connector["config"]["errors.tolerance"] == "none"
    assert all(isinstance(value, str) for value in connector["config"].values())
    for secret in ("user", "username", "password"):
        value = connector["config"].get(f"connection.{secret}", "${file:")
        assert value.startswith("${file:")


@pytest.mark.parametrize("path", CONNECTORS, ids=lambda path: path.name)
def test_transforms_and_predicates_are_those_that_are_defined(path: Any) -> None:
    config = json.loads(path.read_text(encoding="utf-8"))["config"]
    for kind in ("transforms", "predicates"):
        named = set(filter(None, config.get(kind, "").split(",")))
        defined = {key.split(".")[1] for key in config if key.startswith(f"{kind}.")}
        assert named == defined
    used = {value for key, value in config.items() if key.endswith(".predicate")}
    assert used <= set(config.get("predicates", "").split(","))


def test_the_view_takes_fields_that_incidents_have() -> None:
    sql = (CONNECT / "postgres.sql").read_text(encoding="utf-8")
    paths = [[name] for name in re.findall(r"->>? '(\w+)'", sql)]
    paths += [found.split(",") for found in re.findall(r"#>> '\{([\w,]+)\}'", sql)]
    assert len(paths) > 15
    assert [path for path in paths if not has(path, SCHEMA)] == []


def test_the_index_maps_fields_that_incidents_have() -> None:
    template = json.loads((CONNECT / "elasticsearch-template.json").read_text("utf-8"))
    paths = list(mapped(template["template"]["mappings"]["properties"]))
    assert [path for path in paths if not has(path, SCHEMA)] == []


def test_a_field_that_incidents_do_not_have_is_found_out() -> None:
    assert not has(["place", "latitude"], SCHEMA)
    assert not has(["killed"], SCHEMA)
