"""An incident put together from its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from schemas.codebook import EventType, Stance
from schemas.event import Actor, EventMention, Place
from schemas.incident import (
    Claim,
    Incident,
    IncidentDate,
    IncidentModality,
    Party,
    Reports,
)
from service.stages.link.figures import conflicts, figures

MOST_LISTED: Final = 50
_MOST_PARTIES: Final = 10
_PRECISION: Final = ("point", "city", "admin", "country", "region")
_DATE_PRECISION: Final = ("day", "period", "week", "month", "year")


def incident(
    incident_id: str, mentions: Sequence[EventMention], *, revision: int, part_of: str | None = None
) -> Incident:
    """The incident that the mentions tell; mentions come oldest first and there is at least one."""
    modality = modality_of(mentions)
    latest = mentions[-MOST_LISTED:]
    times = sorted(m.published_at for m in mentions if m.published_at)
    kind = _type(mentions)
    return Incident(
        incident_id=incident_id,
        revision=revision,
        type=kind,
        modes=tuple(_ranked(mode for m in mentions if m.type == kind for mode in m.modes)),
        modality=modality,
        date=_date(mentions),
        place=_place(mentions),
        actors=_parties(a for m in mentions for a in m.actors),
        recipients=_parties(a for m in mentions for a in m.recipients),
        reports=_reports(mentions),
        claims=tuple(map(_claim, latest)),
        quantities=figures(mentions),
        conflicts=conflicts(mentions),
        part_of=part_of,
        first_reported_at=times[0] if times else None,
        last_reported_at=times[-1] if times else None,
        mention_ids=tuple(m.mention_id for m in latest),
        story_ids=tuple(sorted({m.story_id for m in mentions}))[:MOST_LISTED],
    )


def modality_of(mentions: Iterable[EventMention]) -> IncidentModality:
    """Denied when nobody asserts it, disputed when somebody denies what others assert."""
    found = {m.modality for m in mentions}
    told = bool(found & {"asserted", "historical"})
    if "negated" in found:
        return "disputed" if told else "denied"
    return "asserted" if told else "future"


def _type(mentions: Iterable[EventMention]) -> EventType:
    """The type most reports give; a promise gives way to the act itself."""
    counted = Counter(m.type for m in mentions if m.modality not in {"future", "negated"})
    return (counted or Counter(m.type for m in mentions)).most_common(1)[0][0]


def _ranked(items: Iterable[str]) -> list[str]:
    return [item for item, _ in Counter(items).most_common()]


def _date(mentions: Iterable[EventMention]) -> IncidentDate | None:
    dates = Counter(
        (m.date.start, m.date.end, m.date.precision)
        for m in mentions
        if m.date is not None and (m.date.start or m.date.end)
    )
    if not dates:
        return None
    start, end, precision = min(
        dates, key=lambda d: (_DATE_PRECISION.index(d[2]), -dates[d], d[0] or "", d[1] or "")
    )
    return IncidentDate(start=start, end=end, precision=precision)


def _place(mentions: Iterable[EventMention]) -> Place | None:
    places = [m.place for m in mentions if m.place is not None]
    counted = Counter((p.precision, p.name) for p in places)
    return min(
        places,
        key=lambda p: (_PRECISION.index(p.precision), -counted[p.precision, p.name]),
        default=None,
    )


def _parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """The distinct actors, those named most often first."""
    found: dict[str, Party] = {}
    counted: Counter[str] = Counter()
    for actor in actors:
        key = actor.actor_id or actor.name.casefold()
        counted[key] += 1
        found.setdefault(key, _party(actor))
    return tuple(found[key] for key, _ in counted.most_common(_MOST_PARTIES))


def _party(actor: Actor) -> Party:
    return Party(
        name=actor.name, actor_id=actor.actor_id, country=actor.country, sector=actor.sector
    )


def _reports(mentions: Sequence[EventMention]) -> Reports:
    return Reports(
        mentions=len(mentions),
        articles=len({m.article_id for m in mentions}),
        outlets=tuple(sorted({m.outlet for m in mentions if m.outlet}))[:MOST_LISTED],
        independent=_independent(mentions),
    )


def _independent(mentions: Iterable[EventMention]) -> int:
    """Outlets that tell it first in some words, as many as are known for sure.

    A sentence that others have had before is an agency's, or stands below every page of a site: it
    is in another hundred articles no second source. Nor are articles of which nobody told whose
    they are; where there are no others, all of them are one source.
    """
    first: dict[str, str | None] = {}
    for mention in mentions:
        if mention.report == "original":
            first.setdefault(mention.sentence.text, mention.outlet)
    outlets = set(first.values())
    return len(outlets - {None}) or len(outlets)


def _claim(mention: EventMention) -> Claim:
    source = mention.attribution
    return Claim(
        source=(source.name or source.text) if source else None,
        kind=source.kind if source else None,
        outlet=mention.outlet,
        stance=_stance(mention),
        quantities=mention.quantities,
        actors=tuple(_party(a) for a in mention.actors),
        published_at=mention.published_at,
        mention_id=mention.mention_id,
    )


def _stance(mention: EventMention) -> Stance:
    if mention.attribution is not None:
        return mention.attribution.stance
    return "denies" if mention.modality == "negated" else "reports"
