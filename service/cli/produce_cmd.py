"""`wirecoder produce`: articles onto the topic."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from service.cli.given import a_date
from service.cli.output import progress, say
from service.settings import load_settings
from service.sources import read
from service.streaming.article_producer import Produced, produce_articles

SHOWN_REFUSALS = 20

app = typer.Typer(help="Send articles: files, folders, feeds, stdin.")


@app.command()
def produce(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
            help="Text, HTML, JSON, JSONL, folders of them, RSS or Atom feeds, or - for stdin.",
        ),
    ],
    outlet: Annotated[
        str | None, typer.Option(help="Who published them, where they do not say so.")
    ] = None,
    published_at: Annotated[
        str | None,
        typer.Option(callback=a_date, help="When (ISO 8601), where they do not say so."),
    ] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="Articles per second. [default: all at once]")
    ] = None,
) -> None:
    """Send articles to `news.raw.v1` and wait until Kafka has confirmed each.

    An article that arrives twice is recognised, so sending again after a failure does no harm.
    Exit code 1 when any was refused, 2 when Kafka could not be reached.
    """
    items = read(inputs, outlet=outlet, published_at=published_at)
    with progress("Producing") as advance:
        done = asyncio.run(
            produce_articles(
                load_settings().kafka,
                items,
                rate_per_second=rate,
                report=lambda accepted, refused: advance(accepted + refused, None),
            )
        )
    _tell(done)


def _tell(done: Produced) -> None:
    for refused in done.refused[:SHOWN_REFUSALS]:
        say(f"refused {refused.source}: {refused.reason}")
    if len(done.refused) > SHOWN_REFUSALS:
        say(f"... and {len(done.refused) - SHOWN_REFUSALS} more")
    say(f"{done.accepted} accepted, {len(done.refused)} refused in {done.seconds:.1f} s")
    raise typer.Exit(1 if done.refused else 0)
