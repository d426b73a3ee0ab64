"""What link would have come to, had nothing gone wrong: the same events, once each, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from service.stages.link import IncidentIndex
from service.streaming.adapters.link import LinkStage
from service.streaming.stage import Origin, StageResult
from service.streaming.tables import PartitionState
from tests.chaos.invariants import Record, Seen, header, newest


def once(records: list[Record]) -> Iterator[Record]:
    """The first delivery of each event; a repeat has the same value."""
    known: set[tuple[str, bytes]] = set()
    for record in records:
        name = (header(record, "ce_id"), record.value)
        if name not in known:
            known.add(name)
            yield record


def fault_free_incidents(seen: Seen) -> dict[bytes | None, Any]:
    """By incident id, without the fields of the moment."""
    stage = LinkStage(seen.names)
    states: dict[int, PartitionState] = defaultdict(
        lambda: PartitionState(IncidentIndex(), lambda _key: None)
    )
    outputs: list[Any] = []
    for record in once(seen.of("events")):
        (mention,) = stage.prepare([record.value])
        origin = Origin(record.topic, record.partition, record.offset, record.timestamp)
        state = states[record.partition]
        result = stage.finish(mention, state, origin=origin, now=record.timestamp / 1000)
        assert isinstance(result, StageResult)
        outputs += result.outputs
    return newest(outputs)


def incidents(seen: Seen) -> dict[bytes | None, Any]:
    """What is on the topic."""
    return newest(seen.of("incidents"))
