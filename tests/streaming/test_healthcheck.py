"""What a container engine asks."""

from __future__ import annotations

import asyncio

import pytest

from service.streaming.health import HealthServer, Probe
from service.streaming.healthcheck import is_ready


@pytest.mark.parametrize("is_well", [True, False], ids=["ready", "not ready"])
async def test_a_worker_is_healthy_when_it_is_ready(is_well: bool) -> None:
    probe = Probe(ready={"assigned": is_well}, alive={})
    server = HealthServer(lambda: probe, host="127.0.0.1", port=0)
    await server.start()
    try:
        assert await asyncio.to_thread(is_ready, server.port) is is_well
    finally:
        await server.stop()
    assert not await asyncio.to_thread(is_ready, server.port)
