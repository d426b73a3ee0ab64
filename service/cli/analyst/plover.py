"""Events and incidents in columns like those of PLOVER data sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.codebook import QUAD, SCORE
from service.cli.analyst.rows import Row, joined


def plover_row(value: Mapping[str, Any]) -> Row:
    """One event mention or incident; `Intensity` is the type's score, -10 to +10."""
    date, place = value.get("date") or {}, value.get("place") or {}
    is_incident = "incident_id" in value
    return {
        "Event ID": value["incident_id"] if is_incident else value["mention_id"],
        "Event Date": date.get("start"),
        "Event End Date": date.get("end"),
        "Event Type": value["type"],
        "Event Mode": joined(value.get("modes")),
        "Intensity": SCORE[value["type"]],
        "Quad Code": QUAD[value["type"]],
        "Contexts": joined(value.get("contexts")),
        **_party("Actor", value.get("actors")),
        **_party("Recipient", value.get("recipients")),
        "Placename": place.get("name"),
        "District": place.get("admin2"),
        "Province": place.get("admin1"),
        "Country": place.get("country"),
        "Latitude": place.get("lat"),
        "Longitude": place.get("lon"),
        "GeoNames ID": place.get("geonames_id"),
        "Raw Placename": place.get("text"),
        "Source": _outlets(value) if is_incident else value.get("outlet"),
        "Publication Date": value.get("first_reported_at" if is_incident else "published_at"),
        "Version": value.get("extractor_version"),
    }


def _party(title: str, parties: Iterable[Mapping[str, Any]] | None) -> Row:
    found = list(parties or ())
    sectors = [p["sector"] for p in found if p.get("sector")]
    return {
        f"{title} Name": joined(p["name"] for p in found),
        f"{title} Country": joined(dict.fromkeys(p["country"] for p in found if p.get("country"))),
        f"Primary {title} Sector": sectors[0] if sectors else None,
        f"{title} Sectors": joined(dict.fromkeys(sectors)),
        f"{title} Name Raw": joined(p["text"] for p in found if p.get("text")),
    }


def _outlets(incident: Mapping[str, Any]) -> str:
    return joined(incident["reports"].get("outlets"))
