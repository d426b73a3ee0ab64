"""`wirecoder up`: the whole service on this machine."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Annotated

import typer

from service import logs
from service.cli.output import say
from service.cli.stopping import until_stopped
from service.errors import UserError
from service.settings import HttpSettings, Settings, load_settings
from service.streaming.pipeline import (
    ADDRESS,
    Pipeline,
    PipelineOptions,
    running_pipeline,
    wants_embedded,
)

DEFAULT_PORT = 9092
HOW_TO = (
    "Ready. In another terminal:",
    "  wirecoder produce article.txt --outlet NAME --published-at 2024-05-02",
    "  wirecoder consume events --follow",
    "  wirecoder consume incidents --follow",
    "Health and metrics:",
)

app = typer.Typer(help="Run everything: broker, topics and all four stages.")


@app.command()
def up(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the broker, if one is started; 0: any free.")
    ] = DEFAULT_PORT,
    log_dir: Annotated[
        Path | None, typer.Option(help="The workers' logs. [default: data folder/logs]")
    ] = None,
) -> None:
    """Start a broker if none is configured, the topics and all stages; Ctrl-C stops all of it.

    Data and tables stay for the next start.
    """
    settings = load_settings()
    _is_alone(settings.http)
    logs.configure(level="WARNING", form=settings.log.format)
    chosen = log_dir or settings.data_dir / "logs"
    options = PipelineOptions(
        embedded=wants_embedded(settings),
        broker_dir=settings.data_dir / "broker",
        broker_port=port,
        log_dir=chosen,
    )
    until_stopped(lambda: _run(settings, options))
    say("All stopped.")


def _is_alone(http: HttpSettings) -> None:
    """Raises UserError where the first worker could not serve its health: mostly, a second `up`."""
    try:
        socket.create_server((http.host, http.port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return  # the worker says it better
        raise UserError(
            f"Port {http.port} is in use: does another `wirecoder up` run? Stop it, or set "
            "WIRECODER_HTTP__PORT to another port, or 0."
        ) from error


def _run(settings: Settings, options: PipelineOptions) -> None:
    with running_pipeline(settings, options, announce=say) as pipeline:
        _explain(pipeline, options)
        pipeline.supervisor.watch()


def _explain(pipeline: Pipeline, options: PipelineOptions) -> None:
    address = pipeline.kafka.bootstrap_servers
    if address != f"127.0.0.1:{DEFAULT_PORT}":
        say(f"export {ADDRESS}={address}")
    for line in HOW_TO:
        say(line)
    for name, http in pipeline.supervisor.ports().items():
        say(f"  {name}: http://127.0.0.1:{http}/metrics")
    say(f"Logs: {options.log_dir}. Ctrl-C stops everything.")
