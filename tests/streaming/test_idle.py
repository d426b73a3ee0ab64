"""What each stage has still to do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import GroupCoordinatorNotAvailableError

from service.errors import UserError
from service.streaming import idle
from service.streaming.idle import backlog
from service.streaming.topics import TopicNames


class Admin:
    """A broker that has just started: it knows the groups after so many questions."""

    def __init__(self, *, unknown: int) -> None:
        self._unknown = unknown

    async def describe_topics(self, topics: list[str]) -> list[Any]:
        return [{"partitions": [{"partition": 0}]} for _ in topics]

    async def list_consumer_group_offsets(self, group: str) -> Any:
        if self._unknown:
            self._unknown -= 1
            raise GroupCoordinatorNotAvailableError(group)
        return {TopicPartition("news.raw.v1", 0): SimpleNamespace(offset=3)}


class Consumer:
    async def end_offsets(self, partitions: list[TopicPartition]) -> Any:
        return dict.fromkeys(partitions, 10)

    async def beginning_offsets(self, partitions: list[TopicPartition]) -> Any:
        return dict.fromkeys(partitions, 4 if partitions[0].topic == "news.clean.v1" else 0)


async def test_the_backlog_is_what_is_not_committed_and_still_there() -> None:
    left = await backlog(Admin(unknown=0), Consumer(), TopicNames())  # type: ignore[arg-type]
    assert left == {"clean": 7, "dedupe": 6, "extract": 10, "link": 10}


async def test_a_broker_that_has_just_started_is_asked_again() -> None:
    left = await backlog(Admin(unknown=2), Consumer(), TopicNames())  # type: ignore[arg-type]
    assert left["clean"] == 7


async def test_a_broker_that_never_knows_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "COORDINATOR_SECONDS", 0.0)
    with pytest.raises(UserError, match="wirecoder-clean"):
        await backlog(Admin(unknown=99), Consumer(), TopicNames())  # type: ignore[arg-type]
