"""The image: linted, not root, locked, and made of files that are there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deploy.conftest import DEPLOY, ROOT
from tests.deploy.test_compose import SERVICES, filled

DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.M))


def test_hadolint_has_nothing_to_say() -> None:
    tool = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([tool, "--no-color", DEPLOY / "Dockerfile"], capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    kept = {line[1:].rstrip("/") for line in IGNORE if line.startswith("!")}
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M):
        for source in line.split():
            assert (ROOT / source).exists(), source
            assert source in kept, source
    assert IGNORE[1] == "*"


def test_the_user_is_the_one_that_compose_names() -> None:
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.M) == [SERVICES["clean"]["user"]]


@pytest.mark.parametrize("lock", ["requirements.lock", "build.lock"])
def test_every_package_of_the_image_is_locked_with_hashes(lock: str) -> None:
    text = (DEPLOY / lock).read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if line[:1].isalnum()]
    assert packages
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert text.count("--hash=sha256:") >= len(packages)


def test_the_images_versions_are_those_that_are_tested() -> None:
    tested, shipped = pins(ROOT / "requirements.lock"), pins(DEPLOY / "requirements.lock")
    assert shipped.items() <= tested.items()


def test_the_image_has_every_dependency_and_can_send_spans() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["otel"]]
    wanted = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in lines}
    assert wanted <= set(pins(DEPLOY / "requirements.lock"))


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"ARG VERSION={project['version']}\n" in DOCKERFILE
    assert filled(SERVICES["clean"]["image"]) == f"wirecoder:{project['version']}"
