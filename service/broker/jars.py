"""Fetches the jars of Apache Kafka once; each is checked against a recorded SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from service.broker.files import exclusive, writing_to
from service.errors import UserError

KAFKA_VERSION = "4.1.0"
PARALLEL_DOWNLOADS = 8

#: called with (bytes done, bytes in all)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Jar:
    """A file of the class path, by Maven coordinate."""

    group: str
    artifact: str
    version: str
    size_bytes: int
    sha256: str

    @property
    def file_name(self) -> str:
        """Its name in a Maven repository."""
        return f"{self.artifact}-{self.version}.jar"


def needed_jars() -> tuple[Jar, ...]:
    """Every jar that Kafka needs, as recorded in `jars.tsv`."""
    text = resources.files("service.broker").joinpath("jars.tsv").read_text(encoding="utf-8")
    return tuple(_parse(line) for line in text.splitlines() if line and line[0] != "#")


def _parse(line: str) -> Jar:
    coordinate, size, sha256 = line.split("\t")
    group, artifact, version = coordinate.split(":")
    return Jar(group, artifact, version, int(size), sha256)


def ensure_jars(cache_dir: Path, *, progress: Progress | None = None) -> Path:
    """The folder under `cache_dir` that holds all of Kafka's jars; fetches those not yet there.

    Raises UserError when they cannot be fetched or stored.
    """
    folder = cache_dir / f"kafka-{KAFKA_VERSION}"
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with exclusive(folder / ".lock"):
            lacking = [jar for jar in needed_jars() if not _is_there(folder, jar)]
            if lacking:
                _fetch_all(lacking, folder, progress or (lambda _done, _total: None))
    return folder


def _is_there(folder: Path, jar: Jar) -> bool:
    """Whether the jar has its full size (its hash was checked before it was moved there)."""
    path = folder / jar.file_name
    return path.is_file() and path.stat().st_size == jar.size_bytes


def _fetch_all(jars: list[Jar], folder: Path, progress: Progress) -> None:
    total, done = sum(jar.size_bytes for jar in jars), 0
    progress(0, total)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part,
        ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool,
    ):
        context = _maven(Path(part))
        waiting = {pool.submit(_fetch, jar, context, folder): jar for jar in jars}
        try:
            for future in as_completed(waiting):
                future.result()
                done += waiting[future].size_bytes
                progress(done, total)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _maven(part: Path) -> Any:
    """A Maven context that keeps nothing but `part` and honours the user's jgo repositories."""
    try:
        from jgo.config import GlobalSettings
        from jgo.maven import MavenContext
    except ImportError as error:
        raise UserError(
            "The embedded broker needs an extra: pip install 'wirecoder[embedded]'"
        ) from error
    own = GlobalSettings.load().repositories
    context = MavenContext(repo_cache=part, timeout=60)
    context.remote_repos = {**own, **context.remote_repos}
    return context


def _fetch(jar: Jar, context: Any, folder: Path) -> None:
    """Puts one checked jar into the folder, whole or not at all."""
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact()
    try:
        path = Path(artifact.resolve())
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise UserError(
            f"Could not download {jar.file_name} ({type(error).__name__}). The first start of the "
            "embedded broker needs the Maven Central repository: check the network or proxy and "
            "try again, or point WIRECODER_KAFKA__BOOTSTRAP_SERVERS at a running cluster."
        ) from error
    if hashlib.sha256(path.read_bytes()).hexdigest() != jar.sha256:
        raise UserError(f"{jar.file_name} came damaged (wrong SHA-256): try again.")
    shutil.copyfile(path, path.with_suffix(".ok"))
    os.replace(path.with_suffix(".ok"), folder / jar.file_name)
