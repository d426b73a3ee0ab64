"""`wirecoder demo`: the samples become incidents on a real broker, then all is stopped."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from schemas import RawArticle
from service import logs
from service.cli.demo_rows import above_the_fold, print_incidents
from service.cli.output import progress, say
from service.cli.stopping import terminable
from service.errors import UserError
from service.settings import HttpSettings, Settings, TableSettings, load_settings
from service.sources import read
from service.streaming.demo import Outcome, run_demo
from service.streaming.pipeline import PipelineOptions, running_pipeline

SAMPLES = Path(__file__).parents[2] / "samples" / "articles.jsonl"
PRODUCE_SECONDS = 6.0

app = typer.Typer(help="Show the samples becoming incidents on a real broker.")


@app.command()
def demo(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Other articles. [default: the samples]")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most incidents shown.")] = 25,
) -> None:
    """Start a broker and all stages, send the samples, print the incidents, stop everything.

    Nothing is left behind but the logs; under a minute and a half on a laptop.
    """
    settings, articles = load_settings(), _articles(inputs)
    logs.configure(level="WARNING", form=settings.log.format)
    began = time.monotonic()
    with terminable(), tempfile.TemporaryDirectory(prefix="wirecoder-demo-") as folder:
        outcome = _run(_private(settings, Path(folder)), articles, Path(folder))
    _show(outcome, limit)
    say(f"All of it, from start to stop, took {time.monotonic() - began:.0f} s.")


def _articles(inputs: list[str] | None) -> list[RawArticle]:
    if not inputs and not SAMPLES.is_file():
        raise UserError("The samples are not here: run it from a clone, or name some articles.")
    given = inputs or [str(SAMPLES)]
    articles = [item for item in read(given) if isinstance(item, RawArticle)]
    if not articles:
        raise UserError(f"No articles in {', '.join(given)}.")
    return articles


def _private(settings: Settings, folder: Path) -> Settings:
    """The settings with tables and ports of the demo's own."""
    return settings.model_copy(
        update={
            "http": HttpSettings(port=0),
            "tables": TableSettings(store="memory", folder=folder / "tables"),
        }
    )


def _run(settings: Settings, articles: list[RawArticle], folder: Path) -> Outcome:
    options = PipelineOptions(
        embedded=True, broker_dir=folder / "broker", log_dir=settings.data_dir / "logs" / "demo"
    )
    with running_pipeline(settings, options, announce=say) as pipeline:
        say(f"Sending {len(articles)} articles ...")
        with progress("Articles") as advance:
            return asyncio.run(
                run_demo(
                    pipeline.kafka,
                    articles,
                    rate_per_second=max(4.0, len(articles) / PRODUCE_SECONDS),
                    report=lambda done, total: advance(done, total),
                )
            )


def _show(outcome: Outcome, limit: int) -> None:
    shown = above_the_fold(outcome.incidents, limit=limit)
    print_incidents(shown)
    say("told: reports/independent reports; an empty cell: not said, or not understood")
    total = len(outcome.incidents)
    if total > len(shown):
        say(f"... and {total - len(shown)} more incidents: less widely told, or not located")
    typer.echo(
        f"{outcome.articles} articles, {outcome.copies} copies found, {outcome.events} events, "
        f"{total} incidents, {outcome.dead_letters} dead letters in "
        f"{outcome.seconds:.1f} s: {outcome.articles / outcome.seconds:.1f} articles/s"
    )
