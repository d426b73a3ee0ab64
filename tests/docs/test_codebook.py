"""What analysts are told is what the contracts say."""

from __future__ import annotations

import re
from typing import get_args

from schemas.codebook import (
    EVENT_TYPES,
    MODES,
    QUAD,
    SCORE,
    SECTORS,
    MissingReason,
    Modality,
    PlacePrecision,
    Qualifier,
    SourceKind,
    Stance,
    Via,
)
from tests.deploy.conftest import ROOT

TEXT = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_every_type_is_there_with_quad_score_and_modes() -> None:
    rows = {row[0]: row for row in re.findall(r"^\| ([A-Z]+) \| (\d) \| (\S+) \|.*\| (.*) \|$",
                                              TEXT, re.M)}  # fmt: skip
    assert list(rows) == list(EVENT_TYPES)
    for kind in EVENT_TYPES:
        modes = ", ".join(MODES[kind]) or "-"
        assert rows[kind][1:] == (str(QUAD[kind]), f"{SCORE[kind]:g}", modes)


def test_every_closed_value_is_explained() -> None:
    for values in (Modality, Via, Qualifier, MissingReason):
        assert not [value for value in get_args(values) if f"`{value}`" not in TEXT]
    words = set(re.findall(r"\w+", TEXT))
    for values in (SourceKind, Stance, PlacePrecision):
        assert set(get_args(values)) <= words
    assert set(SECTORS) <= words
