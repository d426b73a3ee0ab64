"""`wirecoder run`: the whole pipeline over files, without Kafka."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from schemas.dead_letter import Stage
from service.cli.given import a_date
from service.cli.output import Advance, progress, say
from service.cli.run_files import FILES, INCIDENTS, REJECTED, RunFiles
from service.coding import Coding, InProcess, coding, processes_for
from service.errors import UserError
from service.offline import Hooks, Message, run
from service.resources import ensure_gazetteer
from service.settings import Settings, load_settings
from service.sources import read
from service.streaming.topics import TopicNames

app = typer.Typer(help="The whole pipeline over files, into JSON lines.")


class Until(StrEnum):
    """How far the pipeline goes."""

    screened = "screened"
    events = "events"
    incidents = "incidents"


_LAST: Final[dict[Until, Stage]] = {
    Until.screened: "dedupe",
    Until.events: "extract",
    Until.incidents: "link",
}
_NAMES: Final = TopicNames()
_VERDICTS: Final = ("copy", "derived", "contained", "update")
_SCREENED: Final = frozenset({_NAMES.clean, _NAMES.screened})
_EVENTS: Final = _SCREENED | {_NAMES.enriched, _NAMES.events}
_TOPICS: Final = {
    Until.screened: _SCREENED,
    Until.events: _EVENTS,
    Until.incidents: _EVENTS | {_NAMES.incidents},
}


@app.command()
def run_command(  # noqa: PLR0913 - each is an option of the command
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for JSON lines.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.")],
    until: Annotated[Until, typer.Option(help="How far to go.")] = Until.incidents,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where the input names none.")] = None,
    published_at: Annotated[
        str | None, typer.Option(callback=a_date, help="ISO date, where the input gives none.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=0, help="Processes for extraction; 0 works in this one.")
    ] = None,
) -> None:
    """Clean, screen, code and link articles in the order given; no broker needed.

    `wirecoder run articles.jsonl --out results` writes articles, screened, enriched,
    events and incidents as JSON lines, and what was refused into rejected.jsonl. An earlier run
    in the same folder is replaced.
    """
    settings, began = load_settings(), time.monotonic()
    _keep_apart(inputs, out)
    articles = read(inputs, outlet=outlet, published_at=published_at)
    count, articles = processes_for(articles, asked=processes)
    with _files(out, until) as files, progress("articles") as advance:
        hooks = _hooks(files, until, advance)
        with _coding(settings, until, count) as coder:
            run(articles, coder, hooks, settings=settings, until=_LAST[until])
    say(_summary(files, until, time.monotonic() - began))
    raise typer.Exit(1 if files.counts["rejected"] else 0)


def _keep_apart(inputs: list[str], out: Path) -> None:
    """Raises UserError where results would replace an input, or be read as one by the next run."""
    folder = out.resolve()
    written = {folder / name for name in (*FILES.values(), INCIDENTS, REJECTED)}
    for given in inputs:
        path = Path(given).resolve()
        if path in (folder, *folder.parents) or path in written:
            raise UserError(
                f"Results in {out} would mix with the input {given}: name another --out."
            )


def _files(folder: Path, until: Until) -> RunFiles:
    try:
        return RunFiles(folder, topics=_TOPICS[until])
    except OSError as error:
        raise UserError(f"Cannot write to {folder}: {error.strerror or error}") from error


def _hooks(files: RunFiles, until: Until, advance: Advance) -> Hooks:
    """The files, and a bar that moves with the articles that have come out."""
    last = _NAMES.screened if until is Until.screened else _NAMES.enriched

    def sent(message: Message) -> None:
        files.sent(message)
        if message.topic == last:
            advance(files.counts[last], None)

    return Hooks(sent, files.rejected)


def _coding(settings: Settings, until: Until, processes: int) -> AbstractContextManager[Coding]:
    """What codes the articles, where they are coded at all."""
    if until is Until.screened:
        return nullcontext(InProcess(list))
    ensure_gazetteer(settings, announce=say)
    return coding(settings, processes=processes)


def _summary(files: RunFiles, until: Until, seconds: float) -> str:
    counts = files.counts
    articles = counts[_NAMES.clean]
    parts = [f"{articles} articles", *(f"{counts[v]} {v}" for v in _VERDICTS if counts[v])]
    if until is not Until.screened:
        parts.append(f"{counts[_NAMES.events]} events")
    if until is Until.incidents:
        parts.append(f"{files.incidents} incidents")
    parts.append(f"{counts['rejected']} rejected")
    pace = articles / seconds if seconds else 0.0
    return f"{', '.join(parts)}; {seconds:.1f} s, {pace:,.1f} articles/s -> {files.folder}"
