"""`wirecoder worker`: one stage in this process, or all as child processes."""

from __future__ import annotations

from typing import Annotated

import typer

from service import logs
from service.cli.output import say
from service.cli.stopping import until_stopped
from service.metrics import STAGES
from service.settings import load_settings
from service.streaming.instances import claimed_instance
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from service.streaming.worker import run_worker

app = typer.Typer(help="Run one stage, or all, against a cluster.")


@app.command()
def worker(
    stage: Annotated[
        str | None, typer.Option(help=f"One of {', '.join(STAGES)}. [default: all]")
    ] = None,
    instance: Annotated[
        int, typer.Option(min=0, help="Its number among the workers of a stage, from 0.")
    ] = 0,
    claim_instance: Annotated[
        bool,
        typer.Option(
            "--claim-instance",
            help="Take the lowest number that no other worker on the same tables folder has.",
        ),
    ] = False,
) -> None:
    """Run one stage until SIGTERM, or all four as child processes that are started again.

    `wirecoder worker --stage extract --instance 1` is a second extract worker: each
    worker of a stage needs a number of its own, which `--claim-instance` finds on one
    machine. Exit codes: 0 told to stop, 1 crashed, 2 wrong set-up, 4 too many dead letters.
    """
    settings = load_settings()
    if stage is not None:
        if stage not in STAGES:
            raise typer.BadParameter(f"one of {', '.join(STAGES)}", param_hint="--stage")
        if not claim_instance:
            raise typer.Exit(run_worker(settings, stage, instance=instance))
        with claimed_instance(settings.tables_dir, stage) as free:
            raise typer.Exit(run_worker(settings, stage, instance=free))
    logs.configure(level=settings.log.level, form=settings.log.format)
    with Supervisor([Place(name, instance) for name in STAGES], SupervisorOptions()) as all_stages:
        say("Workers start; Ctrl-C stops them.")
        until_stopped(all_stages.watch)
