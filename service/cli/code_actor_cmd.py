"""`wirecoder code-actor`: codes of bare names and phrases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import orjson
import typer

from service.cli.output import Format, chosen, print_json, print_table, say
from service.errors import UserError
from service.stages.extract.actors import ActorRegistry, code_phrase

app = typer.Typer(help="Code names of actors.")

HEADINGS = ("text", "name", "country", "sector", "other sectors", "actor")
MAX_LINE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """A phrase to code; `country` is what its text is about, `on` the day it speaks of."""

    id: Any
    text: str
    country: str | None
    on: date | None


@app.command()
def code_actor(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files with JSON lines, or -. [default: -]")
    ] = None,
    format_: Annotated[Format | None, typer.Option("--format", help="How to print.")] = None,
) -> None:
    """Code actors out of context: JSON lines of {id, text, country?, date?} in.

    Out come {id, country, sector, other_sectors, code_1, code_2, name, actor_id}; what is not
    known is null. `echo '{"text": "Iraqi lawmakers"}' | wirecoder code-actor`
    """
    registry, refused = ActorRegistry.load(), 0
    rows: list[tuple[object, ...]] = []
    form = chosen(format_)
    for place, line in _lines(inputs or ["-"]):
        asked = _question(line)
        if isinstance(asked, str):
            refused += 1
            say(f"{place}: {asked}")
        elif form is Format.jsonl:
            print_json(answer(asked, registry))
        else:
            rows.append(_row(asked, answer(asked, registry)))
    if rows:
        print_table(HEADINGS, rows)
    raise typer.Exit(1 if refused else 0)


def answer(asked: Question, registry: ActorRegistry) -> dict[str, Any]:
    """The codes of one phrase; `code_1` and `code_2` are its first two sectors."""
    code = code_phrase(asked.text, country=asked.country, on=asked.on, registry=registry)
    return {
        "id": asked.id,
        "country": code.country,
        "sector": code.sector,
        "other_sectors": list(code.other_sectors),
        "code_1": code.sector,
        "code_2": next(iter(code.other_sectors), None),
        "name": code.name,
        "actor_id": code.actor_id,
    }


def _row(asked: Question, code: dict[str, Any]) -> tuple[object, ...]:
    others = ", ".join(code["other_sectors"])
    return asked.text, code["name"], code["country"], code["sector"], others, code["actor_id"]


def _question(line: bytes) -> Question | str:
    """What a line asks, or what is wrong with it."""
    try:
        row = orjson.loads(line) if len(line) <= MAX_LINE_BYTES else None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            return 'it is no JSON object with a "text"'
        day = row.get("date")
        on = date.fromisoformat(str(day)[:10]) if day else None
    except ValueError as error:
        return str(error)
    country = row.get("country")
    return Question(row.get("id"), row["text"], str(country).upper() if country else None, on)


def _lines(inputs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in inputs:
        with _opened(name) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{name}:{number}", line


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise UserError(f"Cannot read {name}: {error.strerror}") from error
