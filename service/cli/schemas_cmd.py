"""`wirecoder schemas`: the contracts for other languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from schemas.compatibility import breaking_changes
from schemas.export import CHANNELS, Channel, export, json_schema
from service import __version__
from service.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Write JSON Schema and AsyncAPI files.")


@app.command("export")
def export_files(
    folder: Annotated[Path, typer.Argument(help="Where to; it is made if it is not there.")],
) -> None:
    """Write one JSON Schema for each topic and an AsyncAPI 3 document that refers to them."""
    for path in export(folder, version=__version__):
        typer.echo(path)


@app.command()
def compare(
    folder: Annotated[Path, typer.Argument(help="An earlier export.", exists=True)],
) -> None:
    """Say what in these contracts breaks those who know an earlier export; exit code 1 then."""
    broken = [
        f"{channel.topic}: {change}"
        for channel in CHANNELS
        for change in breaking_changes(
            _read(folder, channel),
            json_schema(channel),
            written_by_users=channel.action == "receive",
        )
    ]
    for line in broken:
        typer.echo(line)
    raise typer.Exit(1 if broken else 0)


def _read(folder: Path, channel: Channel) -> Any:
    path = folder / "json" / f"{channel.name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is not an export of: wirecoder schemas export") from error
