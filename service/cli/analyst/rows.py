"""One row for each event or incident, in columns of our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from service.cli.incident_rows import told_figures

Row = dict[str, Any]
#: an event or incident with nothing in it, whose row has the headings of all
BLANK: Final[Mapping[str, Any]] = {
    "incident_id": "", "mention_id": "", "article_id": "", "revision": 0, "type": "ASSAULT",
    "modality": "asserted", "quad": "", "score": 0, "confidence": 0, "sentence": {"text": ""},
    "reports": {"articles": 0, "independent": 0},
}  # fmt: skip
_FIGURES = ("killed", "injured", "detained", "missing", "displaced")


def incident_row(incident: Mapping[str, Any]) -> Row:
    """The incident flat: lists of names and codes, figures as low and high."""
    reports, figures = incident["reports"], incident.get("quantities") or {}
    row: Row = {
        "incident_id": incident["incident_id"],
        "revision": incident["revision"],
        "type": incident["type"],
        "modes": listed(incident.get("modes")),
        "modality": incident["modality"],
        **_when(incident),
        **_parties(incident),
        **_where(incident),
    }
    for kind in _FIGURES:
        row[f"{kind}_low"] = (figures.get(kind) or {}).get("low")
        row[f"{kind}_high"] = (figures.get(kind) or {}).get("high")
    return row | {
        "figures_by_source": told_figures(incident),
        "articles": reports["articles"],
        "independent": reports["independent"],
        "outlets": listed(reports.get("outlets")),
        "conflicts": listed(dict.fromkeys(c["about"] for c in incident.get("conflicts", ()))),
        "part_of": incident.get("part_of"),
        "merged_into": incident.get("merged_into"),
        "first_reported_at": incident.get("first_reported_at"),
        "last_reported_at": incident.get("last_reported_at"),
    }


def event_row(event: Mapping[str, Any]) -> Row:
    """The event mention flat, with the words that tell it."""
    source = event.get("attribution") or {}
    row: Row = {
        "mention_id": event["mention_id"],
        "article_id": event["article_id"],
        "external_id": event.get("external_id"),
        "type": event["type"],
        "modes": listed(event.get("modes")),
        "modality": event["modality"],
        "quad": event["quad"],
        "score": event["score"],
        "contexts": listed(event.get("contexts")),
        **_when(event),
        **_parties(event),
        **_where(event),
    }
    for kind in _FIGURES:
        first: Row = next((q for q in event.get("quantities", ()) if q["kind"] == kind), {})
        row[f"{kind}_min"], row[f"{kind}_max"] = first.get("min"), first.get("max")
    return row | {
        "source": source.get("name") or source.get("text"),
        "source_kind": source.get("kind"),
        "stance": source.get("stance"),
        "outlet": event.get("outlet"),
        "url": event.get("url"),
        "published_at": event.get("published_at"),
        "report": event.get("report"),
        "confidence": event["confidence"],
        "sentence": event["sentence"]["text"],
    }


def joined(values: Iterable[Any] | None) -> str:
    """The values with semicolons between them."""
    return "; ".join(str(value) for value in values or ())


def listed(values: Iterable[Any] | None) -> list[str]:
    """The values as a list of texts; a file without lists joins them."""
    return [str(value) for value in values or ()]


def flat(value: Any) -> Any:
    """A list as one text, anything else as it is."""
    return joined(value) if isinstance(value, list) else value


def codes(parties: Iterable[Mapping[str, Any]] | None) -> list[str]:
    """'MLI MIL', 'UAF': country and sector of each."""
    found = (" ".join(filter(None, (p.get("country"), p.get("sector")))) for p in parties or ())
    return listed(filter(None, found))


def _when(value: Mapping[str, Any]) -> Row:
    date = value.get("date") or {}
    return {
        "date_start": date.get("start"),
        "date_end": date.get("end"),
        "date_precision": date.get("precision"),
    }


def _parties(value: Mapping[str, Any]) -> Row:
    row: Row = {}
    for singular in ("actor", "recipient"):
        parties = value.get(f"{singular}s") or ()
        row[f"{singular}s"] = listed(party["name"] for party in parties)
        row[f"{singular}_codes"] = codes(parties)
    return row


def _where(value: Mapping[str, Any]) -> Row:
    place = value.get("place") or {}
    row = {
        name: place.get(name)
        for name in ("country", "admin1", "admin2", "lat", "lon", "geonames_id")
    }
    return {"place": place.get("name"), **row, "place_precision": place.get("precision")}
