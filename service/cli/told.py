"""Incidents and the mentions behind them, from the files of a run or from the topics."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from schemas import EventMention
from service.cli.run_files import EVENTS, INCIDENTS
from service.errors import UserError
from service.settings import KafkaSettings
from service.stages.link import IncidentIndex, Join, joins, link
from service.streaming.topics import TopicNames


@dataclass(frozen=True, slots=True)
class Told:
    """The last revision of each incident, and all mentions in their order."""

    incidents: tuple[dict[str, Any], ...]
    mentions: tuple[EventMention, ...]

    def find(self, wanted: str) -> dict[str, Any]:
        """The incident with that id, or the only one whose id begins so. Raises UserError."""
        found = [i for i in self.incidents if i["incident_id"].startswith(wanted)]
        if len(found) != 1:
            raise UserError(f"{len(found) or 'No'} incidents with an id that begins {wanted!r}.")
        return found[0]

    def joins(self, incident: dict[str, Any]) -> Iterator[tuple[Join, EventMention]]:
        """Why each mention belongs to the incident: all mentions are linked again."""
        index, now = IncidentIndex(), datetime.now(UTC)
        by_id = {m.mention_id: m for m in self.mentions}
        for mention in self.mentions:
            link(mention, index, now=now)
        for join in joins(index, incident["incident_id"]):
            yield join, by_id[join.mention_id]


def from_folder(folder: Path) -> Told:
    """What `wirecoder run --out FOLDER` wrote. Raises UserError when it is not there."""
    try:
        incidents = _rows((folder / INCIDENTS).read_bytes().splitlines())
        events = (folder / EVENTS).read_bytes().splitlines()
        return Told(tuple(incidents), tuple(map(EventMention.model_validate_json, events)))
    except (OSError, ValueError) as error:  # ValueError: damaged, or of another version
        raise UserError(f"{folder} holds no incidents: run `wirecoder run ... --out` first.") \
            from error  # fmt: skip


def from_topics(kafka: KafkaSettings) -> Told:
    """What the topics hold now."""
    names = TopicNames(kafka.topic_prefix)
    incidents = asyncio.run(_read(kafka, names.incidents))
    last = dict(incidents)
    events = [value for _, value in asyncio.run(_read(kafka, names.events)) if value]
    return Told(
        tuple(_rows(value for value in last.values() if value)),
        tuple(map(EventMention.model_validate_json, events)),
    )


async def _read(kafka: KafkaSettings, topic: str) -> list[tuple[bytes | None, bytes | None]]:
    from service.streaming.reading import read_messages  # late: it loads the Kafka client

    read = read_messages(kafka, topic, from_beginning=True, follow=False)
    return [(message.key, message.value) async for message in read]


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    return (orjson.loads(line) for line in lines)
