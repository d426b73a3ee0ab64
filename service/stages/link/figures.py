"""Casualty figures of an incident: the range over its sources, and what they disagree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, Literal

from schemas.event import EventMention, Quantity
from schemas.incident import Conflict, Figure

#: 'about 50' and 54 agree
_TOLERANCE: Final = 0.1
_UNKNOWN: Final = frozenset({None, "UNK", "UAF"})
_COMPARED: Final[tuple[Literal["killed", "injured"], ...]] = ("killed", "injured")
_MOST_COMPARED: Final = 50


def figures(mentions: Sequence[EventMention]) -> dict[str, Figure]:
    """Range, latest value and sources by kind, from figures that count this incident alone."""
    by_kind: dict[str, list[tuple[EventMention, Quantity]]] = defaultdict(list)
    for mention in mentions:
        if mention.modality != "negated":
            for quantity in _counted(mention):
                by_kind[quantity.kind].append((mention, quantity))
    return {kind: _figure(stated) for kind, stated in sorted(by_kind.items())}


def conflicts(mentions: Sequence[EventMention]) -> tuple[Conflict, ...]:
    """What the reports disagree on: figures, who did it, whether it happened."""
    recent = mentions[-_MOST_COMPARED:]
    found = [Conflict(about=k, mention_ids=ids) for k in _COMPARED if (ids := _unequal(recent, k))]
    if ids := _other_actors(recent):
        found.append(Conflict(about="actor", mention_ids=ids))
    denied = [m.mention_id for m in recent if m.modality == "negated"]
    told = [m.mention_id for m in recent if m.modality in {"asserted", "historical"}]
    if denied and told:
        found.append(Conflict(about="occurrence", mention_ids=(*told, *denied)))
    return tuple(found)


def _counted(mention: EventMention) -> Iterator[Quantity]:
    """Figures with a number that are no running total and no part of another figure."""
    for q in mention.quantities:
        if not q.cumulative and q.subset_of is None and (q.min, q.max) != (None, None):
            yield q


def _figure(stated: list[tuple[EventMention, Quantity]]) -> Figure:
    values = [v for _, q in stated for v in (q.min, q.max) if v is not None]
    last = stated[-1][1]
    names = {_source(mention) for mention, _ in stated} - {None}
    return Figure(
        low=min(values),
        high=max(values),
        latest=last.max if last.min is None else last.min,
        sources=tuple(sorted(n for n in names if n))[:_MOST_COMPARED],
    )


def _source(mention: EventMention) -> str | None:
    source = mention.attribution
    return (source.name or source.text) if source else mention.outlet


def _unequal(mentions: Sequence[EventMention], kind: str) -> tuple[str, ...]:
    """Mentions whose bounds for the same people exclude each other."""
    stated = [
        (m, q) for m in mentions if m.modality != "negated" for q in _counted(m) if q.kind == kind
    ]
    ids = {
        m.mention_id
        for one, other in combinations(stated, 2)
        if _same_people(one[1], other[1]) and _exclude(one[1], other[1])
        for m in (one[0], other[0])
    }
    return tuple(m.mention_id for m in mentions if m.mention_id in ids)


def _same_people(a: Quantity, b: Quantity) -> bool:
    if a.victims is None or b.victims is None:
        return True
    return a.victims.sector == b.victims.sector or None in (a.victims.sector, b.victims.sector)


def _exclude(a: Quantity, b: Quantity) -> bool:
    low, high = sorted((a, b), key=_bounds)
    slack = _TOLERANCE if "about" in (a.qualifier, b.qualifier) else 0.0
    return _bounds(low)[1] * (1 + slack) < _bounds(high)[0]


def _bounds(q: Quantity) -> tuple[float, float]:
    return (
        float("-inf") if q.min is None else q.min,
        float("inf") if q.max is None else q.max,
    )


def _other_actors(mentions: Iterable[EventMention]) -> tuple[str, ...]:
    """Mentions of an attack that name different perpetrators."""
    blamed = [
        (m.mention_id, codes)
        for m in mentions
        if m.type == "ASSAULT" and not m.symmetric and m.modality != "negated"
        if (codes := {(a.country, a.sector) for a in m.actors if a.sector not in _UNKNOWN})
    ]
    ids = {i for x, y in combinations(blamed, 2) if not x[1] & y[1] for i in (x[0], y[0])}
    return tuple(mention_id for mention_id, _ in blamed if mention_id in ids)
