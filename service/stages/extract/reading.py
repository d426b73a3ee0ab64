"""One article read from end to end: names, places, dates, figures, then the events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from schemas import Article
from service.stages.extract.actors import ActorRegistry, DocActors, build_doc_actors, scene_country
from service.stages.extract.coder import EventCoder, Surroundings
from service.stages.extract.event import Event
from service.stages.extract.gazetteer import Gazetteer
from service.stages.extract.parties import PartyCoder
from service.stages.extract.places import FoundPlace, find_places
from service.stages.extract.quantities import FoundQuantity, find_quantities
from service.stages.extract.times import FoundTime, find_times

_NAMES_TAKEN = frozenset({"person", "organization", "role"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the text; loaded once per process."""

    registry: ActorRegistry
    gazetteer: Gazetteer
    coder: EventCoder


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one parsed article."""

    article: Article
    doc: Any
    published: date | None
    actors: DocActors
    parties: PartyCoder
    places: Sequence[FoundPlace]
    dateline: FoundPlace | None
    times: Sequence[FoundTime]
    figures: Sequence[FoundQuantity]
    events: Sequence[Event]


def published_day(article: Article) -> date | None:
    """The day of publication; None when it is not known."""
    return _day(article.published_at)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the text before anything is coded as an event."""

    published: date | None
    actors: DocActors
    parties: PartyCoder
    places: Sequence[FoundPlace]
    dateline: FoundPlace | None
    times: Sequence[FoundTime]
    figures: Sequence[FoundQuantity]

    def surroundings(self) -> Surroundings:
        """The tokens of figures, places and dates, for the coder."""
        cues: dict[int, int] = {}
        for figure in self.figures:
            cues[figure.cue] = cues.get(figure.cue, 0) + 1
        return Surroundings(
            figure_cues=cues,
            place_tokens=_place_tokens(self.places),
            times=self.times,
            published=self.published,
        )


def _is_scene(place: FoundPlace) -> bool:
    """Towns and regions where things happen: no governments, peoples or parts of names."""
    named = place.demonym or place.metonym or place.embedded
    return place.precision in {"point", "city", "admin"} and not named


def find(article: Article, doc: Any, tools: Tools) -> Found:
    """Names, places, dates and figures of a parsed article."""
    published = published_day(article)
    actors = build_doc_actors(doc, tools.registry, published=published)
    known = [n for n in actors.named if n.code.actor_id is not None]
    taken = [(n.start, n.end) for n in known if n.code.kind in _NAMES_TAKEN]
    place_name = article.dateline.place if article.dateline else None
    places = find_places(
        doc, tools.gazetteer, dateline_place=place_name, title=article.title, taken=taken
    )
    dateline = _dateline(article, places)
    if actors.main_country is None:
        hint = dateline.country if dateline else None
        actors = build_doc_actors(
            doc, tools.registry, published=published, country_hint=hint, places=places
        )
    scene = scene_country([p.country for p in places if p.country and _is_scene(p)])
    actors = replace(actors, scene=scene)
    skip = [(span.start, span.end) for span in article.boilerplate]
    if article.dateline:
        skip.append((article.dateline.start, article.dateline.end))
    return Found(
        published, actors, PartyCoder(actors, _place_tokens(places)), places, dateline,
        _times(article, doc, published, skip), find_quantities(doc),
    )  # fmt: skip


def _times(
    article: Article, doc: Any, published: date | None, skip: Sequence[tuple[int, int]]
) -> list[FoundTime]:
    """Time expressions, those of a live blog's entries counted from the entry's own day."""
    found = find_times(doc, anchor=published, skip=skip)
    for segment in article.segments:
        day = _day(segment.published_at)
        if day is not None and day != published:
            inside = find_times(doc, anchor=day, skip=skip)
            found = [t for t in found if not segment.start <= t.text_start < segment.end]
            found += [t for t in inside if segment.start <= t.text_start < segment.end]
    return sorted(found, key=lambda t: t.text_start)


def read(article: Article, doc: Any, tools: Tools) -> Reading:
    """The whole reading of a parsed article; token offsets are offsets into `article.text`."""
    f = find(article, doc, tools)
    events = tools.coder.code(doc, f.parties, f.surroundings())
    return Reading(
        article, doc, f.published, f.actors, f.parties, f.places, f.dateline, f.times, f.figures,
        events,
    )  # fmt: skip


def _dateline(article: Article, places: Sequence[FoundPlace]) -> FoundPlace | None:
    line = article.dateline
    if line is None:
        return None
    return next((p for p in places if line.start <= p.start < line.end), None)


def _place_tokens(places: Sequence[FoundPlace]) -> frozenset[int]:
    return frozenset(i for p in places if not p.demonym for i in range(p.first, p.last))
