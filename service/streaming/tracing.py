"""W3C tracing headers: handed on as they came or, when switched on, one span for each message.

OpenTelemetry is an extra, loaded only when it is switched on. Where spans are sent, and which are
kept, is said by its own variables (`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_TRACES_SAMPLER`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Final, Protocol

from service.errors import PoisonMessage, UserError
from service.streaming.headers import Headers, passed_on
from service.streaming.window import Entry

MISSING: Final = "Tracing needs an extra: pip install 'wirecoder[otel]'"
NANOSECONDS: Final = 1_000_000_000
CLOSE_SECONDS: Final = 2.0


class Tracer(Protocol):
    """What the shell asks of tracing."""

    def span(self, entry: Entry) -> AbstractContextManager[Headers]:
        """While one message is finished; gives the tracing headers of its outputs."""

    def close(self) -> None:
        """Send what has not been sent yet."""


class PassingOn:
    """No spans: the headers of the input are those of the outputs."""

    def span(self, entry: Entry) -> AbstractContextManager[Headers]:
        """The input's own headers."""
        return nullcontext(passed_on(entry.headers))

    def close(self) -> None:
        """Nothing is held back."""


class Spans:
    """A span from a message's arrival until its outputs are sent, child of the one it came with."""

    def __init__(self, provider: Any, *, stage: str, version: str) -> None:
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._stage = stage
        self._tracer = provider.get_tracer("wirecoder", version)
        self._headers = TraceContextTextMapPropagator()

    @contextmanager
    def span(self, entry: Entry) -> Iterator[Headers]:
        """The headers of the span; one that ends in a dead letter names its reason."""
        from opentelemetry.trace import SpanKind, StatusCode, set_span_in_context

        carried = {name: value.decode("latin-1") for name, value in passed_on(entry.headers)}
        span = self._tracer.start_span(
            f"{self._stage} {entry.origin.topic}",
            context=self._headers.extract(carried),
            kind=SpanKind.CONSUMER,
            attributes=_attributes(entry, self._stage),
            start_time=int(entry.arrived_at * NANOSECONDS),
        )
        own: dict[str, str] = {}
        self._headers.inject(own, context=set_span_in_context(span))
        try:
            yield [(name, value.encode("latin-1")) for name, value in own.items()]
        except PoisonMessage as error:
            span.set_attribute("error.type", error.reason)
            span.set_status(StatusCode.ERROR, error.reason)
            raise
        finally:
            span.end()

    def close(self) -> None:
        """Send the rest, but let no collector that is away hold the worker up."""
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(CLOSE_SECONDS)


def tracer(*, enabled: bool, stage: str, version: str) -> Tracer:
    """What traces a stage. Raises UserError when it is switched on and not installed."""
    if not enabled:
        return PassingOn()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise UserError(MISSING) from error
    about = {"service.name": f"wirecoder-{stage}", "service.version": version}
    provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Spans(provider, stage=stage, version=version)


def _attributes(entry: Entry, stage: str) -> dict[str, str | int]:
    """OpenTelemetry's names for messaging; nothing of the article's text."""
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": "process",
        "messaging.destination.name": entry.origin.topic,
        "messaging.destination.partition.id": str(entry.origin.partition),
        "messaging.kafka.offset": entry.origin.offset,
        "wirecoder.stage": stage,
    }
