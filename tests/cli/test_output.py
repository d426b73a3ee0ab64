"""What reaches the terminal is readable and harmless."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from service.cli import output
from service.cli.columns import VIEWS, Kind
from service.cli.output import RowPrinter, clean
from service.streaming.reading import Message


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        pytest.param("a\x1b[31mb", "a�[31mb", id="colour escape"),
        pytest.param("a\x1b]0;title\x07", "a�]0;title�", id="window title"),
        pytest.param("a\nb\tc", "a b c", id="line break and tab"),
        pytest.param("a\u202eb", "a�b", id="right-to-left override"),
        pytest.param("Ṣan‘ā’ — صنعاء", "Ṣan‘ā’ — صنعاء", id="other scripts stay"),
    ],
)
def test_text_of_strangers_cannot_steer_the_terminal(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


def message(value: bytes | None) -> Message:
    return Message("topic", 0, 7, 1_710_000_000_000, b"k", value, (("stage", b"clean"),))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="tombstone"),
        pytest.param(b"\xff\x00", id="binary"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b"{}", id="empty object"),
    ],
)
def test_a_message_without_content_still_makes_a_row(kind: Kind, value: bytes | None) -> None:
    view = VIEWS[kind]
    assert len(view.row(message(value))) <= len(view.columns)


def test_markup_in_a_text_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(output, "out", lambda: Console(file=screen, width=60))
    RowPrinter({"title": 1}).print(["[red]not red[/red]"])
    assert "[red]not red[/red]" in screen.getvalue()


def test_a_date_is_never_cut_in_a_narrow_table(capsys: pytest.CaptureFixture[str]) -> None:
    columns = ("when", *"abcdefghij")
    output.print_table(columns, [("2019-04-02", *["many long words here"] * 10)])
    assert "2019-04-02" in capsys.readouterr().out
