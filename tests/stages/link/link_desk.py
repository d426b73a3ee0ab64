"""Mentions by hand, and a desk that links them in order."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

from schemas.codebook import QUAD, SCORE
from schemas.event import EventMention
from schemas.incident import Incident
from service.stages.link import IncidentIndex, Linked, link

NOW = datetime(2023, 9, 12, 12, 0, tzinfo=UTC)


def mention(name: str, sentence: str, trigger: str, **fields: Any) -> EventMention:
    """A mention whose slots are given as short forms: see `place`, `day`, `actor`, `killed`."""
    kind = fields.pop("type", "ASSAULT")
    start = sentence.index(trigger)
    span = {"text": trigger, "start": start, "end": start + len(trigger), "lemma": trigger}
    index = fields.pop("index", 0)
    told = {"index": index, "start": 0, "end": len(sentence), "text": sentence}
    values = {
        "mention_id": name,
        "article_id": fields.pop("article", f"article-{name}"),
        "story_id": "story",
        "published_at": "2023-09-11",
        "type": kind,
        "quad": QUAD[kind],
        "score": SCORE[kind],
        "cameo_root": "19",
        "modality": "asserted",
        "trigger": span,
        "sentence": told,
        "confidence": 0.9,
        "extractor_version": "test",
        **fields,
    }
    return EventMention.model_validate(values)


def place(name: str, country: str = "SDN", precision: str = "city", **more: Any) -> dict[str, Any]:
    return {"text": name, "start": 0, "end": 0, "name": name, "country": country,
            "precision": precision, "basis": "sentence", **more}  # fmt: skip


def day(start: str, end: str | None = None) -> dict[str, Any]:
    return {"start": start, "end": end or start, "text": start, "text_start": 0, "text_end": 0,
            "precision": "period" if end else "day", "basis": "text"}  # fmt: skip


def actor(name: str, country: str | None, sector: str) -> dict[str, Any]:
    return {"text": name, "start": 0, "end": 0, "name": name, "country": country, "sector": sector}


def figure(kind: str, low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    return {"text": "figure", "start": 0, "end": 0, "kind": kind, "min": low, "max": high,
            "qualifier": "exact", **more}  # fmt: skip


def source(name: str, kind: str = "official", stance: str = "asserts") -> dict[str, Any]:
    return {"text": name, "start": 0, "end": 0, "name": name, "kind": kind, "stance": stance}


ARMY = actor("Sudanese army", "SDN", "MIL")
CIVILIANS = actor("civilians", "SDN", "CVL")


def strike(name: str, **fields: Any) -> EventMention:
    """A report of one air strike on a market in El Obeid on 10 September."""
    told = fields.pop("sentence", "An air strike on the market in El Obeid killed nine.")
    trigger = fields.pop("trigger", "strike")
    slots = {"place": place("El Obeid"), "date": day("2023-09-10"), "actors": [ARMY],
             "recipients": [CIVILIANS]}  # fmt: skip
    return mention(name, told, trigger, **{**slots, **fields})


class Desk:
    """Links mentions one after the other and keeps what table and topic would hold."""

    def __init__(self) -> None:
        self.index = IncidentIndex()
        self.table: dict[str, str] = {}
        self.topic: dict[str, Incident] = {}

    def link(self, item: EventMention) -> Linked:
        linked = link(item, self.index, now=NOW)
        for key, value in linked.writes:
            if value is None:
                self.table.pop(key, None)
            else:
                self.table[key] = value
        for incident in linked.incidents:
            self.topic[incident.incident_id] = incident
        for incident_id in linked.tombstones:
            self.topic.pop(incident_id, None)
        return linked

    def link_all(self, *items: EventMention) -> list[Incident]:
        """The incidents after all the mentions."""
        for item in items:
            self.link(item)
        return list(self.topic.values())

    def groups(self) -> set[frozenset[str]]:
        return {frozenset(i.mention_ids) for i in self.topic.values()}

    def recovered(self, seed: int = 0) -> Desk:
        """A desk whose index was rebuilt from the table, whose keys come in any order."""
        other = Desk()
        other.table, other.topic = dict(self.table), dict(self.topic)
        entries = list(self.table.items())
        random.Random(seed).shuffle(entries)  # noqa: S311
        for entry in entries:
            other.index.apply(*entry)
        return other
