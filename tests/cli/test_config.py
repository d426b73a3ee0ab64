"""Settings come from variables; passwords are never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli.main import app
from service.errors import UserError
from service.settings import load_settings, user_cache_dir

runner = CliRunner()
SECRET = "correct-horse"  # noqa: S105 - a made-up one
LOGIN = {
    "WIRECODER_KAFKA__SECURITY_PROTOCOL": "SASL_SSL",
    "WIRECODER_KAFKA__SASL_USERNAME": "coder",
    "WIRECODER_KAFKA__SASL_PASSWORD": SECRET,
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` of the developer's."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("format_", ["table", "jsonl"])
def test_config_shows_every_setting_but_no_password(format_: str) -> None:
    shown = runner.invoke(app, ["config", "--format", format_], env=LOGIN | {"COLUMNS": "300"})
    assert shown.exit_code == 0
    assert "coder" in shown.stdout
    assert "rocksdb" in shown.stdout
    assert SECRET not in shown.stdout


def test_config_in_a_pipe_is_one_json_object() -> None:
    shown = runner.invoke(app, ["config"], env={"WIRECODER_DEDUPE__WINDOW_HOURS": "48"})
    assert json.loads(shown.stdout)["dedupe"]["window_hours"] == 48


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        pytest.param({"WIRECODER_HTTP__PORT": "x"}, "WIRECODER_HTTP__PORT", id="no number"),
        pytest.param(
            {"WIRECODER_KAFKA__BOOTSTRAP": "a"}, "WIRECODER_KAFKA__BOOTSTRAP", id="mistyped"
        ),
        pytest.param(
            LOGIN | {"WIRECODER_KAFKA__SASL_PASSWORD": ""}, "a password", id="login without one"
        ),
        pytest.param(
            LOGIN | {"WIRECODER_KAFKA__SASL_PASSWORD_FILE": "f"}, "not both", id="two passwords"
        ),
    ],
)
def test_a_wrong_setting_is_named(variables: dict[str, str], told: str) -> None:
    shown = runner.invoke(app, ["config"], env=variables)
    assert shown.exit_code == 2
    assert told in shown.stderr
    assert SECRET not in shown.stderr


def test_a_password_file_is_read_without_its_line_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(SECRET + "\n")
    for name, value in LOGIN.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("WIRECODER_KAFKA__SASL_PASSWORD")
    monkeypatch.setenv("WIRECODER_KAFKA__SASL_PASSWORD_FILE", str(tmp_path / "secret"))
    assert load_settings().kafka.password() == SECRET
    (tmp_path / "secret").unlink()
    with pytest.raises(UserError, match="sasl_password_file"):
        load_settings().kafka.password()


def test_the_cache_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert user_cache_dir() == Path("/somewhere/wirecoder")
