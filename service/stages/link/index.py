"""The mentions of the last weeks by country, and the incidents that they form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

import orjson

from schemas.event import EventMention
from service.stages.link.face import Face, face
from service.stages.link.pairing import compare

Writes = tuple[tuple[str, str | None], ...]

MOST_CANDIDATES: Final = 120
_REMEMBERED_PAIRS: Final = 200_000
_COMMON_CUE: Final = 2_000
_CUE_WORDS: Final = 10


@dataclass(frozen=True, slots=True)
class Known:
    """A mention as the table keeps it; `touched` are the incidents that it changed last.

    `day` is the ordinal day of its publication, `number` counts arrivals, `raw` is its JSON.
    """

    raw: str
    day: int
    number: int
    incident_id: str = ""
    touched: tuple[str, ...] = ()
    retracted: bool = False

    @property
    def mention(self) -> EventMention:
        """The mention itself."""
        return EventMention.model_validate_json(self.raw)


@dataclass(frozen=True, slots=True)
class Version:
    """The last published revision of an incident; `digest` is that of its content."""

    revision: int
    digest: str
    merged_into: str | None = None


class CountryIndex:
    """The mentions under one key of the topic: incidents never cross it."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.versions: dict[str, Version] = {}
        self.faces: dict[str, Face] = {}
        self._members: dict[str, set[str]] = {}
        self._edges: dict[str, set[str]] = {}
        self._cues: dict[str, set[str]] = {}
        self._scores: dict[tuple[str, str], float] = {}
        self._scored: set[str] = set()
        self._by_day: list[tuple[int, str]] = []
        self.latest_day = 0
        self.next_number = 0

    def put(self, mention_id: str, known: Known) -> None:
        """Take a mention, new or changed."""
        earlier = self.known.get(mention_id)
        if earlier is not None and (earlier.raw, earlier.retracted) != (known.raw, known.retracted):
            self._forget(mention_id)
        if earlier is not None:
            self._leave(mention_id, earlier.incident_id)
        self.known[mention_id] = known
        if earlier is None:
            heappush(self._by_day, (known.day, mention_id))
            self.latest_day = max(self.latest_day, known.day)
        self.next_number = max(self.next_number, known.number + 1)
        if known.retracted:
            return
        self._members.setdefault(known.incident_id, set()).add(mention_id)
        if mention_id not in self.faces:
            self._meet(face(known.mention))

    def remove(self, mention_id: str) -> None:
        """Forget a mention."""
        known = self.known.pop(mention_id, None)
        if known is not None:
            self._leave(mention_id, known.incident_id)
            self._forget(mention_id)

    def members(self, incident_id: str) -> frozenset[str]:
        """The mentions of an incident."""
        return frozenset(self._members.get(incident_id, ()))

    def neighbours(self, mention_id: str) -> frozenset[str]:
        """The mentions that likely tell the same incident, each pair taken alone."""
        return frozenset(self._edges.get(mention_id, ()))

    def told_in(self, article_id: str) -> frozenset[str]:
        """The mentions of an article."""
        return frozenset(self._cues.get(f"a:{article_id}", ()))

    def incidents(self) -> Iterator[str]:
        """The ids of the incidents that have mentions."""
        yield from self._members

    def score(self, one: str, other: str) -> float:
        """Log odds that two mentions tell one incident; remembered."""
        key = (one, other) if one < other else (other, one)
        score = self._scores.get(key)
        if score is None:
            if len(self._scores) >= _REMEMBERED_PAIRS:
                self._scores.clear()
                self._scored = set(self.faces)
            score = self._scores[key] = compare(self.faces[one], self.faces[other]).score
        return score

    def oldest(self) -> tuple[int, str] | None:
        """Take the mention with the earliest day off the queue; `again` puts it back."""
        while self._by_day:
            day, mention_id = heappop(self._by_day)
            if mention_id in self.known:
                return day, mention_id
        return None

    def again(self, day: int, mention_id: str) -> None:
        """Look at the mention again when that day is old."""
        heappush(self._by_day, (day, mention_id))

    def component(self, start: Iterable[str], most: int) -> set[str]:
        """Mentions that are linked with the start over any number of likely pairs."""
        found = {m for m in start if m in self.faces}
        frontier = sorted(found)
        while frontier and len(found) <= most:
            reached = {n for m in frontier for n in self._edges.get(m, ())} - found
            found |= reached
            frontier = sorted(reached)
        return found

    def _meet(self, newcomer: Face) -> None:
        """Compare with the mentions that share cues, and remember likely pairs."""
        mine = newcomer.mention_id
        if mine in self._scored:  # the id came before, perhaps with other content
            self._scores.clear()
            self._scored.clear()
        self._scored.add(mine)
        self.faces[mine] = newcomer
        edges = self._edges.setdefault(mine, set())
        for other in self._candidates(newcomer):
            if self.score(mine, other) > 0:
                edges.add(other)
                self._edges[other].add(mine)
        for cue in cues(newcomer):
            self._cues.setdefault(cue, set()).add(mine)

    def _candidates(self, newcomer: Face) -> list[str]:
        counted: Counter[str] = Counter()
        for cue in cues(newcomer):
            holders = self._cues.get(cue, ())
            if len(holders) <= _COMMON_CUE:
                counted.update(holders)
        best = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return [mention for mention, _ in best[:MOST_CANDIDATES]]

    def _forget(self, mention_id: str) -> None:
        gone = self.faces.pop(mention_id, None)
        if gone is None:
            return
        for cue in cues(gone):
            holders = self._cues.get(cue, set())
            holders.discard(mention_id)
            if not holders:
                self._cues.pop(cue, None)
        for other in self._edges.pop(mention_id, ()):
            self._edges[other].discard(mention_id)

    def _leave(self, mention_id: str, incident_id: str) -> None:
        members = self._members.get(incident_id)
        if members is not None:
            members.discard(mention_id)
            if not members:
                del self._members[incident_id]


class IncidentIndex:
    """All that `link` knows. `apply` in any order of keys rebuilds it from the table."""

    def __init__(self) -> None:
        self._countries: dict[str, CountryIndex] = {}

    def country(self, key: str) -> CountryIndex:
        """The mentions under a key of the topic."""
        return self._countries.setdefault(key, CountryIndex())

    def countries(self) -> Iterator[tuple[str, CountryIndex]]:
        """All keys with their mentions."""
        yield from self._countries.items()

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        kind, country, name = key.split(":", 2)
        where = self.country(country)
        if kind == "m" and value is None:
            where.remove(name)
        elif kind == "m" and value is not None:
            where.put(name, load_known(value))
        elif value is None:
            where.versions.pop(name, None)
        else:
            where.versions[name] = Version(*orjson.loads(value))


def cues(newcomer: Face) -> set[str]:
    """What another mention of the incident is likely to share, at least in part."""
    telling = sorted(newcomer.words.items(), key=lambda item: (-item[1], item[0]))
    found = {f"w:{word}" for word, _ in telling[:_CUE_WORDS]}
    found |= {f"n:{name}" for name in newcomer.actors.names | newcomer.recipients.names}
    found |= {f"t:{word}" for word in newcomer.trigger}
    found.add(f"a:{newcomer.article_id}")
    if newcomer.spot is not None:
        found |= {f"p:{name}" for name in newcomer.spot.names}
    if newcomer.days is not None:
        found.add(f"d:{newcomer.type}:{newcomer.days.first}")
    return found


def dump_known(country: str, mention_id: str, known: Known) -> tuple[str, str]:
    """Key and value for the table."""
    value = [known.raw, known.day, known.number, known.incident_id, known.touched, known.retracted]
    return f"m:{country}:{mention_id}", orjson.dumps(value).decode()


def load_known(value: str) -> Known:
    """The mention that `dump_known` wrote."""
    raw, day, number, incident_id, touched, retracted = orjson.loads(value)
    return Known(raw, day, number, incident_id, tuple(touched), retracted)


def dump_version(country: str, incident_id: str, version: Version) -> tuple[str, str]:
    """Key and value for the table."""
    value = [version.revision, version.digest, version.merged_into]
    return f"i:{country}:{incident_id}", orjson.dumps(value).decode()
