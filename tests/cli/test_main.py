"""The command line: help, versions, errors in one line."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from service import __version__
from service.cli import main
from service.cli.main import COMMANDS, app, load
from service.errors import UserError

runner = CliRunner()


def test_help_names_every_command_and_what_it_is_for() -> None:
    shown = runner.invoke(app, ["--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    for name, entry in COMMANDS.items():
        assert name in shown.stdout
        assert entry.about in shown.stdout


def test_help_loads_neither_the_contracts_nor_kafka_nor_a_language_model() -> None:
    program = (
        "import sys; from service.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'aiokafka', 'faust', 'spacy'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told() -> None:
    assert runner.invoke(app, ["--version"]).stdout == f"wirecoder {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_with_help(name: str) -> None:
    assert importlib.util.find_spec(f"service.cli.{COMMANDS[name].module}")
    shown = runner.invoke(app, [name, "--help"], prog_name="wirecoder")
    assert shown.exit_code == 0
    assert f"wirecoder {name}" in shown.stdout
    assert load(name).help


def test_a_mistyped_command_is_corrected() -> None:
    shown = runner.invoke(app, ["brokre"])
    assert shown.exit_code == 2
    assert "Did you mean 'broker'" in shown.stderr


def failing_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    broken = typer.Typer()

    @broken.command()
    def fail() -> None:
        raise error

    monkeypatch.setattr(main, "load", lambda _: typer.main.get_command(broken))


def test_an_expected_error_is_one_line_and_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(monkeypatch, UserError("Start one with: wirecoder broker start"))
    shown = runner.invoke(app, ["broker"])
    assert shown.exit_code == 2
    assert shown.stderr == "wirecoder: Start one with: wirecoder broker start\n"
    assert shown.stdout == ""


def test_a_file_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(monkeypatch, PermissionError(13, "Permission denied", "out/x"))
    shown = runner.invoke(app, ["broker"])
    assert (shown.exit_code, shown.stderr) == (2, "wirecoder: out/x: Permission denied\n")


def test_ctrl_c_is_exit_code_130(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(monkeypatch, KeyboardInterrupt())
    assert runner.invoke(app, ["broker"]).exit_code == 130


def test_a_defect_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(monkeypatch, ZeroDivisionError())
    assert isinstance(runner.invoke(app, ["broker"]).exception, ZeroDivisionError)


def test_a_second_service_on_one_machine_is_told_that_there_is_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        shown = runner.invoke(app, ["up"], env={"WIRECODER_HTTP__PORT": port})
    assert shown.exit_code == 2
    assert f"Port {port} is in use" in shown.stderr
