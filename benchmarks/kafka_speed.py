"""Articles per second through an embedded broker and all four stages."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from benchmarks.report import Figure
from schemas import RawArticle
from service.errors import UserError
from service.metrics import STAGES
from service.settings import HttpSettings, Settings, TableSettings
from service.streaming.demo import run_demo
from service.streaming.pipeline import (
    Pipeline,
    PipelineOptions,
    running_pipeline,
    worker_environment,
)

CODED = "through Kafka, coded"
STUBBED = "through Kafka, extraction stubbed"
UNLIMITED = 1e9
_START_SECONDS = 60.0


def measured(settings: Settings, raw: Sequence[RawArticle]) -> list[Figure]:
    """Both ways; from the first article sent to the last incident."""
    return [
        Figure("articles/s", name, _pace(settings, raw, stub=stub), len(raw))
        for name, stub in ((CODED, False), (STUBBED, True))
    ]


def _pace(settings: Settings, raw: Sequence[RawArticle], *, stub: bool) -> float:
    with tempfile.TemporaryDirectory(prefix="wirecoder-bench-") as name:
        folder = Path(name)
        private = settings.model_copy(
            update={
                "http": HttpSettings(port=0),
                "tables": TableSettings(store="memory", folder=folder / "tables"),
            }
        )
        options = PipelineOptions(
            embedded=True,
            broker_dir=folder / "broker",
            log_dir=folder / "logs",
            stages=tuple(s for s in STAGES if not (stub and s == "extract")),
        )
        with (
            running_pipeline(private, options, announce=lambda _text: None) as pipeline,
            _stubbed(private, pipeline, folder) if stub else nullcontext(),
        ):
            sent = run_demo(pipeline.kafka, raw, rate_per_second=UNLIMITED, report=lambda *_: None)
            outcome = asyncio.run(sent)
    return outcome.articles / outcome.seconds


@contextmanager
def _stubbed(settings: Settings, pipeline: Pipeline, folder: Path) -> Iterator[None]:
    """An extract worker without a coder."""
    ready = folder / "stub.ready"
    command = [sys.executable, "-m", "benchmarks.stub_worker", str(ready)]
    environment = os.environ | worker_environment(settings, pipeline.kafka)
    with (folder / "stub.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(ready, process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait(ready: Path, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + _START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise UserError("The stub worker did not start.")
        time.sleep(0.05)
