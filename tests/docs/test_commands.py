"""Command blocks of the docs run as they stand, or say what they need; so does the runbook."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.settings import KafkaSettings, user_cache_dir
from service.streaming.kafka_clients import consuming, producing
from service.streaming.topics import TopicNames
from tests.deploy.conftest import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"^```(\w*) ?([\w-]*)\n(.*?)^```$", re.M | re.S)
#: what a block may need that no test has, and the commands that such a block is made of
NEEDS = {
    "needs-docker": ("docker ", "for stage in ", "scripts/pin_digests.sh "),
    "needs-cluster": ("kubectl ",), "needs-connect": ("curl ", "  http"),
    "slow": ("wirecoder gazetteer build",),
}  # fmt: skip
BLOCKS = [
    (path.name, language, mark, text)
    for path in PAGES
    for language, mark, text in BLOCK.findall(path.read_text(encoding="utf-8"))
]
RUNNABLE = [
    (name, text) for name, language, mark, text in BLOCKS if language == "bash" and not mark
]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
GOOD = {"body": "Police in Lima arrested nine protesters on Friday, the interior ministry said."}
STORM = 210
SECONDS = 120.0


def test_a_block_that_cannot_run_here_says_why() -> None:
    for name, language, mark, text in BLOCKS:
        if language in ("bash", "sh"):
            assert not mark or mark in NEEDS, name
            if mark:
                lines = [line for line in text.splitlines() if line]
                assert all(line.startswith(NEEDS[mark]) for line in lines), text
        else:
            assert "wirecoder " not in text or language == "json", text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as if the project had been cloned into it."""
    for name in ("samples", "schemas", "deploy", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "WIRECODER_DATA_DIR": str(user_cache_dir()),
        "WIRECODER_TABLES__FOLDER": str(tmp_path / "tables"),
        "WIRECODER_HTTP__PORT": "0",
        "WIRECODER_LOG__FORMAT": "json",
    }


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a block prints; fails with all that it said."""
    done = subprocess.run(
        ["bash", "-euc", command], cwd=folder, env=environment, capture_output=True, text=True,
        timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, command + done.stdout + done.stderr
    return done.stdout + done.stderr


async def send(kafka: KafkaSettings, topic: str, *messages: tuple[bytes | None, bytes]) -> None:
    async with producing(kafka) as producer:
        for key, value in messages:
            await producer.send_and_wait(topic, value, key=key)


@pytest.fixture
def filled(kafka: KafkaSettings, topics: TopicNames) -> None:
    """One dead letter, one event and one incident: the contracts' examples."""
    examples = ROOT / "schemas" / "examples"
    event, incident = (
        (examples / f"{name}.json").read_bytes() for name in ("event_mention", "incident")
    )
    asyncio.run(send(kafka, topics.dead_letters, (b"k", b"{not json")))
    asyncio.run(send(kafka, topics.events, (b"COD", event)))
    asyncio.run(send(kafka, topics.incidents, (b"id", incident)))


@pytest.mark.kafka
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_other_block_runs(
    kafka: KafkaSettings, filled: None, folder: Path, environment: dict[str, str]
) -> None:
    environment |= {k: v for k, v in os.environ.items() if k.startswith("WIRECODER_KAFKA")}
    assert len(RUNNABLE) > 5
    for _, text in RUNNABLE:
        run(text, folder, environment)
    written = {path.name for path in folder.iterdir() if path.is_file()}
    assert {
        "incidents.csv", "incidents.geojson", "events.csv", "acled-like.csv", "incidents.parquet",
    } <= written  # fmt: skip
    assert "Bukavu" in (folder / "incidents.csv").read_text(encoding="utf-8")


class CleanWorker:
    """The operator's `wirecoder worker --stage clean`."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._log = (folder / "clean.log").open("ab")
        self.process = subprocess.Popen(
            ["bash", "-c", "exec wirecoder worker --stage clean"],
            cwd=folder, env=environment, stdout=self._log, stderr=self._log,
        )  # fmt: skip

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
        self._log.close()


@pytest.fixture
def started(folder: Path, environment: dict[str, str]) -> Iterator[list[CleanWorker]]:
    workers: list[CleanWorker] = []
    yield workers
    for worker in workers:
        worker.stop()


def commands_of(section: str) -> list[str]:
    """The commands that a section of the runbooks names, in their order."""
    text = OPERATIONS.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"`(wirecoder [^`]+)`", text)


async def cleaned(kafka: KafkaSettings, topic: str, count: int) -> list[bytes]:
    """The first `count` messages of the next topic."""
    found: list[bytes] = []
    async with consuming(kafka, topic, auto_offset_reset="earliest") as consumer:
        give_up_at = time.monotonic() + SECONDS
        while len(found) < count and time.monotonic() < give_up_at:
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found += [record.value for record in records]
    return found


@pytest.mark.kafka
@pytest.mark.slow
def test_a_newcomer_finds_and_clears_a_dead_letter_storm_by_the_runbook(
    kafka: KafkaSettings,
    topics: TopicNames,
    folder: Path,
    environment: dict[str, str],
    started: list[CleanWorker],
) -> None:
    """A producer's new release calls the text `content`; the runbook leads to it and out of it."""
    environment |= {k: v for k, v in os.environ.items() if k.startswith("WIRECODER_KAFKA")}
    wrong = [(b"k", json.dumps({"content": GOOD["body"], "id": str(n)}).encode())
             for n in range(STORM)]  # fmt: skip
    asyncio.run(send(kafka, topics.raw, *wrong, (b"k", json.dumps(GOOD | {"id": "ok"}).encode())))
    started.append(CleanWorker(folder, environment))
    assert started[0].process.wait(SECONDS) == 4  # stopped itself: the runbook says so

    look, show, *rest = commands_of("WirecoderDeadLetterStorm")
    assert "wrong_shape" in run(f"{look} --format jsonl", folder, environment)
    one = run(f"{show} --format jsonl", folder, environment)
    assert "body" in json.loads(one.splitlines()[0])["headers"]["error"]
    assert "content" in one
    assert re.search(r"\| .*`wrong_shape`.* \| the producer \| mend it", OPERATIONS)
    assert rest == ["wirecoder dead-letters replay --reason REASON"]  # not for a producer's fault

    mended = "".join(json.dumps(GOOD | {"id": str(n)}) + "\n" for n in range(STORM))
    (folder / "mended.jsonl").write_text(mended, encoding="utf-8")
    started.append(CleanWorker(folder, environment))  # goes on where it was, skips nothing
    run("wirecoder produce mended.jsonl", folder, environment)
    articles = asyncio.run(cleaned(kafka, topics.clean, STORM + 1))
    assert {json.loads(article)["external_id"] for article in articles} == {
        "ok", *(str(n) for n in range(STORM))
    }  # fmt: skip
    assert started[1].process.poll() is None
