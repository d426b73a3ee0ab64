"""An event mention as a row for people."""

from __future__ import annotations

from schemas import Actor, EventMention, Quantity

HEADINGS = ("what", "who", "to whom", "where", "when", "figures", "according to", "words")


def mention_row(m: EventMention) -> tuple[str, ...]:
    """One table row."""
    kind = m.type + (f" ({', '.join(m.modes)})" if m.modes else "")
    source = m.attribution
    return (
        kind if m.modality == "asserted" else f"{kind} [{m.modality}]",
        ", ".join(map(party, m.actors)),
        ", ".join(map(party, m.recipients)),
        m.place.name if m.place else "",
        day(m),
        ", ".join(map(figure, m.quantities)),
        f"{source.name or source.text} {source.stance}" if source else "",
        m.trigger.text,
    )


def party(a: Actor) -> str:
    """Name and codes."""
    return f"{a.name} [{a.country or '-'} {a.sector or '-'}]"


def day(m: EventMention) -> str:
    """The day or the two ends."""
    if m.date is None:
        return ""
    start, end = m.date.start or "", m.date.end or ""
    return start if start == end else f"{start}..{end}"


def figure(q: Quantity) -> str:
    """'killed 20+', 'injured ~30', 'killed dozens'."""
    marks = {"at_least": f"{q.min}+", "at_most": f"<={q.max}", "about": f"~{q.min}"}
    number = marks.get(q.qualifier, str(q.min) if q.min is not None else q.text)
    return f"{q.kind} {number}"
