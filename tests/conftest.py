"""The broker of the whole session, and the option for the long form of the fault tests."""

from __future__ import annotations

import os

import pytest

from tests.kafka.fixtures import broker, kafka, topics

__all__ = ["broker", "kafka", "topics"]

LONG = "--chaos-long"
VARIABLE = "WIRECODER_CHAOS_LONG"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        LONG, action="store_true", default=bool(os.environ.get(VARIABLE)),
        help=f"also the fault tests that take many minutes (as does {VARIABLE}=1)",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"long: only with {LONG}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption(LONG):
        return
    skip = pytest.mark.skip(reason=f"long form: {LONG}")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
