"""What a person is shown of each kind of message, as table rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson

from service.cli.mention_rows import days
from service.streaming.reading import Message
from service.streaming.topics import TopicNames

Row = tuple[object, ...]


class Kind(StrEnum):
    """What can be consumed."""

    articles = "articles"
    enriched = "enriched"
    events = "events"
    incidents = "incidents"
    dead_letters = "dead-letters"


@dataclass(frozen=True, slots=True)
class View:
    """The topic of a kind, its columns with their share of the width, and how a row is made.

    The share 0 is that of a date, which is no use when it is cut.
    """

    topic: Callable[[TopicNames], str]
    columns: Mapping[str, int]
    row: Callable[[Message], Row]


def parsed(message: Message) -> dict[str, Any]:
    """The message's JSON object; empty when it has none (a tombstone, a damaged message)."""
    try:
        value = orjson.loads(message.value or b"")
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _article(message: Message) -> Row:
    raw = parsed(message)
    name = raw.get("title") or raw.get("url") or raw.get("id")
    start = str(raw.get("body", ""))[:200]
    return raw.get("published_at"), raw.get("outlet"), name, start


def _enriched(message: Message) -> Row:
    value = parsed(message)
    article, screening = value.get("article") or {}, value.get("screening") or {}
    name = article.get("title") or article.get("external_id") or article.get("text", "")[:100]
    events, entities = len(value.get("mention_ids", ())), len(value.get("entities", ()))
    return article.get("published_at"), article.get("outlet"), screening.get("verdict"), events, \
        entities, name  # fmt: skip


def _event(message: Message) -> Row:
    event = parsed(message)
    what = "/".join([event.get("type", ""), *event.get("modes", ())])
    if event.get("retracted"):
        what += " (retracted)"
    return (
        days(event), what, parties(event.get("actors")),
        parties(event.get("recipients")), place_of(event), figures(event.get("quantities")),
        event.get("modality"), (event.get("attribution") or {}).get("name"),
    )  # fmt: skip


def _incident(message: Message) -> Row:
    incident = parsed(message)
    if not incident:
        return None, f"(merged away: {(message.key or b'').decode('utf-8', 'replace')})"
    reports = incident.get("reports", {})
    killed = (incident.get("quantities") or {}).get("killed")
    return (
        days(incident),
        "/".join([incident["type"], *incident.get("modes", ())]),
        parties(incident.get("actors")), parties(incident.get("recipients")), place_of(incident),
        _range(killed), f"{reports.get('articles')} ({reports.get('independent')} independent)",
        incident.get("modality"),
    )  # fmt: skip


def dead_letter_row(message: Message) -> Row:
    """Position, time, stage, reason, origin, attempts, detail."""
    when = datetime.fromtimestamp(message.timestamp_ms / 1000, UTC)
    origin = ":".join(
        message.header(name) for name in ("origin_topic", "origin_partition", "origin_offset")
    )
    return (
        message.position, f"{when:%Y-%m-%d %H:%M}", message.header("stage"),
        message.header("error_type"), origin, message.header("attempts"), message.header("error"),
    )  # fmt: skip


def parties(items: Any) -> str:
    """'RUS MIL, civilians': the code where there is one, else the words."""
    named = [
        " ".join(filter(None, (item.get("country"), item.get("sector")))) or item.get("name", "")
        for item in items or ()
    ]
    return ", ".join(dict.fromkeys(named))


def place_of(value: Mapping[str, Any]) -> str:
    """'Goma, COD' or an empty string."""
    place = value.get("place") or {}
    return ", ".join(filter(None, (place.get("name"), place.get("country"))))


def figures(items: Any) -> str:
    """'killed 3-5, injured 10+'."""
    return ", ".join(
        f"{item['kind']} {_bounds(item.get('min'), item.get('max'))}" for item in items or ()
    )


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "?" if high is None else f"up to {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def _range(figure: Mapping[str, Any] | None) -> str:
    return _bounds(figure.get("low"), figure.get("high")) if figure else ""


DEAD_LETTER_COLUMNS = {
    "position": 3, "when": 7, "stage": 3, "reason": 4, "origin": 6, "tries": 2, "detail": 7,
}  # fmt: skip
VIEWS: dict[Kind, View] = {
    Kind.articles: View(
        lambda names: names.raw, {"published": 2, "outlet": 2, "title": 4, "text": 6}, _article
    ),
    Kind.enriched: View(
        lambda names: names.enriched,
        {"published": 3, "outlet": 3, "verdict": 2, "events": 2, "entities": 2, "title": 8},
        _enriched,
    ),
    Kind.events: View(
        lambda names: names.events,
        {
            "date": 0, "what": 5, "who": 4, "to whom": 4, "where": 4, "figures": 4,
            "modality": 4, "according to": 5,
        },
        _event,
    ),
    Kind.incidents: View(
        lambda names: names.incidents,
        {
            "date": 0, "what": 5, "who": 4, "to whom": 4, "where": 4, "killed": 3,
            "articles": 4, "modality": 4,
        },
        _incident,
    ),
    Kind.dead_letters: View(
        lambda names: names.dead_letters, DEAD_LETTER_COLUMNS, dead_letter_row
    ),
}  # fmt: skip
