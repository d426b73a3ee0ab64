"""The demo's table: the most widely told incidents that say where and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.table import Table

from service.cli.columns import parties, place_of
from service.cli.incident_rows import Incident, figures_by_source, what
from service.cli.mention_rows import days
from service.cli.output import cell, out

#: title and share of the width
COLUMNS: Final = {"when": 0, "what": 5, "who": 3, "to whom": 3, "where": 4, "figures": 7, "told": 0}
MOST_CHARACTERS = 60


def above_the_fold(incidents: Sequence[Incident], *, limit: int) -> list[Incident]:
    """At most `limit` incidents with a place and a date, those of most independent reports first.

    Among equals: those with figures, then those of more reports, then the oldest.
    """
    return sorted(filter(_is_located, incidents), key=_order)[:limit]


def print_incidents(incidents: Iterable[Incident]) -> None:
    """A table; `told` is the number of reports and how many of them are independent."""
    table = Table(header_style="bold", box=None, pad_edge=False)
    for title, ratio in COLUMNS.items():
        table.add_column(title, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for incident in incidents:
        table.add_row(*map(cell, demo_row(incident)))
    out().print(table)


def demo_row(incident: Incident) -> tuple[object, ...]:
    """One table row."""
    reports = incident["reports"]
    return (
        days(incident),
        what(incident),
        parties(incident.get("actors")),
        parties(incident.get("recipients")),
        place_of(incident),
        _cut(figures_by_source(incident)),
        f"{reports['articles']}/{reports['independent']}",
    )


def _is_located(incident: Incident) -> bool:
    return bool(place_of(incident) and days(incident))


def _order(incident: Incident) -> tuple[int, bool, int, str, str]:
    reports = incident["reports"]
    has_none = not figures_by_source(incident)
    return (
        -reports["independent"],
        has_none,
        -reports["articles"],
        days(incident),
        incident["incident_id"],
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
