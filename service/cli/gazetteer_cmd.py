"""`wirecoder gazetteer`: builds the file in which places are looked up."""

from __future__ import annotations

import time

import typer

from service.cli.output import progress, say
from service.resources import ensure_gazetteer, gazetteer_path
from service.settings import load_settings

app = typer.Typer(help="Build the gazetteer's file.", no_args_is_help=True)


@app.callback()
def gazetteer() -> None:
    """The gazetteer: cities, provinces, countries of GeoNames, and wirecoder's own places."""


@app.command()
def build(
    force: bool = typer.Option(False, "--force", help="Build it even if it is current."),
) -> None:
    """Build the file if it is missing or older than this version (about half a minute)."""
    settings = load_settings()
    path = gazetteer_path(settings)
    if force:
        path.unlink(missing_ok=True)
    started = time.monotonic()
    with progress("building the gazetteer") as advance:
        ensure_gazetteer(settings, announce=say, progress=lambda n, of: advance(n, of))
    size = path.stat().st_size / 1e6
    say(f"gazetteer: {size:.0f} MB, ready in {time.monotonic() - started:.0f} s")
