"""`consume` refuses file formats that would be incomplete."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from service.cli.main import app


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["articles", "--from-beginning", "--format", "csv"], "articles cannot be written as csv"),
        (["articles", "--from-beginning", "--format", "parquet"], "be written as parquet"),
        (["events", "--from-beginning", "--format", "acled-csv"], "cannot be written as acled-csv"),
        (["incidents", "--format", "geojson"], "needs --from-beginning"),
        (["incidents", "--from-beginning", "--follow", "--format", "csv"], "and no --follow"),
    ],
    ids=[
        "no csv of articles",
        "no parquet of articles",
        "no such file of events",
        "no end",
        "endless",
    ],
)
def test_a_file_that_cannot_be_complete_is_refused(arguments: list[str], why: str) -> None:
    done = CliRunner().invoke(app, ["consume", *arguments])
    assert done.exit_code == 2
    assert why in done.output
