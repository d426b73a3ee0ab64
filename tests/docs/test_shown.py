"""What the pages show is what the program gives."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.main import app
from service.stages.extract.frame_schema import Frame

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def holds(whole: Any, part: Any) -> bool:
    """Whether `part` is `whole` with fields left out."""
    if isinstance(part, Mapping):
        return all(key in whole and holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(holds, whole, part))
    return bool(whole == part)


# the loader of the language model still calls a method that its library deprecates
@pytest.mark.filterwarnings("ignore:.*W096:DeprecationWarning")
def test_the_records_in_the_readme_come_from_the_first_sample(tmp_path: Path) -> None:
    with (ROOT / "samples" / "articles.jsonl").open(encoding="utf-8") as lines:
        (tmp_path / "one.jsonl").write_text(next(lines), encoding="utf-8")
    given = ["extract", str(tmp_path / "one.jsonl"), "--format", "mentions", "--processes", "0"]
    found = [json.loads(line) for line in CliRunner().invoke(app, given).stdout.splitlines()]
    shown = re.findall(r"^```json\n(.*?)^```$", README, re.M | re.S)
    assert len(shown) == 2
    for record in map(json.loads, shown):
        assert any(holds(mention, record) for mention in found), record


def test_every_key_of_a_frame_is_explained() -> None:
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    computed = {"specificity", "type", "modes"}
    assert [f.name for f in fields(Frame) if f.name not in computed and f"`{f.name}`" not in page] \
        == []  # fmt: skip
