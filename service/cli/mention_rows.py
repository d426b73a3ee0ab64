"""An event mention as a row for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schemas import Actor, EventMention, Quantity

HEADINGS = ("what", "who", "to whom", "where", "when", "figures", "according to", "words")
_TOLD_CHARS: Final = {"year": 4, "month": 7}


def mention_row(m: EventMention) -> tuple[str, ...]:
    """One table row."""
    kind = m.type + (f" ({', '.join(m.modes)})" if m.modes else "")
    source = m.attribution
    return (
        kind if m.modality == "asserted" else f"{kind} [{m.modality}]",
        ", ".join(map(party, m.actors)),
        ", ".join(map(party, m.recipients)),
        m.place.name if m.place else "",
        days({"date": m.date.model_dump()}) if m.date else "",
        ", ".join(map(figure, m.quantities)),
        f"{source.name or source.text} {source.stance}" if source else "",
        m.trigger.text,
    )


def days(value: Mapping[str, Any]) -> str:
    """'2024-03-05', '2024-03' or '2024' if no more is known, '2024-03-05..2024-03-09'."""
    date = value.get("date") or {}
    start, end = date.get("start") or "", date.get("end") or ""
    told = _TOLD_CHARS.get(date.get("precision", ""))
    return start[:told] if start[:told] == end[:told] else f"{start}..{end}"


def party(a: Actor) -> str:
    """Name and codes."""
    return f"{a.name} [{a.country or '-'} {a.sector or '-'}]"


def figure(q: Quantity) -> str:
    """'killed 20+', 'injured ~30', 'killed dozens'."""
    marks = {"at_least": f"{q.min}+", "at_most": f"<={q.max}", "about": f"~{q.min}"}
    number = marks.get(q.qualifier, str(q.min) if q.min is not None else q.text)
    return f"{q.kind} {number}"
