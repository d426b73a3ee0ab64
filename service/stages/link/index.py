"""The mentions of the last weeks, and the incidents that they form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from schemas.event import EventMention
from service.stages.link.arrivals import ArrivalIndex
from service.stages.link.cues import CueIndex
from service.stages.link.face import Face, face
from service.stages.link.pairing import compare
from service.stages.link.records import Known, Version, load_known, load_version

_REMEMBERED_PAIRS: Final = 500_000
_READ: Final = 2_000


class IncidentIndex:
    """All that `link` knows. `apply` in any order of keys rebuilds it from the table."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.versions: dict[str, Version] = {}
        self.faces: dict[str, Face] = {}
        self.cues = CueIndex()
        self._arrivals: dict[str, ArrivalIndex] = {}
        self._members: dict[str, set[str]] = {}
        self._edges: dict[str, set[str]] = {}
        self._scores: dict[tuple[str, str], tuple[float, float]] = {}
        self._scored: set[str] = set()
        self._read: dict[str, EventMention] = {}

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        kind, country, name = key.split(":", 2)
        if kind == "m" and value is None:
            if name in self.known and self.known[name].country == country:
                self.remove(name)
        elif kind == "m" and value is not None:
            self.put(name, load_known(country, value))
        elif value is None:
            self.versions.pop(name, None)
        else:
            self.versions[name] = load_version(country, value)

    def put(self, mention_id: str, known: Known) -> None:
        """Take a mention, new or changed."""
        earlier = self.known.get(mention_id)
        if earlier is not None and (earlier.raw, earlier.retracted) != (known.raw, known.retracted):
            self._forget(mention_id)
        if earlier is not None:
            self._leave(mention_id, earlier.incident_id)
        if earlier is not None and earlier.country != known.country:
            self.arrivals(earlier.country).remove()
        if earlier is None or earlier.country != known.country:
            self.arrivals(known.country).add(known.day, known.number, mention_id)
        self.known[mention_id] = known
        if known.retracted:
            return
        self._members.setdefault(known.incident_id, set()).add(mention_id)
        if mention_id not in self.faces:
            self._meet(face(known.mention))

    def remove(self, mention_id: str) -> None:
        """Forget a mention."""
        known = self.known.pop(mention_id, None)
        if known is not None:
            self.arrivals(known.country).remove()
            self._leave(mention_id, known.incident_id)
            self._forget(mention_id)

    def arrivals(self, country: str) -> ArrivalIndex:
        """The order in time of the mentions under a key of the topic."""
        return self._arrivals.setdefault(country, ArrivalIndex())

    def mention(self, mention_id: str) -> EventMention:
        """The mention itself; those asked for lately are remembered."""
        found = self._read.get(mention_id)
        if found is None:
            if len(self._read) >= _READ:
                self._read.clear()
            found = self._read[mention_id] = self.known[mention_id].mention
        return found

    def members(self, incident_id: str) -> frozenset[str]:
        """The mentions of an incident."""
        return frozenset(self._members.get(incident_id, ()))

    def neighbours(self, mention_id: str) -> frozenset[str]:
        """The mentions that likely tell the same incident, each pair taken alone."""
        return frozenset(self._edges.get(mention_id, ()))

    def incidents(self) -> Iterator[str]:
        """The ids of the incidents that have mentions."""
        yield from self._members

    def score(self, one: str, other: str) -> tuple[float, float]:
        """Log odds that two mentions tell one incident, without and with pointing; remembered."""
        key = (one, other) if one < other else (other, one)
        score = self._scores.get(key)
        if score is None:
            if len(self._scores) >= _REMEMBERED_PAIRS:
                self._scores.clear()
                self._scored = set(self.faces)
            pair = compare(self.faces[one], self.faces[other])
            score = self._scores[key] = (pair.score, pair.score + pair.pointing)
        return score

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
        for other in self.cues.candidates(newcomer):
            if max(self.score(mine, other)) > 0:
                edges.add(other)
                self._edges[other].add(mine)
        self.cues.add(newcomer)

    def _forget(self, mention_id: str) -> None:
        self._read.pop(mention_id, None)
        gone = self.faces.pop(mention_id, None)
        if gone is None:
            return
        self.cues.remove(gone)
        for other in self._edges.pop(mention_id, ()):
            self._edges[other].discard(mention_id)

    def _leave(self, mention_id: str, incident_id: str) -> None:
        members = self._members.get(incident_id)
        if members is not None:
            members.discard(mention_id)
            if not members:
                del self._members[incident_id]
