"""Starts and stops Apache Kafka (KRaft, one node) as a child process or on its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from service.broker import guard
from service.broker.config import format_command, properties, server_command
from service.broker.files import (
    check_port,
    check_room,
    exclusive,
    free_port,
    full,
    rotate,
    tail,
    writing_to,
)
from service.broker.jars import Progress, ensure_jars
from service.broker.java import find_java
from service.broker.process import Running, start_time, terminate
from service.broker.readiness import ASK_EVERY_SECONDS, answers
from service.errors import UserError
from service.settings import user_cache_dir

START_SECONDS = 60.0
PORT_TRIES = 3
_PORT_LOST = "Address already in use"


class EmbeddedBroker:
    """A broker on 127.0.0.1 whose data live in `data_dir`; a context manager.

    `port`: 0 or None takes a free one. `detached`: it goes on after this process ends (else it
    stops with it, even when this process is killed). `cache_dir` keeps Kafka's jars.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int | None = None,
        *,
        detached: bool = False,
        cache_dir: Path | None = None,
    ) -> None:
        self.data_dir = Path(data_dir).absolute()
        self.log = self.data_dir / "broker.log"
        self._wanted_port = port or None
        self._detached = detached
        self._cache_dir = cache_dir or user_cache_dir()
        self._progress: Progress | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def port(self) -> int:
        """Where it listens; 0 before the start."""
        return self._port

    @property
    def bootstrap_servers(self) -> str:
        """Where clients connect."""
        return f"127.0.0.1:{self._port}"

    @property
    def pid_file(self) -> Path:
        """Says which process holds the data."""
        return self.data_dir / "broker.json"

    def on_download(self, progress: Progress) -> None:
        """Have the first start's download reported: called with bytes done and bytes in all."""
        self._progress = progress

    def wait(self) -> int:
        """The exit code of the broker, once it has ended by itself (0 if it never started)."""
        return self._process.wait() if self._process else 0

    def running(self) -> Running | None:
        """The broker that holds this data folder now, whoever started it."""
        return Running.read(self.pid_file)

    def start(self) -> Self:
        """Starts it and returns when it answers a client.

        Raises UserError: no Java, download failed, port taken, disk full, died at start (with
        the last lines of its log), data held by another broker.
        """
        java = find_java()
        jars = ensure_jars(self._cache_dir, progress=self._progress)
        with writing_to(self.data_dir):
            self.data_dir.mkdir(parents=True, exist_ok=True)
            check_room(self.data_dir)
            with exclusive(self.data_dir / ".start"):
                self._refuse_a_second_one()
                self._start_on_a_free_port(java, jars)
        return self

    def stop(self) -> bool:
        """Stops it and waits; True when it went by itself, False when it had to be killed."""
        found = self.running()
        clean = terminate(found) if found else True
        if self._process:
            self._process.wait(timeout=30)
            self._process = None
        self.pid_file.unlink(missing_ok=True)
        return clean

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _refuse_a_second_one(self) -> None:
        found = self.running()
        if found:
            raise UserError(
                f"A broker already runs here on {found.bootstrap_servers} (pid {found.pid}): use "
                "it, or stop it with: wirecoder broker stop"
            )

    def _start_on_a_free_port(self, java: Path, jars: Path) -> None:
        for left in reversed(range(PORT_TRIES)):
            try:
                self._start_once(java, jars)
            except UserError as error:
                if self._wanted_port or not left or _PORT_LOST not in str(error):
                    raise
            else:
                break

    def _start_once(self, java: Path, jars: Path) -> None:
        self._port = self._wanted_port or free_port()
        check_port(self._port)
        config = self._prepare(java, jars)
        command = server_command(java, jars, config)
        if not self._detached:
            command = [sys.executable, "-S", "-E", guard.__file__, str(os.getpid()), *command]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data_dir,
                start_new_session=True,  # Ctrl-C is for us: the broker must outlive its clients
            )
        self._write_pid_file()
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise
        if self._detached:
            self._process.returncode = 0  # no longer our child to wait for, so no warning either
            self._process = None

    def _prepare(self, java: Path, jars: Path) -> Path:
        """Writes the configuration and formats the data folder if it is new."""
        data, config = self.data_dir / "data", self.data_dir / "server.properties"
        rotate(self.log)
        text = properties(data, port=self._port, controller_port=free_port())
        config.write_text(text, encoding="utf-8")
        if not (data / "meta.properties").exists():
            with self.log.open("ab") as log:
                done = subprocess.run(  # noqa: S603
                    format_command(java, jars, config), stdout=log, stderr=log, check=False
                )
            if done.returncode:
                raise UserError(self._died("could not prepare its data folder"))
        return config

    def _write_pid_file(self) -> None:
        assert self._process is not None  # noqa: S101
        pid = self._process.pid
        Running(pid, start_time(pid) or "", self._port, str(self.log)).write(self.pid_file)

    def _wait_until_it_answers(self) -> None:
        assert self._process is not None  # noqa: S101
        end = time.monotonic() + START_SECONDS
        while not answers(self.bootstrap_servers):
            if self._process.poll() is not None:
                raise UserError(self._died("died at start"))
            if time.monotonic() > end:
                raise UserError(self._died(f"did not answer within {START_SECONDS:.0f} s"))
            time.sleep(ASK_EVERY_SECONDS)

    def _died(self, what: str) -> str:
        last = tail(self.log)
        if "No space left on device" in last:
            return full(self.data_dir)
        return f"The embedded broker {what}. The end of {self.log}:\n{last}"
