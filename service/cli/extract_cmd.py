"""`wirecoder extract`: codes articles without Kafka."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.output import print_table, progress, say
from service.cli.mention_rows import HEADINGS, mention_row
from service.offline import Rejected, cleaned, extracted
from service.resources import ensure_gazetteer, extract_config
from service.settings import load_settings
from service.sources import read
from service.stages.extract import Extraction, Extractor

app = typer.Typer(help="Code one article or a thousand.")


class View(StrEnum):
    """What is printed of an extraction."""

    table = "table"
    mentions = "mentions"
    enriched = "enriched"


@app.command()
def extract(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for JSON lines.")],
    format_: Annotated[View, typer.Option("--format", help="What to print.")] = View.table,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the input names none.")] = None,
    published_at: Annotated[
        str | None, typer.Option(help="ISO date, where the input gives none.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to a file.")] = None,
) -> None:
    """Code articles and print who did what to whom: no broker needed.

    [bold]wirecoder extract article.txt --published-at 2024-05-02[/bold]
    """
    settings = load_settings()
    ensure_gazetteer(settings, announce=say)
    extractor = Extractor.load(extract_config(settings))
    articles = cleaned(
        read(inputs, outlet=outlet, published_at=published_at), now=datetime.now(UTC)
    )
    rejected = 0
    with progress("coding") as advance, _sink(output) as write:
        for done, item in enumerate(extracted(articles, extractor), 1):
            advance(done, None)
            if isinstance(item, Rejected):
                rejected += 1
                say(f"{item.source}: {item.reason}")
            else:
                write(item, format_)
    raise typer.Exit(1 if rejected else 0)


class _sink:  # noqa: N801 - used as a function
    """A writer to a file, or to standard output."""

    def __init__(self, path: Path | None) -> None:
        self._stream = path.open("w", encoding="utf-8") if path else sys.stdout
        self._path = path

    def __enter__(self) -> _sink:
        return self

    def __exit__(self, *_: object) -> None:
        if self._path:
            self._stream.close()

    def __call__(self, item: Extraction, view: View) -> None:
        if view is View.table:
            title = item.enriched.article.title or item.enriched.article.external_id or ""
            print_table(HEADINGS, [mention_row(m) for m in item.mentions], title=title[:100])
        elif view is View.enriched:
            self._stream.write(item.enriched.model_dump_json() + "\n")
        else:
            for mention in item.mentions:
                self._stream.write(mention.model_dump_json() + "\n")
