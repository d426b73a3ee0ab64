"""`wirecoder config`: the settings in force."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated

import typer
from pydantic import BaseModel

from service.cli.output import Format, chosen, print_json, print_table
from service.settings import Settings, load_settings

app = typer.Typer(help="Show the settings in force.")


@app.command()
def config(
    format_: Annotated[Format | None, typer.Option("--format", help="How to print it.")] = None,
) -> None:
    """Show every setting: its variable, its value, what it does. Passwords stay hidden.

    Set a variable in the environment, or in a file `.env` in the current folder.
    """
    settings = load_settings()
    if chosen(format_) is Format.jsonl:
        print_json(settings.model_dump(mode="json"))
    else:
        print_table(("variable", "value", "what it does"), _rows(settings))


def _rows(settings: Settings) -> Iterator[tuple[object, ...]]:
    for name, value, about in _leaves(settings, "WIRECODER_"):
        yield name + (" *" if name in os.environ else ""), value, about
    yield "", "", "* set in the environment"


def _leaves(group: BaseModel, prefix: str) -> Iterator[tuple[str, object, str]]:
    for name, field in type(group).model_fields.items():
        value = getattr(group, name)
        if isinstance(value, BaseModel):
            yield from _leaves(value, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}", value, field.description or ""
