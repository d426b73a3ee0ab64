"""The `wirecoder` command: one line for each command, loaded only when it is called."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from service import __version__

USER_ERROR = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives (a module whose `app` is a typer.Typer) and what it is for."""

    module: str
    about: str
    panel: str


PIPELINE, KAFKA, OFFLINE, MORE = "The service", "Articles and results", "Without Kafka", "More"

COMMANDS: dict[str, Entry] = {
    "up": Entry("up_cmd", "Run everything: broker, topics and all four stages.", PIPELINE),
    "demo": Entry("demo_cmd", "Show the samples becoming incidents on a real broker.", PIPELINE),
    "worker": Entry("worker_cmd", "Run one stage, or all, against a cluster.", PIPELINE),
    "broker": Entry("broker_cmd", "Start and stop the embedded Apache Kafka.", PIPELINE),
    "topics": Entry("topics_cmd", "Create the topics, or compare them.", PIPELINE),
    "produce": Entry("produce_cmd", "Send articles: files, folders, feeds, stdin.", KAFKA),
    "consume": Entry("consume_cmd", "Read articles, events or incidents.", KAFKA),
    "dead-letters": Entry("dead_letters_cmd", "List, show and replay refused messages.", KAFKA),
    "replay": Entry("replay_cmd", "Code articles of the past anew, beside the service.", KAFKA),
    "extract": Entry("extract_cmd", "Code one article or a thousand.", OFFLINE),
    "run": Entry("run_cmd", "The whole pipeline over files, into JSON lines.", OFFLINE),
    "incidents": Entry("incidents_cmd", "What happened, and why reports were joined.", OFFLINE),
    "code-actor": Entry("code_actor_cmd", "Code names of actors.", OFFLINE),
    "places": Entry("places_cmd", "Look places up in the gazetteer.", OFFLINE),
    "gazetteer": Entry("gazetteer_cmd", "Build the gazetteer's file.", MORE),
    "config": Entry("config_cmd", "Show the settings in force.", MORE),
    "schemas": Entry("schemas_cmd", "Write JSON Schema and AsyncAPI files.", MORE),
}


class LazyGroup(TyperGroup):
    """Loads the module of a command only to run it, so that help stays quick."""

    def __init__(self, **options: Any) -> None:
        """Stand-ins carry the help texts."""
        super().__init__(**options)
        for name, entry in COMMANDS.items():
            self.add_command(TyperCommand(name, help=entry.about))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base's signature
        """All names, in the order of the table."""
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the base's
        """The commands under the heads of their panels."""
        for panel in (PIPELINE, KAFKA, OFFLINE, MORE):
            with formatter.section(panel):
                formatter.write_dl(
                    [
                        (name, entry.about)
                        for name, entry in COMMANDS.items()
                        if entry.panel == panel
                    ]
                )

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command itself in place of its stand-in."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else command, rest

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; an expected error becomes one line that says what to do."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            if error.filename is None:
                raise
            typer.echo(f"wirecoder: {error.filename}: {error.strerror}", err=True)
            raise typer.Exit(USER_ERROR) from error
        except Exception as error:
            from service.errors import UserError  # late: it loads the contracts

            if not isinstance(error, UserError):
                raise
            typer.echo(f"wirecoder: {error}", err=True)
            raise typer.Exit(USER_ERROR) from error


def load(name: str) -> Any:
    """The command of that name, ready to be invoked."""
    module = importlib.import_module(f"service.cli.{COMMANDS[name].module}")
    module.app.rich_markup_mode = "markdown"  # paragraphs flow, brackets stay
    module.app._add_completion = False  # belongs to `wirecoder` alone, not to each command
    command = get_command(module.app)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup, no_args_is_help=True,
    rich_markup_mode=None,  # loading rich would double the time that help takes
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wirecoder {__version__}")
        raise typer.Exit


@app.callback()
def wirecoder(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """News articles in on Kafka; coded events and incidents out.

    Start with `wirecoder up`, then `wirecoder produce` some articles and `wirecoder consume`
    incidents. Without Kafka: `wirecoder extract FILE`.
    """
