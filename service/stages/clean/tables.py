"""The data files of this stage, each read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `data/NAME.yaml`."""
    return dict(yaml.safe_load(_read(f"{name}.yaml")))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of `data/NAME.txt`, one a line, comment lines left out."""
    lines = _read(f"{name}.txt").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _read(name: str) -> str:
    """The text of a data file."""
    return (files("service.stages.clean") / "data" / name).read_text("utf-8")
