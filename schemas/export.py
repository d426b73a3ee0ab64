"""Writes the contracts for other languages: JSON Schema files and one AsyncAPI 3 document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel

from schemas import (
    Article,
    DeadLetter,
    EnrichedArticle,
    EventMention,
    Incident,
    RawArticle,
    ScreenedArticle,
)

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"


@dataclass(frozen=True, slots=True)
class Channel:
    """A topic and what it carries; `action` is wirecoder's own: it receives or sends."""

    topic: str
    name: str
    model: type[BaseModel]
    action: Literal["receive", "send"]
    key: str

    @property
    def mode(self) -> Literal["validation", "serialization"]:
        """What others write may leave defaults out; what wirecoder writes is always complete."""
        return "validation" if self.action == "receive" else "serialization"


CHANNELS: tuple[Channel, ...] = (
    Channel("news.raw.v1", "raw_article", RawArticle, "receive", "anything, or none"),
    Channel("news.clean.v1", "article", Article, "send", "article id"),
    Channel("news.screened.v1", "screened_article", ScreenedArticle, "send",
            "article id of the original"),
    Channel("news.enriched.v1", "enriched_article", EnrichedArticle, "send", "article id"),
    Channel("news.events.v1", "event_mention", EventMention, "send", "country"),
    Channel("news.incidents.v1", "incident", Incident, "send", "incident id (compacted topic)"),
    Channel("news.dead-letters.v1", "dead_letter", DeadLetter, "send", "the original key"),
)  # fmt: skip

_TEXT = {"type": "string"}
CLOUD_EVENTS = {
    "type": "object",
    "description": "CloudEvents 1.0, binary mode",
    "properties": {
        "ce_specversion": {"const": "1.0"},
        "ce_id": _TEXT,
        "ce_source": _TEXT,
        "ce_type": _TEXT,
        "ce_time": {"type": "string", "format": "date-time"},
        "content-type": {"const": "application/json"},
        "traceparent": {"type": "string", "description": "when the producer sent one"},
    },
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type"],
}


def json_schema(channel: Channel) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a topic carries; of the headers, for dead letters."""
    schema = channel.model.model_json_schema(mode=channel.mode)
    return {"$schema": JSON_SCHEMA, "$id": f"urn:wirecoder:{channel.topic}"} | schema


def asyncapi(version: str) -> dict[str, Any]:
    """The AsyncAPI 3 document; payloads refer to the JSON Schema files beside it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "wirecoder",
            "version": version,
            "description": "News articles in; coded events and incidents out.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {"kafka": {"host": "127.0.0.1:9092", "protocol": "kafka"}},
        "channels": {channel.name: _channel(channel) for channel in CHANNELS},
        "operations": {f"{item.action}_{item.name}": _operation(item) for item in CHANNELS},
        "components": {"messages": {channel.name: _message(channel) for channel in CHANNELS}},
    }


def _channel(channel: Channel) -> dict[str, Any]:
    message = {"$ref": f"#/components/messages/{channel.name}"}
    return {"address": channel.topic, "messages": {channel.name: message}}


def _operation(channel: Channel) -> dict[str, Any]:
    return {
        "action": channel.action,
        "channel": {"$ref": f"#/channels/{channel.name}"},
        "messages": [{"$ref": f"#/channels/{channel.name}/messages/{channel.name}"}],
    }


def _message(channel: Channel) -> dict[str, Any]:
    file = {"schemaFormat": SCHEMA_FORMAT, "schema": {"$ref": f"./json/{channel.name}.json"}}
    message: dict[str, Any] = {
        "title": channel.model.__name__,
        "summary": (channel.model.__doc__ or "").split("\n")[0],
        "bindings": {"kafka": {"key": {"type": "string", "description": channel.key}}},
    }
    if channel.model is DeadLetter:
        original = {"description": "the original bytes, whatever they are"}
        return message | {"contentType": "application/octet-stream", "headers": file,
                          "payload": original}  # fmt: skip
    headers = {"headers": CLOUD_EVENTS} if channel.action == "send" else {}
    return message | headers | {"payload": file}


def files(version: str) -> dict[str, str]:
    """The text of every generated file by its path under `schemas/`."""
    texts = {
        f"json/{channel.name}.json": json.dumps(json_schema(channel), indent=2) + "\n"
        for channel in CHANNELS
    }
    document = yaml.safe_dump(asyncapi(version), sort_keys=False, width=100, allow_unicode=True)
    return texts | {"asyncapi.yaml": document}


def export(folder: Path, *, version: str) -> tuple[Path, ...]:
    """Writes all files under `folder` and returns their paths."""
    paths = []
    for name, text in files(version).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)
