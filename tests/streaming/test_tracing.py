"""Tracing headers go from an article through every stage to its incident; spans are optional."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.errors import UserError
from service.setting_groups import TracingSettings
from service.streaming.adapters.clean import CleanStage
from service.streaming.adapters.dedupe import DedupeStage
from service.streaming.adapters.extract import ExtractStage
from service.streaming.adapters.extract_child import CodedArticle
from service.streaming.adapters.link import LinkStage
from service.streaming.headers import Headers
from service.streaming.topics import TopicNames
from service.streaming.tracing import PassingOn, Spans, Tracer, tracer
from tests.streaming.fakes import DEAD, FakeStream, Rig, message

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
CAME: Headers = [
    ("traceparent", f"00-{TRACE}-{PARENT}-01".encode()), ("tracestate", b"desk=7"),
]  # fmt: skip
RAW = {
    "body": "Gunmen killed twelve farmers near Bukavu on Sunday, a local official said. " * 3,
    "outlet": "Kivu Courier", "published_at": "2024-03-11",
}  # fmt: skip
NAMES = TopicNames()
STAGES = ("clean", "dedupe", "extract", "link")


class Coder:
    """Codes every article as the contracts' example."""

    async def submit(self, batch: list[bytes]) -> list[CodedArticle]:
        mention = (EXAMPLES / "event_mention.json").read_bytes()
        return [self._coded(json.loads(value), mention) for value in batch]

    def _coded(self, screened: dict[str, Any], mention: bytes) -> CodedArticle:
        enriched = json.dumps({"article": screened["article"], "screening": screened["screening"]})
        article_id = screened["article"]["article_id"]
        return CodedArticle(
            article_id=article_id, enriched=enriched.encode(), mentions=(mention,), entities=b"[]",
            contexts=(), extractor={"name": "fake"}, supported=True, words=9,
        )  # fmt: skip


async def through_all(tracer_of: Callable[[str], Tracer], headers: Headers) -> dict[str, Headers]:
    """One article through the shell of all stages: of each topic the headers of its message."""
    sent: dict[str, Headers] = {}
    value, came = json.dumps(RAW).encode(), headers
    for stage, target in (
        (CleanStage(NAMES), NAMES.clean), (DedupeStage(NAMES), NAMES.screened),
        (ExtractStage(NAMES, window_hours=1), NAMES.events), (LinkStage(NAMES), NAMES.incidents),
    ):  # fmt: skip
        rig = Rig(
            stage, preparer=Coder() if stage.name == "extract" else None,
            tracer=tracer_of(stage.name), max_message_bytes=100_000,
        )  # fmt: skip
        await rig.run(FakeStream([message(value, 0, b"k", came)]))
        sent |= {topic: head for topic, _, _, head in rig.sender.sent}
        value, came = rig.sender.to(target)[0] or b"", sent[target]
    return sent


def traced(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name.startswith("trace")]


async def test_the_headers_reach_every_topic_unchanged() -> None:
    sent = await through_all(lambda _: PassingOn(), CAME)
    assert set(sent) == {
        NAMES.clean, NAMES.screened, NAMES.enriched, NAMES.events, NAMES.incidents
    }  # fmt: skip
    for topic, headers in sent.items():
        assert traced(headers) == CAME, topic


async def test_an_article_without_them_gets_none() -> None:
    sent = await through_all(lambda _: PassingOn(), [])
    assert not any(traced(headers) for headers in sent.values())


def test_tracing_is_off_unless_it_is_switched_on() -> None:
    assert not TracingSettings().enabled
    assert isinstance(tracer(enabled=False, stage="clean", version="1"), PassingOn)


def test_without_the_library_one_line_says_what_to_install(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(UserError, match=r"pip install 'wirecoder\[otel\]'"):
        tracer(enabled=True, stage="clean", version="1")


class Collected:
    """Spans of all stages in memory."""

    def __init__(self) -> None:
        trace = pytest.importorskip("opentelemetry.sdk.trace")
        export = pytest.importorskip("opentelemetry.sdk.trace.export")
        memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
        self._exporter = memory.InMemorySpanExporter()
        self._provider = trace.TracerProvider(shutdown_on_exit=False)
        self._provider.add_span_processor(export.SimpleSpanProcessor(self._exporter))

    def tracer(self, stage: str) -> Spans:
        return Spans(self._provider, stage=stage, version="1")

    def spans(self) -> list[Any]:
        return list(self._exporter.get_finished_spans())


@pytest.fixture
def collected() -> Collected:
    return Collected()


async def test_each_stage_makes_one_span_below_the_one_before(collected: Collected) -> None:
    sent = await through_all(collected.tracer, CAME)
    spans = collected.spans()
    assert [span.attributes["wirecoder.stage"] for span in spans] == list(STAGES)
    assert {f"{span.context.trace_id:032x}" for span in spans} == {TRACE}
    parents = [f"{span.parent.span_id:016x}" for span in spans]
    assert parents == [PARENT, *(f"{span.context.span_id:016x}" for span in spans[:-1])]
    last = f"00-{TRACE}-{spans[-1].context.span_id:016x}-01"
    assert dict(sent[NAMES.incidents])["traceparent"] == last.encode()
    assert dict(sent[NAMES.incidents])["tracestate"] == b"desk=7"


@pytest.mark.parametrize(
    "came",
    [[], [("traceparent", b"00-not-one")], [("traceparent", b"\xff\xfe")]],
    ids=["none", "damaged", "bytes"],
)
async def test_without_a_usable_parent_a_new_trace_begins(
    collected: Collected, came: Headers
) -> None:
    await through_all(collected.tracer, came)
    first, *later = collected.spans()
    assert first.parent is None
    assert {span.context.trace_id for span in later} == {first.context.trace_id}


async def test_a_span_lasts_from_the_arrival_until_the_outputs_are_sent(
    collected: Collected,
) -> None:
    await through_all(collected.tracer, CAME)
    for span in collected.spans():
        assert span.start_time <= span.end_time
        assert span.attributes["messaging.kafka.offset"] == 0


async def test_a_dead_letter_keeps_the_original_header_and_its_span_names_the_reason(
    collected: Collected,
) -> None:
    rig = Rig(tracer=collected.tracer("clean"))
    await rig.run(FakeStream([message(b"bad", 0, b"k", CAME)]))
    ((topic, _, _, headers),) = rig.sender.sent
    assert (topic, traced(headers)) == (DEAD, CAME)
    (span,) = collected.spans()
    assert span.attributes["error.type"] == "not_json"
    assert not span.status.is_ok
