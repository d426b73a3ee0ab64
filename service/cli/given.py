"""What is asked of values given on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

import typer


def a_date(written: str | None) -> str | None:
    """The value of --published-at: one that the clean stage cannot use would be dropped unseen."""
    from service.stages.clean.dates import usable_date  # late: help does not need it

    if written is not None and usable_date(written, now=datetime.now(UTC)) is None:
        raise typer.BadParameter(f"{written!r} is no past day or time: give 2024-05-02")
    return written
