"""`wirecoder dead-letters`: what was refused, why, and another try."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from schemas.dead_letter import Reason, Stage
from service.cli.columns import DEAD_LETTER_COLUMNS, dead_letter_row
from service.cli.consume_cmd import dead_letter_json
from service.cli.output import Format, RowPrinter, chosen, clean, out, print_json, print_table, say
from service.settings import load_settings
from service.streaming.reading import Message, read_message
from service.streaming.replay import Wanted, dead_letters
from service.streaming.replay import replay as replay_wanted
from service.streaming.topics import TopicNames

app = typer.Typer(no_args_is_help=True, help="List, show and replay refused messages.")

ByReason = Annotated[Reason | None, typer.Option("--reason", help="Only those refused for this.")]
ByStage = Annotated[Stage | None, typer.Option("--stage", help="Only those of this stage.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many, oldest first.")]
Position = Annotated[str, typer.Argument(help="PARTITION:OFFSET, as listed.")]
Print = Annotated[Format | None, typer.Option("--format", help="How to print it.")]


@app.command("list")
def list_letters(
    reason: ByReason = None, stage: ByStage = None, limit: Limit = None, format_: Print = None
) -> None:
    """List the dead letters, oldest first: when, at which stage, why, where from."""
    asyncio.run(_list(Wanted(reason=reason, stage=stage, limit=limit), chosen(format_)))


async def _list(wanted: Wanted, format_: Format) -> None:
    rows, count = RowPrinter(DEAD_LETTER_COLUMNS), 0
    async for letter in dead_letters(load_settings().kafka, wanted):
        count += 1
        if format_ is Format.jsonl:
            print_json(dead_letter_json(letter))
        else:
            rows.print(dead_letter_row(letter))
    say(f"{count} dead letters")


@app.command()
def show(position: Position, format_: Print = None) -> None:
    """Show one dead letter whole: its headers and the original message."""
    kafka = load_settings().kafka
    topic = TopicNames(kafka.topic_prefix).dead_letters
    letter = asyncio.run(read_message(kafka, topic, position))
    if chosen(format_) is Format.jsonl:
        print_json(dead_letter_json(letter))
    else:
        _show(letter)


def _show(letter: Message) -> None:
    found = dead_letter_json(letter)
    print_table(("header", "value"), found["headers"].items())
    value = found.get("value", found.get("value_base64"))
    out().print(clean(value or "(no value)"), markup=False, soft_wrap=True)


@app.command()
def replay(
    position: Annotated[str | None, typer.Argument(help="Only PARTITION:OFFSET.")] = None,
    reason: ByReason = None,
    stage: ByStage = None,
    limit: Limit = None,
    max_attempts: Annotated[
        int, typer.Option(min=0, help="Leave those refused so often already; 0: no such limit.")
    ] = 5,
) -> None:
    """Send dead letters back to the topics they came from, byte for byte.

    Do it after a mended release or producer. Each goes out with its number of attempts, so one
    that is refused again says so. The letters stay on their topic; a message that arrives twice
    is recognised by its ids.
    """
    wanted = Wanted(reason, stage, position, max_attempts, limit)
    say(f"{asyncio.run(_replay(wanted))} sent back")


async def _replay(wanted: Wanted) -> int:
    count = 0
    async for letter in replay_wanted(load_settings().kafka, wanted):
        say(f"{letter.position} -> {letter.header('origin_topic')}")
        count += 1
    return count
