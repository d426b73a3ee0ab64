"""The generated files are fresh, the examples golden, and no change breaks its readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from schemas.compatibility import breaking_changes
from schemas.export import CHANNELS, Channel, asyncapi, files, json_schema
from service import __version__
from service.streaming.topics import TopicNames

ROOT = Path(__file__).parents[2] / "schemas"
#: the contracts as first published; a change that breaks them needs a topic `.v2`
FIRST = Path(__file__).parent / "v1" / "json"

each_channel = pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)


def example(name: str) -> Any:
    return json.loads((ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", files(__version__))
def test_the_generated_file_is_fresh(name: str) -> None:
    fresh = files(__version__)[name]
    stale = (ROOT / name).read_text(encoding="utf-8") != fresh
    assert not stale, "run: wirecoder schemas export schemas"


@each_channel
def test_the_example_fits_the_schema(channel: Channel) -> None:
    schema = json_schema(channel)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(example(channel.name))


@each_channel
def test_the_example_is_what_the_model_writes(channel: Channel) -> None:
    value = channel.model.model_validate_json(json.dumps(example(channel.name)))
    assert json.loads(value.model_dump_json()) == example(channel.name)


@pytest.mark.parametrize("name", ["enriched_article", "event_mention"])
def test_every_span_of_the_example_quotes_the_article(name: str) -> None:
    text = example("article")["text"]
    found = list(spans(example(name)))
    assert len(found) > 3
    assert [text[start:end] for _, start, end in found] == [quote for quote, _, _ in found]


def spans(value: Any) -> Any:
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys() and isinstance(value["start"], int):
            yield value["text"], value["start"], value["end"]
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@each_channel
def test_nothing_breaks_those_who_know_the_first_version(channel: Channel) -> None:
    first = json.loads((FIRST / f"{channel.name}.json").read_text(encoding="utf-8"))
    is_input = channel.action == "receive"
    assert not breaking_changes(first, json_schema(channel), written_by_users=is_input)


def test_asyncapi_names_every_topic_and_refers_only_to_what_exists() -> None:
    document = yaml.safe_load((ROOT / "asyncapi.yaml").read_text(encoding="utf-8"))
    names = TopicNames()
    expected = {
        names.raw, names.clean, names.screened, names.enriched, names.events, names.incidents,
        names.dead_letters,
    }  # fmt: skip
    assert {channel["address"] for channel in document["channels"].values()} == expected
    for reference in references(asyncapi(__version__)):
        if reference.startswith("#/"):
            assert resolve(document, reference)
        else:
            assert (ROOT / reference).is_file()


def references(value: Any) -> Any:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def resolve(document: Any, reference: str) -> Any:
    for part in reference.removeprefix("#/").split("/"):
        document = document[part]
    return document
