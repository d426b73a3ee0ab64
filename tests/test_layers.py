"""Arrows point one way: schemas <- stages <- streaming <- cli."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KAFKA = {"faust", "aiokafka", "prometheus_client", "asyncio", "aiohttp", "typer", "rich"}
FORBIDDEN = {
    "schemas": {"service"} | KAFKA,
    "service/stages": {
        "service.streaming", "service.cli", "service.broker", "service.settings",
        "service.metrics", "service.sources",
    } | KAFKA,
    "service/sources": {"service.streaming", "service.cli", "service.broker"},
    "service/streaming": {"service.cli"},
    "service/broker": {"service.cli", "service.stages", "service.streaming"},
}  # fmt: skip


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def reaches(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("layer", FORBIDDEN, ids=str)
def test_no_import_points_up(layer: str) -> None:
    files = sorted((ROOT / layer).rglob("*.py"))
    assert files
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in sorted(imported(path))
        if any(reaches(name, package) for package in FORBIDDEN[layer])
    ]
    assert not wrong
