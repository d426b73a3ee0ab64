"""The real Prometheus beside running workers, with the rules and alerts of deploy/prometheus."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

from tests.deploy.conftest import DEPLOY

START_SECONDS = 30.0


class Prometheus:
    """A context manager: scrapes `targets` (stage to port) every second."""

    def __init__(self, folder: Path, targets: Mapping[str, int]) -> None:
        self._folder = folder
        self._targets = targets
        self._port = _free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        binary = shutil.which("prometheus")
        assert binary, "prometheus is missing: apt-get install prometheus"
        config = self._folder / "prometheus.yml"
        config.write_text(yaml.safe_dump(self._config()), encoding="utf-8")
        with (self._folder / "prometheus.log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    binary, f"--config.file={config}",
                    f"--storage.tsdb.path={self._folder / 'tsdb'}",
                    f"--web.listen-address=127.0.0.1:{self._port}",
                ],
                stdout=log, stderr=log,
            )  # fmt: skip
        wait_until(self._is_ready, START_SECONDS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def query(self, expr: str) -> list[dict[str, Any]]:
        """The samples of an instant query; fails with what Prometheus says."""
        return list(self._get("query", query=expr)["data"]["result"])

    def query_range(self, expr: str, *, seconds: float, step: int) -> list[dict[str, Any]]:
        """The series of the last `seconds`."""
        end = time.time()
        found = self._get("query_range", query=expr, start=end - seconds, end=end, step=step)
        return list(found["data"]["result"])

    def alerts(self) -> set[tuple[str, str]]:
        """(alert, stage) of everything pending or firing."""
        found = self._get("alerts")["data"]["alerts"]
        return {(a["labels"]["alertname"], a["labels"].get("stage", "")) for a in found}

    def _get(self, what: str, **parameters: Any) -> dict[str, Any]:
        address = f"{self.address}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310
                found: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{parameters}: {error.read().decode()}") from error
        assert found["status"] == "success", found
        assert not found.get("warnings"), found
        return found

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/-/ready", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def _config(self) -> dict[str, Any]:
        """The file of deploy/prometheus, quicker, and with targets in place of names."""
        document: dict[str, Any] = yaml.safe_load(
            (DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
        )
        document["global"] |= {"scrape_interval": "1s", "evaluation_interval": "1s"}
        document["rule_files"] = [str(DEPLOY / "prometheus" / f) for f in document["rule_files"]]
        ours = [job for job in document["scrape_configs"] if "dns_sd_configs" in job]
        for job in ours:
            (stage,) = job.pop("dns_sd_configs")[0]["names"]
            job["static_configs"] = [{"targets": [f"127.0.0.1:{self._targets[stage]}"]}]
        return document | {"scrape_configs": ours}


def wait_until(condition: Any, seconds: float) -> None:
    """Return once `condition()` holds; fail when it does not in time."""
    give_up_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_at, condition
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
