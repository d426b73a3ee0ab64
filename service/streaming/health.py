"""`/livez`, `/readyz` and `/metrics` of one worker, on its own small HTTP server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.errors import UserError
from service.metrics import REGISTRY


@dataclass(frozen=True, slots=True)
class Probe:
    """The state that the probes tell: each named condition, true when it is well."""

    ready: dict[str, bool]
    alive: dict[str, bool]


class HealthServer:
    """Serves while it is started; `probe` is asked anew for every request."""

    def __init__(self, probe: Callable[[], Probe], *, host: str, port: int) -> None:
        self._probe = probe
        self._host = host
        self._wanted_port = port
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen; UserError when the port is taken."""
        app = web.Application()
        app.router.add_get("/livez", self._livez)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", _metrics)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._wanted_port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise UserError(
                f"Health and metrics cannot be served on {self._host}:{self._wanted_port} "
                f"({error.strerror}). Set WIRECODER_HTTP__PORT to another port, or 0."
            ) from error
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _livez(self, _request: web.Request) -> web.Response:
        return _answer(self._probe().alive)

    async def _readyz(self, _request: web.Request) -> web.Response:
        return _answer(self._probe().ready)


def _answer(conditions: dict[str, bool]) -> web.Response:
    """200 when all hold, else 503; the body names each."""
    is_well = all(conditions.values())
    return web.json_response(
        {"status": "ok" if is_well else "failing", "checks": conditions},
        status=200 if is_well else 503,
    )


async def _metrics(_request: web.Request) -> web.Response:
    return web.Response(
        body=generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )
