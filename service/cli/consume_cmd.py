"""`wirecoder consume`: what is on a topic, for people and for programs."""

from __future__ import annotations

import asyncio
import base64
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from service.cli.analyst.files import Newest
from service.cli.analyst.formats import AnyFormat, is_file, on_screen, writer
from service.cli.columns import VIEWS, Kind, View, parsed
from service.cli.output import Format, RowPrinter, print_json, say
from service.errors import UserError
from service.settings import load_settings
from service.streaming.reading import Message, read_messages
from service.streaming.topics import TopicNames

app = typer.Typer(help="Read articles, events or incidents.")


@app.command()
def consume(
    kind: Annotated[Kind, typer.Argument(help="What to read.")],
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="What is there already, then stop.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on with what comes later, until Ctrl-C.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after so many.")] = None,
    format_: Annotated[
        AnyFormat | None,
        typer.Option("--format", help="[default: table on a terminal, jsonl in a pipe]"),
    ] = None,
) -> None:
    """Read a topic from its start, from now on, or both. It leaves no consumer group behind.

    Without options it waits for new messages (as with --follow). An incident comes once for each
    revision: the last one of an id counts. The formats csv, geojson, parquet, plover-csv and
    acled-csv are files: of events or incidents that are there already, each once in its newest
    state. parquet needs an extra: pip install 'wirecoder\\[parquet]'.
    """
    view = VIEWS[kind]
    if format_ is not None and is_file(format_):
        _write_file(kind, format_, from_beginning and not follow, limit)
        return
    show = _printer(kind, view, on_screen(format_))
    count = asyncio.run(
        _consume(view, show, from_beginning, follow=follow or not from_beginning, limit=limit)
    )
    if not count:
        say("Nothing there yet. Add --follow to wait for it.")


def _write_file(kind: Kind, format_: AnyFormat, complete: bool, limit: int | None) -> None:
    write = writer(kind, format_)
    if not complete:
        raise UserError(f"--format {format_} needs --from-beginning and no --follow.")
    newest = Newest()
    asyncio.run(
        _consume(
            VIEWS[kind],
            lambda message: newest.take(message.key, parsed(message)),
            from_beginning=True,
            follow=False,
            limit=limit,
        )
    )
    say(f"{write(newest.records(), sys.stdout)} {kind} written")


async def _consume(
    view: View,
    show: Callable[[Message], None],
    from_beginning: bool,
    *,
    follow: bool,
    limit: int | None,
) -> int:
    kafka, count = load_settings().kafka, 0
    topic = view.topic(TopicNames(kafka.topic_prefix))
    async for message in read_messages(kafka, topic, from_beginning=from_beginning, follow=follow):
        show(message)
        count += 1
        if count == limit:
            break
    return count


def _printer(kind: Kind, view: View, format_: Format) -> Callable[[Message], None]:
    if format_ is Format.jsonl:
        to_json = dead_letter_json if kind is Kind.dead_letters else _value_json
        return lambda message: print_json(to_json(message))
    printer = RowPrinter(view.columns)
    return lambda message: printer.print(view.row(message))


def _value_json(message: Message) -> dict[str, Any]:
    """The message's own object; one that holds none is shown with its key and what it holds."""
    return parsed(message) or {"key": text_or_base64(message.key)} | bytes_json(message.value)


def dead_letter_json(message: Message) -> dict[str, Any]:
    """Position, headers, key and value of a dead letter."""
    headers = {name: message.header(name) for name, _ in message.headers}
    return {
        "position": message.position,
        "headers": headers,
        "key": text_or_base64(message.key),
    } | bytes_json(message.value)


def bytes_json(value: bytes | None) -> dict[str, str | None]:
    """`value` when it is text, else `value_base64`."""
    try:
        return {"value": value.decode("utf-8") if value is not None else None}
    except UnicodeDecodeError:
        return {"value_base64": base64.b64encode(value or b"").decode()}


def text_or_base64(key: bytes | None) -> str | None:
    """The key as text if it is text."""
    found = bytes_json(key)
    return found.get("value", found.get("value_base64"))
