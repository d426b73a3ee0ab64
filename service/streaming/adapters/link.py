"""link: an event mention becomes new revisions of incidents on `news.incidents.v1`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from schemas.dead_letter import Stage as StageName
from schemas.event import EventMention
from service.errors import PoisonMessage
from service.stages.link import IncidentIndex, Linked, link
from service.streaming.adapters.decoding import read
from service.streaming.stage import Origin, Output, Poison, StageResult, State, Write
from service.streaming.topics import TopicNames

KIND = "incident.v1"


class LinkStage:
    """One index for each partition: all mentions of one incident share their country's key."""

    name: StageName = "link"
    table: str | None = "incidents"

    def __init__(self, topics: TopicNames) -> None:
        self.source = topics.events
        self._target = topics.incidents

    def new_index(self) -> IncidentIndex:
        """An empty memory."""
        return IncidentIndex()

    def prepare(self, batch: list[bytes]) -> list[EventMention | Poison]:
        """The decoded mentions."""
        return [_decode(value) for value in batch]

    def finish(
        self,
        prepared: EventMention,
        state: State,
        *,
        origin: Origin,  # noqa: ARG002
        now: float,
    ) -> StageResult:
        """The incidents that the mention changed."""
        assert isinstance(state.index, IncidentIndex)  # noqa: S101 - made by new_index
        linked = link(prepared, state.index, now=datetime.fromtimestamp(now, UTC))
        return StageResult(
            outputs=tuple(self._outputs(linked)),
            writes=tuple(Write(*write) for write in linked.writes),
            counts={"retracted" if prepared.retracted else "linked": 1},
        )

    def _outputs(self, linked: Linked) -> Iterator[Output]:
        for incident in linked.incidents:
            yield Output(self._target, incident.incident_id.encode(), incident.to_bytes(), KIND)
        for incident_id in linked.tombstones:
            yield Output(self._target, incident_id.encode(), None, KIND)


def _decode(value: bytes) -> EventMention | Poison:
    try:
        return read(EventMention, value)
    except PoisonMessage as error:
        return Poison(error.reason, str(error))
