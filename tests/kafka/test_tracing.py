"""Spans of real workers reach a collector; the trace goes on over the broker."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from service.settings import KafkaSettings, user_cache_dir
from service.streaming.kafka_clients import consuming, producing
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.topics import TopicNames

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
BODY = "Dockers in Valparaiso went on strike on Tuesday, the port authority of Chile said."
SECONDS = 60.0


class Collector:
    """Takes spans by OTLP over HTTP."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802 - the base's name
                bodies.append(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def spans(self) -> list[Any]:
        trace = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
        found = [trace.ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for request in found
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    made = Collector()
    yield made
    made.close()


async def through(kafka: KafkaSettings, topics: TopicNames) -> dict[str, bytes]:
    """The headers with which one article leaves dedupe."""
    raw, headers = json.dumps({"body": BODY}).encode(), f"00-{TRACE}-{PARENT}-01".encode()
    async with producing(kafka) as producer:
        await producer.send_and_wait(topics.raw, raw, headers=[("traceparent", headers)])
    async with (
        consuming(kafka, topics.screened, auto_offset_reset="earliest") as consumer,
        asyncio.timeout(SECONDS),
    ):
        return dict((await consumer.getone()).headers)


def test_spans_of_two_workers_are_one_trace(
    kafka: KafkaSettings, topics: TopicNames, collector: Collector, tmp_path: Path
) -> None:
    options = SupervisorOptions(
        environment={
            "WIRECODER_DATA_DIR": str(user_cache_dir()),
            "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
            "WIRECODER_TABLES__STORE": "memory",
            "WIRECODER_HTTP__PORT": "0",
            "WIRECODER_CLEAN__POOL_SIZE": "0",
            "WIRECODER_TRACING__ENABLED": "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.address,
        },
        log_dir=tmp_path / "logs",
    )
    with Supervisor([Place("clean"), Place("dedupe")], options) as workers:
        workers.wait_ready()
        left = asyncio.run(through(kafka, topics))
    first, second = sorted(collector.spans(), key=lambda span: span.name)  # sent before the end
    assert [span.name.partition(" ")[0] for span in (first, second)] == ["clean", "dedupe"]
    assert first.parent_span_id.hex() == PARENT
    assert second.parent_span_id == first.span_id
    assert {first.trace_id.hex(), second.trace_id.hex()} == {TRACE}
    assert left["traceparent"].decode().split("-")[1:3] == [TRACE, second.span_id.hex()]
