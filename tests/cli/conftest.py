"""One run of the pipeline over a few articles, shared by the tests of commands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.main import app

AMBUSH = (
    "Gunmen ambushed a police patrol near the northern town of Kaya on Sunday, killing nine "
    "officers, the interior ministry of Burkina Faso said.\n\n"
    "The attackers burned two vehicles and fled towards the border before reinforcements came, "
    "a resident of a nearby village said by telephone.\n\n"
    "The prime minister condemned the attack in a televised address and promised to restore "
    "order in the province, where schools have been shut since the start of the rains.\n"
)
TALKS = (
    "The foreign ministers of Armenia and Azerbaijan met in Tbilisi on Monday.\n\n"
    "They discussed the reopening of a railway line, a spokesman for the Georgian government "
    "said, and agreed to meet again next month.\n"
)
TALKS_UPDATED = (
    "The foreign ministers of Armenia and Azerbaijan met in Tbilisi on Monday and signed an "
    "agreement on a railway line.\n\nThe Georgian government welcomed the signing.\n"
)
MATCH = (
    "The striker shot twice from distance and attacked down the left wing before the visitors "
    "won the derby by three goals to one on Saturday.\n"
)
ARTICLES: tuple[dict[str, Any], ...] = (
    {"id": "ambush", "outlet": "Plateau Wire", "body": AMBUSH},
    {"id": "talks", "outlet": "Kura Post", "url": "https://kura.example/talks", "body": TALKS},
    {"id": "ambush-copy", "outlet": "Morning Ledger", "body": AMBUSH + "\nAgencies\n"},
    {"id": "match", "outlet": "Morning Ledger", "body": MATCH},
    {"id": "talks", "outlet": "Kura Post", "url": "https://kura.example/talks",
     "body": TALKS_UPDATED},
    {"id": "blank", "outlet": "Kura Post", "body": "   \n "},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished run: where it read and wrote, its exit code, and what it said."""

    source: Path
    folder: Path
    exit_code: int
    said: str

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The objects of one of its files."""
        lines = (self.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The articles above, a copy, an update and a blank one among them, run to the end."""
    folder = tmp_path_factory.mktemp("run")
    source = folder / "articles.jsonl"
    rows = ({"published_at": "2024-06-03"} | article for article in ARTICLES)
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out = folder / "out"
    done = CliRunner().invoke(app, ["run", str(source), "--out", str(out), "--processes", "0"])
    return Ran(source, out, done.exit_code, done.stderr)
