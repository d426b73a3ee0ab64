"""Writes the reference pages docs/metrics.md, docs/configuration.md and docs/topics.md.

    python -m scripts.reference

They are made of the declarations themselves; a test fails when they are stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from prometheus_client import Histogram
from prometheus_client.metrics import MetricWrapperBase
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from schemas.codebook import EVENT_TYPES
from schemas.export import CHANNELS, json_schema
from service import metrics
from service.settings import Settings

ROOT = Path(__file__).parents[1]
NOTE = "<!-- Made by `python -m scripts.reference`; change the declarations instead. -->\n\n"

#: `cloud_event_headers`, `received_header` and `tracing` set them
HEADERS = {
    "ce_id": "the same in each repetition of the message",
    "ce_source": "`wirecoder/` and the stage",
    "ce_type": "`wirecoder.` and the contract, such as `wirecoder.event.mention.v1`",
    "ce_time": "when it was made, ISO 8601",
    "ce_specversion": "`1.0`: [CloudEvents](https://cloudevents.io), binary mode",
    "content-type": "`application/json`",
    "received": "when the raw article reached its topic, in milliseconds since 1970",
    "traceparent": "as the producer sent it, or the stage's own "
    "([tracing](operations.md#tracing)); `tracestate` likewise",
}


def pages() -> dict[Path, str]:
    """Each page's path and text."""
    made = {"metrics": metrics_page(), "configuration": settings_page(), "topics": topics_page()}
    return {ROOT / "docs" / f"{name}.md": NOTE + text for name, text in made.items()}


def declared_metrics() -> list[MetricWrapperBase]:
    """Every metric of service/metrics.py, in the order of its declaration."""
    return [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]


def exposed_name(metric: MetricWrapperBase) -> str:
    """The name on /metrics: counters end in `_total`."""
    return f"{metric._name}_total" if metric._type == "counter" else metric._name


def metrics_page() -> str:
    """Names, kinds, labels and help; buckets; recording rules."""
    rows = [
        (f"`{exposed_name(m)}`", str(m._type), _code(m._labelnames), _cell(m._documentation))
        for m in declared_metrics()
    ]
    buckets = [
        (f"`{m._name}`", ", ".join(f"{bound:g}" for bound in m._upper_bounds[:-1]))
        for m in declared_metrics()
        if isinstance(m, Histogram)
    ]
    rules = yaml.safe_load((ROOT / "deploy/prometheus/rules.yml").read_text(encoding="utf-8"))
    recorded = [
        (f"`{rule['record']}`", f"`{' '.join(rule['expr'].split())}`")
        for group in rules["groups"]
        for rule in group["rules"]
    ]
    return (
        "# Metrics\n\nEvery worker serves them on `/metrics`. Times are in seconds, sizes in "
        "bytes. "
        "Labels are bounded lists; counters of every label exist from the start, but those of "
        "outlets that were not listed. The usual "
        "`process_*` metrics of the worker itself (not of its pool) come along.\n\n"
        + _table(("metric", "kind", "labels", "meaning"), rows)
        + "\n## Labels\n\n" + _table(("label", "values"), _labels())
        + "\n## Buckets\n\n" + _table(("histogram", "upper bounds"), buckets)
        + "\n## Recording rules\n\n" + _table(("series", "expression"), recorded)
    )  # fmt: skip


def settings_page() -> str:
    """Every variable with its default and meaning."""
    return (
        "# Configuration\n\nSettings are environment variables, or lines of a file `.env` in the "
        "current folder. `wirecoder config` shows those in force.\n\n"
        + _table(("variable", "default", "meaning"), _settings(Settings, "WIRECODER_"))
    )


def topics_page() -> str:
    """Topics with their properties, then the fields of each contract."""
    document = yaml.safe_load((ROOT / "deploy/kafka/topics.yaml").read_text(encoding="utf-8"))
    text = (
        "# Topics and contracts\n\n`wirecoder topics apply` creates them as declared in "
        "`deploy/kafka/topics.yaml`. JSON Schemas are in `schemas/json/`, an AsyncAPI document in "
        "`schemas/asyncapi.yaml`, an example of each message in `schemas/examples/`.\n\n"
        + _table(("topic", "partitions", "kept", "largest", "what"), _topics(document["topics"]))
        + "\n## Changelogs of tables\n\nCompacted; cut like the topic that their stage reads.\n\n"
        + _table(
            ("topic", "partitions", "kept", "largest", "what"), _topics(document["changelogs"])
        )
    )
    headers = (
        "\n## Headers\n\nOf every message that the service sends, dead letters aside: those keep "
        "the headers of their original, and say in their own what was wrong.\n\n"
        + _table(("header", "meaning"), [(f"`{name}`", about) for name, about in HEADERS.items()])
    )
    return text + headers + "".join(_contract(channel) for channel in CHANNELS)


def _labels() -> Iterator[Sequence[str]]:
    lists: dict[str, Iterable[str]] = {
        "stage": metrics.STAGES, "outcome of messages": metrics.MESSAGE_OUTCOMES,
        "outcome of events": metrics.EVENT_OUTCOMES,
        "outcome of incidents": metrics.INCIDENT_OUTCOMES, "reason": metrics.REASONS,
        "verdict": metrics.VERDICTS, "type": EVENT_TYPES, "field": metrics.EVENT_FIELDS,
        "result": metrics.FIELD_RESULTS, "about": metrics.CONFLICTS,
        "condition": metrics.CONDITIONS, "part": metrics.MEMORY_PARTS,
    }  # fmt: skip
    for name, values in lists.items():
        yield name, _code(values)
    yield "country", "ISO 3166 alpha-3 codes, `KOS`, or `none`"
    yield (
        "outlet",
        (
            "those of `WIRECODER_METRICS__OUTLETS`; without it the first "
            "`WIRECODER_METRICS__MOST_OUTLETS` that a worker meets; `other`, `none`"
        ),
    )
    yield "version", "the release"


def _settings(model: type[BaseModel], prefix: str) -> Iterator[Sequence[str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _settings(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"`{prefix}{name.upper()}`", _default(field.default), _cell(
                field.description or ""
            )  # fmt: skip


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return ""
    if value is None or value == "":
        return "empty"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _topics(topics: dict[str, Any]) -> Iterator[Sequence[str]]:
    for name, spec in topics.items():
        hours, partitions = spec.get("retention_hours", -1), spec["partitions"]
        kept = "newest of each key" if hours < 0 else f"{hours // 24} days"
        count = f"as `{partitions['as']}`" if isinstance(partitions, dict) else str(partitions)
        yield f"`{name}`", count, kept, f"{spec['max_bytes'] >> 20} MiB", _cell(spec["about"])


def _contract(channel: Any) -> str:
    schema = json_schema(channel)
    if schema.get("$ref"):
        schema = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    required = set(schema.get("required", ()))
    rows = [
        (f"`{name}`", _kind(spec), "yes" if name in required else "", _cell(_about(spec)))
        for name, spec in schema["properties"].items()
    ]
    about = schema.get("description", "").replace("\n", " ")
    head = f"\n## `{channel.topic}`: {channel.name}\n\n{about}\n\n"
    return head + _table(("field", "kind", "always there", "meaning"), rows)


def _kind(spec: dict[str, Any]) -> str:
    if "$ref" in spec:
        return str(spec["$ref"]).rpartition("/")[2]
    if "anyOf" in spec:
        return " or ".join(_kind(option) for option in spec["anyOf"])
    if "enum" in spec:
        return "one of " + ", ".join(f"`{value}`" for value in spec["enum"])
    if spec.get("type") == "array":
        return f"list of {_kind(spec.get('items', {}))}"
    return str(spec.get("type", json.dumps(spec.get("const", "any"))))


def _about(spec: dict[str, Any]) -> str:
    return str(spec.get("description", ""))


def _code(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
