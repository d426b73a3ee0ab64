"""`wirecoder incidents`: what happened, and why reports were taken to tell the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from schemas import EventMention
from service.cli.analyst.formats import AnyFormat, is_file, on_screen, writer
from service.cli.columns import Kind
from service.cli.incident_rows import HEADINGS, incident_row, prominence
from service.cli.mention_rows import figure
from service.cli.output import Format, print_json, print_table, say
from service.cli.told import Told, from_folder, from_topics
from service.errors import UserError
from service.settings import load_settings
from service.stages.link import Join

app = typer.Typer(help="What happened, and why reports were joined.")

ID_CHARS: Final = 8
_REPORTS: Final = ("#", "published", "outlet", "told by", "figures", "like", "because", "words")
_FIGURES: Final = ("what", "lowest", "highest", "latest", "sources")


@app.command()
def incidents(
    folder: Annotated[Path | None, typer.Argument(help="Where `wirecoder run` wrote.")] = None,
    topic: Annotated[bool, typer.Option("--topic", help="Read Kafka instead.")] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="ID", help="One incident: its id, or how it begins.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most incidents shown.")] = None,
    format_: Annotated[AnyFormat | None, typer.Option("--format", help="How to print.")] = None,
) -> None:
    """List incidents, the most widely told first; or explain one of them.

    `wirecoder incidents results --explain 5b5799ef` shows its reports, the figures by
    source, and for each report the earlier one that it resembles most, with the evidence.
    csv, geojson, parquet, plover-csv and acled-csv are files for analysts.
    """
    if (folder is None) is not topic:
        raise UserError("Name the folder that `wirecoder run` wrote, or give --topic.")
    if explain is not None and is_file(format_):
        raise UserError(f"--explain cannot be written as {format_}.")
    told = from_topics(load_settings().kafka) if folder is None else from_folder(folder)
    if explain is not None:
        _explain(told, told.find(explain), on_screen(format_))
        return
    ordered = sorted(told.incidents, key=prominence)
    if format_ is not None and is_file(format_):
        held = [incident for incident in ordered if not incident.get("merged_into")]
        say(f"{writer(Kind.incidents, format_)(held[:limit], sys.stdout)} incidents written")
        return
    _list(ordered[:limit], on_screen(format_))
    if limit is not None and len(ordered) > limit:
        say(f"... and {len(ordered) - limit} more incidents")


def _list(items: list[dict[str, Any]], format_: Format) -> None:
    if format_ is Format.jsonl:
        for incident in items:
            print_json(incident)
        return
    rows = ((i["incident_id"][:ID_CHARS], *incident_row(i)) for i in items)
    print_table(("id", *HEADINGS), rows)


def _explain(told: Told, incident: dict[str, Any], format_: Format) -> None:
    joined = list(told.joins(incident))
    if format_ is Format.jsonl:
        for join, mention in joined:
            print_json({**asdict(join), "mention": mention.model_dump(mode="json")})
        return
    print_table(HEADINGS, [incident_row(incident)], title=f"Incident {incident['incident_id']}")
    if incident["quantities"]:
        print_table(_FIGURES, _figures(incident), title="\nFigures")
    for conflict in incident["conflicts"]:
        say(f"The reports disagree on: {conflict['about']}")
    if not joined:
        say("The incident is closed: its mentions are too old to be linked again.")
        return
    print_table(_REPORTS, _reports(joined), title="\nReports")


def _figures(incident: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for kind, found in incident["quantities"].items():
        sources = ", ".join(found["sources"])
        yield kind, found["low"], found["high"], found["latest"], sources


def _reports(joined: list[tuple[Join, EventMention]]) -> Iterator[tuple[object, ...]]:
    """One row for each mention; `like` is the number of the earlier one that it resembles."""
    number = {join.mention_id: n for n, (join, _) in enumerate(joined, 1)}
    for join, mention in joined:
        source = mention.attribution
        yield (
            number[join.mention_id],
            (mention.published_at or "")[:10],
            _outlet(mention),
            f"{source.name or source.text} {source.stance}" if source else "the outlet",
            ", ".join(map(figure, mention.quantities)),
            number[join.earlier] if join.earlier else "",
            f"{join.score:+.1f}: {', '.join(join.reasons)}" if join.earlier else "the first",
            " ".join(mention.sentence.text.split())[:120],
        )


def _outlet(mention: EventMention) -> str:
    outlet = mention.outlet or "-"
    return outlet if mention.report == "original" else f"{outlet} ({mention.report})"
