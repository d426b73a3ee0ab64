"""Writes every board to deploy/grafana/dashboards."""

from __future__ import annotations

from pathlib import Path

from deploy.grafana.boards.build import as_json
from deploy.grafana.boards.content import CONTENT
from deploy.grafana.boards.delivery import DELIVERY
from deploy.grafana.boards.extraction import EXTRACTION
from deploy.grafana.boards.overview import OVERVIEW

BOARDS = (OVERVIEW, EXTRACTION, DELIVERY, CONTENT)
FOLDER = Path(__file__).parents[1] / "dashboards"


def files() -> dict[Path, str]:
    """Each board's path and content."""
    return {FOLDER / f"{board.uid}.json": as_json(board) for board in BOARDS}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
