"""The private names of Faust that we use are still there and still do what we need."""

from __future__ import annotations

import inspect
from types import SimpleNamespace

import faust
from faust import streams
from faust.tables.base import Collection
from faust.transport.drivers.aiokafka import Producer

from service.streaming.faust_private import (
    acting_for,
    recovery_remaining,
    use_idempotent_producer,
)
from tests.streaming.fakes import message


async def test_the_producer_is_built_with_idempotence() -> None:
    use_idempotent_producer()
    app = faust.App("t", broker="kafka://127.0.0.1:1", autodiscover=False, web_enabled=False)
    producer = app.transport.create_producer()
    made: dict[str, object] = {}

    def build(**settings: object) -> SimpleNamespace:
        made.update(settings)
        return SimpleNamespace()

    kind = type("P", (Producer,), {"_producer_type": property(lambda self: build)})
    producer.__class__ = kind
    producer._new_producer()
    assert made["enable_idempotence"] is True
    assert made["acks"] == "all"


def test_the_event_is_current_inside_and_only_inside() -> None:
    event = message(b"a", 0)
    with acting_for(event):
        assert streams.current_event() is event
    assert streams.current_event() is None


async def test_faust_still_has_what_the_table_and_the_watch_use() -> None:
    assert hasattr(Collection, "changelog_topic_name")
    assert "topic_partition" in inspect.getsource(Collection._on_changelog_sent)
    app = faust.App("t2", broker="kafka://127.0.0.1:1", autodiscover=False, web_enabled=False)
    assert app._assignment is None
    assert app.consumer_generation_id is not None
    assert app._producer is None
    assert recovery_remaining(app) == 0
    app.tables.recovery.in_recovery = True
    assert recovery_remaining(app) == 0
