"""One reading for each name of an article: which place it means throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.stages.extract.gazetteer import Gazetteer, GazetteerPlace
from service.stages.extract.gazetteer_keys import fold
from service.stages.extract.place_lexicon import demonyms
from service.stages.extract.places_candidates import Candidate
from service.stages.extract.places_context import ContextIndex, is_certain, lies_in
from service.stages.extract.places_score import (
    NameInArticle,
    evidence,
    fit,
    hint_of,
    towns_of_areas,
)
from service.stages.extract.places_view import DocView

_MOST_POPULOUS = 8
_MOST_NEARBY = 24
_KEPT = 4
#: a city of so many is meant wherever it is named
_LARGE = 300_000
#: what a city says of the article's country, where a country's own name says 1
_BY_A_CITY = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """The senses of a name in an article, best first, with their fit."""

    senses: tuple[tuple[float, GazetteerPlace], ...] = ()

    @property
    def best(self) -> GazetteerPlace | None:
        """The place meant; none for a name that the gazetteer lacks."""
        return self.senses[0][1] if self.senses else None

    @property
    def margin(self) -> float:
        """How far the best sense is ahead of the next."""
        return self.senses[0][0] - self.senses[1][0] if len(self.senses) > 1 else 3.0


@dataclass(slots=True)
class _NameIndex:
    """What stands around any mention of a name."""

    senses: tuple[GazetteerPlace, ...]
    outer: list[Candidate] = field(default_factory=list)
    hint: str = ""


def build_context(
    found: Sequence[Candidate], gazetteer: Gazetteer, dateline: str | None, title: str | None
) -> ContextIndex:
    """What the certain names, peoples, title and dateline of an article say about its scene."""
    context = ContextIndex()
    for candidate in found:
        if candidate.people is not None:
            context.add_country(candidate.people.state, 0.7)
            continue
        certain = is_certain(candidate.senses)
        if certain is not None:
            context.add(certain, 1.0 if certain.kind == "country" else _BY_A_CITY)
    for word in (title or "").replace("'s", "").replace("’s", "").split():
        if word in demonyms():
            context.add_country(demonyms()[word].state, 1.0)
    sense = is_certain(gazetteer.lookup(dateline)) if dateline else None
    if sense is not None:
        context.add(sense, 1.5)
    return context


def with_variants(candidate: Candidate, gazetteer: Gazetteer, context: ContextIndex) -> Candidate:
    """The candidate with senses under another spelling, in the countries of the article only."""
    if candidate.senses or candidate.people is not None:
        return candidate
    return replace(candidate, senses=gazetteer.lookup_variant(candidate.text, context.countries))


def read_names(
    view: DocView,
    found: Sequence[Candidate],
    containers: dict[int, list[Candidate]],
    context: ContextIndex,
) -> dict[str, Reading]:
    """Folded name to its reading: what stands around any of its mentions counts for all."""
    names: dict[str, _NameIndex] = {}
    for k, candidate in enumerate(found):
        name = names.setdefault(fold(candidate.text), _NameIndex(candidate.senses))
        name.outer += containers.get(k, [])
        name.hint = name.hint or hint_of(view, candidate)
    return {key: _reading(key, name, context) for key, name in names.items()}


def _reading(key: str, name: _NameIndex, context: ContextIndex) -> Reading:
    if not name.senses:
        return Reading()
    article = NameInArticle(key, name.outer[:2], name.hint, towns_of_areas(name.senses))
    places = _shortlist(name.senses, context, article.outer)
    scored = [(fit(place, article, context), -i, place) for i, place in enumerate(places)]
    scored.sort(key=lambda item: item[:2], reverse=True)
    if _is_elsewhere(scored[0][2], article.outer, context):
        return Reading()
    return Reading(tuple((score, place) for score, _, place in scored[:_KEPT]))


def _is_elsewhere(place: GazetteerPlace, outer: Sequence[Candidate], context: ContextIndex) -> bool:
    """Whether all that is written around a small place lies in other countries of the article.

    'The village of Bani, in Seno province': the only one that is known is in another country.
    """
    around = {s.country for c in outer for s in c.senses if s.country in context.countries}
    named = context.countries.get(place.country or "", 0.0)  # the name itself may count there
    own = place.country in around or named > _BY_A_CITY
    return bool(around) and not own and place.population < _LARGE


def _shortlist(
    places: tuple[GazetteerPlace, ...], context: ContextIndex, outer: Sequence[Candidate]
) -> list[GazetteerPlace]:
    """The most populous senses, those in the article's countries, those in a stated container."""
    rest = [
        place
        for place in places[_MOST_POPULOUS:]
        if place.country in context.countries or any(lies_in(place, c) for c in outer)
    ]
    return [*places[:_MOST_POPULOUS], *rest[:_MOST_NEARBY]]


def strengths(
    view: DocView, found: Sequence[Candidate], best: Sequence[GazetteerPlace | None],
    containers: dict[int, list[Candidate]], context: ContextIndex,
) -> list[float]:  # fmt: skip
    """How likely each candidate is a place: above `ACCEPT` it is taken."""
    found_strengths = []
    for k, (candidate, place) in enumerate(zip(found, best, strict=True)):
        strength = evidence(view, candidate, place)
        outer = containers.get(k, [])
        if outer and (place is None or any(lies_in(place, c) for c in outer)):
            strength += 1.5
        if place is not None and place.country in context.countries:
            strength += 0.8
        found_strengths.append(strength)
    return found_strengths


def lifted(found: Sequence[Candidate], each: Sequence[float], *, sure: float) -> list[float]:
    """The strengths, raised where another mention of the same name is beyond doubt."""
    best: dict[str, float] = defaultdict(lambda: -10.0)
    for candidate, strength in zip(found, each, strict=True):
        best[candidate.text] = max(best[candidate.text], strength)
    return [s + (1.5 if best[c.text] >= sure else 0.0) for c, s in zip(found, each, strict=True)]
