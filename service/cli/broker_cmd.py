"""`wirecoder broker`: a real Apache Kafka on this machine, without Docker."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from service.broker import EmbeddedBroker
from service.cli.output import Format, chosen, print_json, print_table, progress, say
from service.errors import UserError
from service.settings import load_settings

DEFAULT_PORT = 9092

app = typer.Typer(no_args_is_help=True, help="Start and stop the embedded Apache Kafka.")

Folder = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Its data and logs. [default: the user's cache folder]"),
]


def embedded(folder: Path | None, port: int | None = None, *, detached: bool) -> EmbeddedBroker:
    """The broker of a folder, not yet started."""
    data_dir = load_settings().data_dir
    return EmbeddedBroker(
        folder or data_dir / "broker", port, detached=detached, cache_dir=data_dir
    )


@app.command()
def start(
    folder: Folder = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where it listens; 0 takes any free port.")
    ] = DEFAULT_PORT,
    foreground: Annotated[
        bool, typer.Option("--foreground", help="Stay until Ctrl-C instead of going on alone.")
    ] = False,
) -> None:
    """Start Apache Kafka 4.1 on 127.0.0.1 and return when it answers.

    The first start downloads 43 MB of jars; from then on it takes a few seconds and no network.
    """
    broker = embedded(folder, port, detached=not foreground)
    found = broker.running()
    if found and port in (0, found.port):
        say(f"It already runs on {found.bootstrap_servers} (pid {found.pid}).")
        return
    start_with_progress(broker)
    say(f"Kafka answers on {broker.bootstrap_servers}; its log is {broker.log}")
    if foreground:
        _stay(broker)
    elif broker.port != DEFAULT_PORT:
        say(f"export WIRECODER_KAFKA__BOOTSTRAP_SERVERS={broker.bootstrap_servers}")


@app.command()
def stop(folder: Folder = None) -> None:
    """Stop it and wait until it has gone; its data stay for the next start."""
    broker = embedded(folder, detached=True)
    found = broker.running()
    if found is None:
        say("No broker runs here.")
        return
    ended = "stopped" if broker.stop() else "did not stop in time and was killed"
    say(f"The broker on {found.bootstrap_servers} {ended}.")


@app.command()
def status(
    folder: Folder = None,
    format_: Annotated[Format | None, typer.Option("--format", help="How to print it.")] = None,
) -> None:
    """Say whether it runs, and where; exit code 1 when it does not."""
    found = embedded(folder, detached=True).running()
    facts = {"running": found is not None} | (asdict(found) if found else {})
    if chosen(format_) is Format.jsonl:
        print_json(facts)
    else:
        print_table(("broker", ""), facts.items())
    raise typer.Exit(0 if found else 1)


def start_with_progress(broker: EmbeddedBroker) -> None:
    """Starts it; a bar shows the download if there is one."""
    with progress("Fetching Apache Kafka", unit=1_000_000, unit_name="MB") as advance:
        broker.on_download(advance)
        broker.start()


def _stay(broker: EmbeddedBroker) -> None:
    """Until Ctrl-C or until Kafka dies by itself."""
    say("Ctrl-C stops it.")
    try:
        code = broker.wait()
    except KeyboardInterrupt:
        return
    finally:
        broker.stop()
    raise UserError(f"Kafka ended by itself (exit code {code}); see {broker.log}")
