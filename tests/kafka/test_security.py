"""Logins and encryption, on a real broker with a listener for each; secrets stay secret."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli.main import app
from service.errors import UserError
from service.settings import KafkaSettings, load_settings
from service.streaming.kafka_clients import administrating
from service.streaming.topics import TopicNames
from tests.chaos.harness import CountingWorker, read_until, send_words, until, words
from tests.kafka.fixtures import _create
from tests.kafka.secure_broker import LISTENERS, PASSWORD, USER, SecureBroker

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates"),
]


@dataclass(frozen=True)
class Way:
    """One way in."""

    listener: str
    mechanism: str | None = None

    def __str__(self) -> str:
        return f"{LISTENERS[self.listener]} {self.mechanism or ''}".strip()


WAYS = [
    Way("PLAIN", "PLAIN"),
    Way("SCRAM", "SCRAM-SHA-256"),
    Way("SCRAM", "SCRAM-SHA-512"),
    Way("TLS"),
    Way("BOTH", "SCRAM-SHA-512"),
]
#: a worker for each takes long; the one with both covers each part
WORKER_WAYS = [
    pytest.param(way, marks=() if way.listener == "BOTH" else pytest.mark.long, id=str(way))
    for way in WAYS
]


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureBroker]:
    with SecureBroker(tmp_path_factory.mktemp("secure")) as broker:
        yield broker


def enter(
    secure: SecureBroker, way: Way, monkeypatch: pytest.MonkeyPatch, *, password: str = PASSWORD
) -> KafkaSettings:
    """Settings from the environment, as a service has them."""
    chosen = {
        "BOOTSTRAP_SERVERS": secure.address(way.listener),
        "SECURITY_PROTOCOL": LISTENERS[way.listener],
        "TOPIC_PREFIX": f"{way.listener.lower()}-{way.mechanism}.",
        "REQUEST_TIMEOUT_SECONDS": "10",
    }
    if way.mechanism:
        secret = secure.data_dir / "password"
        secret.write_text(f"{password}\n")
        chosen |= {
            "SASL_MECHANISM": way.mechanism, "SASL_USERNAME": USER,
            "SASL_PASSWORD_FILE": str(secret),
        }  # fmt: skip
    if "SSL" in chosen["SECURITY_PROTOCOL"]:
        chosen["SSL_CAFILE"] = str(secure.authority)
    for name, value in chosen.items():
        monkeypatch.setenv(f"WIRECODER_KAFKA__{name}", value)
    return load_settings().kafka


async def topics_of(kafka: KafkaSettings) -> list[str]:
    async with administrating(kafka) as admin:
        return list(await admin.list_topics())


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_our_clients_get_in(
    secure: SecureBroker, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    kafka = enter(secure, way, monkeypatch)
    asyncio.run(_create(kafka))
    assert TopicNames(kafka.topic_prefix).raw in asyncio.run(topics_of(kafka))


@pytest.mark.parametrize("way", WORKER_WAYS)
def test_a_faust_worker_gets_in_and_does_not_tell_the_password(
    secure: SecureBroker, way: Way, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kafka = enter(secure, way, monkeypatch)
    monkeypatch.setenv("WIRECODER_LOG__LEVEL", "DEBUG")
    asyncio.run(_create(kafka))
    asyncio.run(send_words(kafka, words(50)))
    worker = CountingWorker(tmp_path)
    try:
        worker.start_without_waiting()
        topic = TopicNames(kafka.topic_prefix).enriched
        asyncio.run(read_until(kafka, topic, until(50)))
        assert worker.terminate() == 0
    finally:
        worker.clean_up()
    assert worker.log()
    assert PASSWORD not in worker.log()


@pytest.mark.parametrize("way", [WAYS[0], WAYS[2]], ids=str)
def test_a_wrong_password_is_told_without_telling_it(
    secure: SecureBroker,
    way: Way,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kafka = enter(secure, way, monkeypatch, password="guessed-secret-1")  # noqa: S106
    with pytest.raises(UserError) as error:
        asyncio.run(topics_of(kafka))
    assert "guessed-secret-1" not in str(error.value) + caplog.text


def test_a_certificate_that_nobody_vouches_for_is_refused(
    secure: SecureBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(secure, WAYS[3], monkeypatch)
    monkeypatch.delenv("WIRECODER_KAFKA__SSL_CAFILE")
    with pytest.raises(UserError):
        asyncio.run(topics_of(load_settings().kafka))


def test_the_settings_show_a_mask(secure: SecureBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(secure, WAYS[2], monkeypatch)
    monkeypatch.delenv("WIRECODER_KAFKA__SASL_PASSWORD_FILE")
    monkeypatch.setenv("WIRECODER_KAFKA__SASL_PASSWORD", PASSWORD)
    shown = CliRunner().invoke(app, ["config"])
    assert shown.exit_code == 0
    assert PASSWORD not in shown.output
    assert PASSWORD not in repr(load_settings())
