"""Kafka's jars arrive whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.broker import jars
from service.broker.jars import Jar, ensure_jars, needed_jars
from service.errors import UserError

CONTENT = b"a jar of olives"
OLIVES = Jar("org.example", "olives", "1.0", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@dataclass
class FakeMaven:
    """Stands for a Maven context: `resolve` writes or fails as told."""

    part: Path
    resolve_: Callable[[Path], Path]

    def project(self, *_: str) -> FakeMaven:
        return self

    def at_version(self, _: str) -> FakeMaven:
        return self

    def artifact(self) -> FakeMaven:
        return self

    def resolve(self) -> Path:
        return self.resolve_(self.part / "olives-1.0.jar")


@pytest.fixture
def maven(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], Path]], None]:
    """Have the one needed jar come from a function."""

    def install(resolve: Callable[[Path], Path]) -> None:
        monkeypatch.setattr(jars, "needed_jars", lambda: (OLIVES,))
        monkeypatch.setattr(jars, "_maven", lambda part: FakeMaven(part, resolve))

    return install


def writes(content: bytes) -> Callable[[Path], Path]:
    def resolve(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return resolve


def fails(error: Exception) -> Callable[[Path], Path]:
    def resolve(_: Path) -> Path:
        raise error

    return resolve


def test_the_list_is_that_of_kafka_4_1_0_with_one_version_of_each_jar() -> None:
    needed = needed_jars()
    versions = {jar.artifact: jar.version for jar in needed}
    assert len(versions) == len(needed)
    for artifact in ("kafka_2.13", "kafka-clients", "kafka-server", "kafka-raft"):
        assert versions[artifact] == "4.1.0"


def test_a_jar_is_fetched_once_with_its_progress_told(tmp_path: Path, maven: Any) -> None:
    told: list[tuple[int, int]] = []
    maven(writes(CONTENT))
    folder = ensure_jars(tmp_path, progress=lambda done, total: told.append((done, total)))
    assert (folder / "olives-1.0.jar").read_bytes() == CONTENT
    assert told == [(0, len(CONTENT)), (len(CONTENT), len(CONTENT))]
    maven(fails(AssertionError("fetched again")))
    assert ensure_jars(tmp_path) == folder


@pytest.mark.parametrize(
    ("resolve", "told"),
    [
        pytest.param(writes(b"a jar of sardin"), "damaged", id="another content"),
        pytest.param(fails(RuntimeError("404")), "Could not download olives-1.0.jar", id="absent"),
        pytest.param(fails(ConnectionError("no route")), "check the network", id="no network"),
        pytest.param(fails(OSError(28, "full")), "No space left", id="disk full"),
    ],
)
def test_a_failed_download_says_so_and_leaves_nothing(
    tmp_path: Path, maven: Any, resolve: Callable[[Path], Path], told: str
) -> None:
    maven(resolve)
    with pytest.raises(UserError, match=told):
        ensure_jars(tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"]


def test_without_the_extra_the_error_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jgo.config", None)
    with pytest.raises(UserError, match=r"pip install 'wirecoder\[embedded\]'"):
        ensure_jars(tmp_path)
