"""An incident as a row for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from service.cli.columns import figures, parties, place_of
from service.cli.mention_rows import days

Incident = Mapping[str, Any]

HEADINGS: Final = ("when", "what", "who", "to whom", "where", "figures by source", "reports")


def prominence(incident: Incident) -> tuple[int, int, str]:
    """Sorts those of most independent reports first, then the most widely told, then the oldest."""
    reports = incident["reports"]
    return -reports["independent"], -reports["articles"], days(incident)


def incident_row(incident: Incident) -> tuple[object, ...]:
    """One table row."""
    reports = incident["reports"]
    return (
        days(incident),
        what(incident),
        parties(incident.get("actors")),
        parties(incident.get("recipients")),
        place_of(incident),
        figures_by_source(incident),
        f"{reports['articles']} ({reports['independent']} independent)",
    )


def what(incident: Incident) -> str:
    """'ASSAULT/aerial (disputed)'."""
    kind = "/".join([incident["type"], *incident.get("modes", ())])
    modality = incident["modality"]
    return kind if modality == "asserted" else f"{kind} ({modality})"


def figures_by_source(incident: Incident) -> str:
    """'governor: killed 14; Desert Post: killed 11'."""
    return "; ".join(told_figures(incident))


def told_figures(incident: Incident) -> list[str]:
    """'governor: killed 14', each source once, with its last figures."""
    told = {
        claim.get("source") or claim.get("outlet") or "no source": figures(claim["quantities"])
        for claim in incident.get("claims", ())
        if claim.get("quantities")
    }
    return [f"{source}: {words}" for source, words in told.items()]
