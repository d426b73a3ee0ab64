"""Incidents in ACLED's columns, for those whose tools expect them.

ACLED-like, not ACLED: the columns and closed lists are those of its public codebook, the coding is
ours. What is not known stays empty, where ACLED's coders would research it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pycountry

from service.cli.analyst.rows import Row, joined
from service.stages.extract.crosswalk import acled_sub_event

_VIOLENCE, _DEMO = "Political violence", "Demonstrations"
_STRATEGIC = "Strategic developments"
#: event type -> (disorder type, its sub-event types)
_EVENT_TYPES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "Battles": (_VIOLENCE, (
        "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
    )),
    "Explosions/Remote violence": (_VIOLENCE, (
        "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack", "Suicide bomb",
    )),
    "Violence against civilians": (_VIOLENCE, (
        "Abduction/forced disappearance", "Attack", "Sexual violence",
    )),
    "Protests": (_DEMO, (
        "Excessive force against protesters", "Peaceful protest", "Protest with intervention",
    )),
    "Riots": (_DEMO, ("Mob violence", "Violent demonstration")),
    _STRATEGIC: (_STRATEGIC, (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    )),
}  # fmt: skip
_OF_SUB_EVENT: Final = {
    sub: (disorder, kind) for kind, (disorder, subs) in _EVENT_TYPES.items() for sub in subs
}
#: two sub-events whose disorder type is not that of their event type
_OTHER_DISORDER: Final = {
    "Mob violence": _VIOLENCE,
    "Excessive force against protesters": f"{_VIOLENCE}; {_DEMO}",
}
_INTER: Final = {
    "State forces": ("GOV", "MIL", "COP", "SPY", "JUD", "LEG"),
    "Rebel group": ("REB", "ISM"),
    "Political militia": ("PRM", "PTY"),
    "Civilians": (
        "CVL", "SOC", "EDU", "REL", "LAB", "JRN", "MED", "REF", "OPP", "NGO", "BUS", "AGR", "ELI",
    ),
    "External/Other forces": ("IGO", "MNC", "IMG"),
}  # fmt: skip
_INTER_OF: Final = {sector: name for name, sectors in _INTER.items() for sector in sectors}
_TIME_PRECISION: Final = {"day": 1, "week": 2, "month": 3}
_GEO_PRECISION: Final = {"point": 1, "city": 1, "admin": 2, "region": 3, "country": 3}
_RECORDED: Final = frozenset({"asserted", "disputed"})


def acled_row(incident: Mapping[str, Any]) -> Row | None:
    """The row, or None for what ACLED does not record: plans, denials, talk."""
    actors, recipients = incident.get("actors") or (), incident.get("recipients") or ()
    sub = acled_sub_event(
        incident["type"], incident.get("modes") or (), _sectors(actors), _sectors(recipients), ()
    )
    if sub is None or sub not in _OF_SUB_EVENT or incident["modality"] not in _RECORDED:
        return None
    disorder, kind = _OF_SUB_EVENT[sub]
    date = incident.get("date") or {}
    precision = _TIME_PRECISION.get(date.get("precision", ""))
    start, end = date.get("start") or "", date.get("end") or ""
    killed = (incident.get("quantities") or {}).get("killed") or {}
    return {
        "event_id_cnty": incident["incident_id"],
        "event_date": start or None if precision else None,  # the first day of a year is no date
        "year": start[:4] or None if precision or start[:4] == end[:4] else None,
        "time_precision": precision,
        "disorder_type": _OTHER_DISORDER.get(sub, disorder),
        "event_type": kind,
        "sub_event_type": sub,
        **_side(1, actors, incident),
        **_side(2, recipients, incident),
        "civilian_targeting": _targeting(incident, recipients),
        **_where(incident.get("place") or {}),
        "source": joined(incident["reports"].get("outlets")),
        "fatalities": killed.get("low"),
        "tags": _tags(killed),
        "timestamp": incident.get("last_reported_at"),
    }


def _side(number: int, parties: Iterable[Mapping[str, Any]], incident: Mapping[str, Any]) -> Row:
    first, *others = [*parties] or [{}]
    return {
        f"actor{number}": first.get("name"),
        f"assoc_actor_{number}": joined(party["name"] for party in others),
        f"inter{number}": _inter(number, first, incident),
    }


def _inter(number: int, party: Mapping[str, Any], incident: Mapping[str, Any]) -> str | None:
    if number == 1 and incident["type"] == "PROTEST":
        is_riot = {"riot", "vandalize"} & set(incident.get("modes") or ())
        return "Rioters" if is_riot else "Protesters"
    return _INTER_OF.get(party.get("sector") or "")


def _targeting(incident: Mapping[str, Any], recipients: Iterable[Mapping[str, Any]]) -> str | None:
    kinds = {_INTER_OF.get(party.get("sector") or "") for party in recipients}
    is_targeting = incident["type"] == "ASSAULT" and kinds == {"Civilians"}
    return "Civilian targeting" if is_targeting else None


def _where(place: Mapping[str, Any]) -> Row:
    country = pycountry.countries.get(alpha_3=place.get("country") or "")
    return {
        "iso": int(country.numeric) if country else None,
        "country": country.name if country else place.get("country"),
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "location": place.get("name"),
        "latitude": place.get("lat"),
        "longitude": place.get("lon"),
        "geo_precision": _GEO_PRECISION.get(place.get("precision", "")),
    }


def _tags(killed: Mapping[str, Any]) -> str | None:
    """The other end of what sources say: ACLED takes the lowest figure."""
    low, high = killed.get("low"), killed.get("high")
    return f"fatalities high={high}" if high is not None and high != low else None


def _sectors(parties: Iterable[Mapping[str, Any]]) -> set[str]:
    return {party["sector"] for party in parties if party.get("sector")}
