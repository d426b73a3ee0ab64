"""The probes answer 200 only when every condition holds, and name each."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from service import metrics
from service.errors import UserError
from service.streaming.health import HealthServer, Probe

CONDITIONS = {"assigned": True, "recovered": True}


@pytest.fixture
async def server() -> AsyncIterator[HealthServer]:
    server = HealthServer(
        lambda: Probe(ready=CONDITIONS, alive={"not_stalled": True}), host="127.0.0.1", port=0
    )
    await server.start()
    yield server
    await server.stop()


async def get(server: HealthServer, path: str) -> tuple[int, str]:
    address = f"http://127.0.0.1:{server.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def test_a_failing_condition_makes_the_worker_unready_but_not_dead(
    server: HealthServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await get(server, "/readyz"))[0] == 200
    monkeypatch.setitem(CONDITIONS, "recovered", False)
    status, body = await get(server, "/readyz")
    assert status == 503
    assert '"recovered": false' in body
    assert (await get(server, "/livez"))[0] == 200


async def test_every_series_of_a_stage_exists_before_the_first_message(
    server: HealthServer,
) -> None:
    metrics.start_at_zero("link", version="1.2")
    _, body = await get(server, "/metrics")
    assert 'wirecoder_dead_letters_total{reason="deadline",stage="link"} 0.0' in body
    assert 'wirecoder_build_info{stage="link",version="1.2"} 1.0' in body


async def test_a_taken_port_says_which_setting_to_change(server: HealthServer) -> None:
    second = HealthServer(lambda: Probe({}, {}), host="127.0.0.1", port=server.port)
    with pytest.raises(UserError, match="WIRECODER_HTTP__PORT"):
        await second.start()
