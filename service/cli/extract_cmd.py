"""`wirecoder extract`: codes articles without Kafka."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import orjson
import typer

from schemas import EventMention
from service.cli.explained import explain_all
from service.cli.given import a_date
from service.cli.mention_rows import HEADINGS, mention_row
from service.cli.output import print_table, progress, say
from service.coding import coding, processes_for
from service.offline import Rejected, cleaned, extracted
from service.resources import ensure_gazetteer
from service.settings import load_settings
from service.sources import read
from service.streaming.adapters.extract_child import CodedArticle

app = typer.Typer(help="Code one article or a thousand.")


class View(StrEnum):
    """What is printed of an extraction."""

    table = "table"
    mentions = "mentions"
    enriched = "enriched"


@app.command()
def extract(  # noqa: PLR0913 - each is an option of the command
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for JSON lines.")],
    format_: Annotated[View, typer.Option("--format", help="What to print.")] = View.table,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the input names none.")] = None,
    published_at: Annotated[
        str | None, typer.Option(callback=a_date, help="ISO date, where the input gives none.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
    processes: Annotated[
        int | None, typer.Option(min=0, help="Processes to use; 0 works in this one.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="What each part of each event was found by.")
    ] = False,
) -> None:
    """Code articles and print who did what to whom: no broker needed.

    `wirecoder extract article.txt --published-at 2024-05-02 --explain`
    """
    settings = load_settings()
    ensure_gazetteer(settings, announce=say)
    now = datetime.now(UTC)
    articles = cleaned(read(inputs, outlet=outlet, published_at=published_at), now=now)
    if explain:
        refused = explain_all(settings, articles, as_json=format_ is not View.table)
        raise typer.Exit(1 if refused else 0)
    count, articles = processes_for(articles, asked=processes)
    done = rejected = 0
    with (
        _sink(output) as write,
        coding(settings, processes=count) as coder,
        progress("coding") as advance,
    ):
        for done, item in enumerate(extracted(articles, coder), 1):
            advance(done, None)
            if isinstance(item, Rejected):
                rejected += 1
                say(f"{item.source}: {item.reason}")
            else:
                write(item, format_)
    if not done:
        say("No articles there.")
    raise typer.Exit(1 if rejected else 0)


class _sink:  # noqa: N801 - used as a function
    """A writer to a file, or to standard output."""

    def __init__(self, path: Path | None) -> None:
        self._stream: TextIO = path.open("w", encoding="utf-8") if path else sys.stdout
        self._path = path

    def __enter__(self) -> _sink:
        return self

    def __exit__(self, *_: object) -> None:
        if self._path:
            self._stream.close()

    def __call__(self, item: CodedArticle, view: View) -> None:
        if view is View.table:
            article = orjson.loads(item.enriched)["article"]
            title = article["title"] or article["external_id"] or ""
            mentions = map(EventMention.model_validate_json, item.mentions)
            print_table(HEADINGS, map(mention_row, mentions), title=title[:100])
        else:
            lines = [item.enriched] if view is View.enriched else item.mentions
            self._stream.writelines(line.decode() + "\n" for line in lines)
